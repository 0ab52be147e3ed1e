import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";

/** Anonymises the record for good: the audit trail keeps its subject, user name and address are free again. */
export async function forgetUser(tx: Tx, now: Moment, userId: string): Promise<void> {
  await tx.updateTable("throttles").set({ tellUserId: null }).where("tellUserId", "=", userId).execute();
  await tx
    .updateTable("users")
    .set((eb) => ({
      version: eb("version", "+", 1),
      userName: `deleted-${userId}`,
      userNameKey: `deleted-${userId}`,
      userNameSkeleton: null,
      salutation: null,
      firstName: null,
      lastName: "Deleted user",
      title: null,
      email: null,
      emailKey: null,
      emailChangedAt: null,
      phone: null,
      teams: "[]",
      language: null,
      timeZone: null,
      theme: null,
      oneSignKeysOffAt: null,
      sortName: "deleted user",
      sortPlace: 0,
      searchText: "",
      passwordHash: null,
      passwordVersion: eb("passwordVersion", "+", 1),
      temporaryPasswordExpiresAt: null,
      passwordSetThrough: null,
      addressFault: null,
      addressFaultReason: null,
      addressFaultAt: null,
      recoveryStoppedAt: null,
      selfServiceBlockedUntil: null,
      deactivatedAt: now,
      deletedAt: now,
      updatedAt: now,
    }))
    .where("id", "=", userId)
    .execute();
}
