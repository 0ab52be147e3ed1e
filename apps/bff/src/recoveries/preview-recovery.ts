import type { previewRecovery as route } from "@latchkey/contract/recoveries.ts";
import { selectOpenSessions } from "../sessions/session-store.ts";
import type { Verb } from "../http/verb.ts";
import { addMinutes } from "../ports/clock.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { isOpen } from "./recovery-row.ts";
import { addressFaultOf, readUser } from "../accounts/user-row.ts";

/** The true consequences of A and B, shown under the prompt's sentence. */
export const previewRecovery: Verb<typeof route> = async (ctx, { params: { userId } }) => {
  const user = await readUser(ctx.db, userId);
  const now = ctx.clock.now();
  const { sessions } = await selectOpenSessions(ctx.db, now, userId)
    .select((eb) => eb.fn.countAll().as("sessions"))
    .executeTakeFirstOrThrow();
  const openLink = await ctx.db
    .selectFrom("recoveries")
    .select("id")
    .where("userId", "=", userId)
    .where("way", "=", "link")
    .where("askedBy", "=", "administrator")
    .where(isOpen(now))
    .executeTakeFirst();
  return {
    email: user.email,
    linkExpiresAt: addMinutes(now, lifetimes.passwordChangeLinkMinutes),
    temporaryPasswordExpiresAt: addMinutes(now, lifetimes.temporaryPasswordMinutes),
    openSessions: Number(sessions),
    hasPassword: user.passwordHash !== null,
    replacesLink: openLink !== undefined,
    addressFault: addressFaultOf(user),
    reasonNeededSince: user.recoveryStoppedAt,
  };
};
