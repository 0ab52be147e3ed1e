import { ProblemError } from "@latchkey/contract/problem.ts";
import type { User } from "@latchkey/contract/users.ts";
import type { System } from "../ctx.ts";
import { askedOften, type Later } from "../db/asked-often.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { isOpen } from "../recoveries/recovery-row.ts";
import { isOpenBy } from "../sessions/is-open-session.ts";
import { addressFaultOf } from "../accounts/user-row.ts";
import { userFields } from "./user-columns.ts";

const askForRecord = askedOften((db, later: Later<{ userId: string; now: Moment }>) =>
  db
    .selectFrom("users")
    .selectAll("users")
    .select((eb) => [
      eb
        .selectFrom("sessions")
        .select((open) => open.fn.countAll().as("count"))
        .whereRef("sessions.userId", "=", "users.id")
        .where(isOpenBy((minutes) => later(({ now }) => addMinutes(now, -minutes))))
        .as("openSessions"),
      eb
        .selectFrom("recoveries")
        .select((open) => open.fn.max("recoveries.expiresAt").as("until"))
        .whereRef("recoveries.userId", "=", "users.id")
        .where("recoveries.way", "=", "link")
        .where(isOpen(later(({ now }) => now)))
        .as("linkPendingUntil"),
    ])
    .where(
      "users.id",
      "=",
      later(({ userId }) => userId),
    )
    .where("users.deletedAt", "is", null),
);

/** A user as the record shows it. Throws `not-found`. */
export async function readUserRecord(system: System, userId: string): Promise<User> {
  const now = system.clock.now();
  const [user] = await askForRecord(system.db, { userId, now });
  if (user === undefined) throw new ProblemError("not-found");
  return {
    id: user.id,
    version: user.version,
    ...userFields(user),
    hasPassword: user.passwordHash !== null,
    temporaryPasswordUntil: user.temporaryPasswordExpiresAt,
    linkPendingUntil: user.linkPendingUntil,
    lastSignedInAt: user.lastSignedInAt,
    addressFault: addressFaultOf(user),
    openSessions: Number(user.openSessions),
    recoveryStoppedAt: user.recoveryStoppedAt,
    selfServiceBlockedUntil: user.selfServiceBlockedUntil,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
  };
}
