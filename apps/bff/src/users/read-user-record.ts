import type { User } from "@latchkey/contract/users.ts";
import type { System } from "../ctx.ts";
import { isOpen } from "../recoveries/recovery-row.ts";
import { selectOpenSessions } from "../sessions/session-store.ts";
import { addressFaultOf, readUser } from "../accounts/user-row.ts";
import { userFields } from "./user-columns.ts";

/** A user as the record shows it. Throws `not-found`. */
export async function readUserRecord(system: System, userId: string): Promise<User> {
  const now = system.clock.now();
  const user = await readUser(system.db, userId);
  const { sessions } = await selectOpenSessions(system.db, now, userId)
    .select((eb) => eb.fn.countAll().as("sessions"))
    .executeTakeFirstOrThrow();
  const { linkPendingUntil } = await system.db
    .selectFrom("recoveries")
    .select((eb) => eb.fn.max("expiresAt").as("linkPendingUntil"))
    .where("userId", "=", userId)
    .where("way", "=", "link")
    .where(isOpen(now))
    .executeTakeFirstOrThrow();
  return {
    id: user.id,
    version: user.version,
    ...userFields(user),
    hasPassword: user.passwordHash !== null,
    temporaryPasswordUntil: user.temporaryPasswordExpiresAt,
    linkPendingUntil,
    lastSignedInAt: user.lastSignedInAt,
    addressFault: addressFaultOf(user),
    openSessions: Number(sessions),
    recoveryStoppedAt: user.recoveryStoppedAt,
    selfServiceBlockedUntil: user.selfServiceBlockedUntil,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
  };
}
