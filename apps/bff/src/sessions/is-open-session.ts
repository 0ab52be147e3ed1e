import { sessionLimits, UserType } from "@latchkey/contract/permissions.ts";
import type { ExpressionBuilder } from "kysely";
import type { Database } from "../db/schema.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";

/** The moment so many minutes ago. */
type Ago = (minutes: number) => Moment;

/** Which sessions are open: not ended, and within the limits of what their user is now. Said here, once. */
export const isOpenSession = (now: Moment) => isOpenBy((minutes) => addMinutes(now, -minutes));

/** The same for a question whose time comes later. */
export const isOpenBy = (ago: Ago) => (eb: ExpressionBuilder<Database, "sessions">) => {
  const typeOfUser = eb.selectFrom("users").select("users.type").whereRef("users.id", "=", "sessions.userId");
  const isWithinLimits = UserType.options.map((type) => {
    const { idleMinutes, absoluteMinutes } = sessionLimits(type);
    return eb.and([
      eb(typeOfUser, "=", type),
      eb("sessions.lastSeenAt", ">", ago(idleMinutes)),
      eb("sessions.createdAt", ">", ago(absoluteMinutes)),
    ]);
  });
  return eb.and([eb("sessions.endedAt", "is", null), eb.or(isWithinLimits)]);
};
