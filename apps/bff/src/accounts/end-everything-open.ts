import type { Tx } from "../db/transaction.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { lifetimes } from "../settings/lifetimes.ts";

/** Leaves everybody whose password is a temporary one without a password; no wait stays longer than one that begins now. */
export async function endEverythingOpen(tx: Tx, now: Moment): Promise<void> {
  await tx
    .updateTable("users")
    .set((eb) => ({
      passwordHash: null,
      temporaryPasswordExpiresAt: null,
      passwordVersion: eb("passwordVersion", "+", 1),
    }))
    .where("temporaryPasswordExpiresAt", "is not", null)
    .execute();
  const longestBlock = addMinutes(now, lifetimes.selfServiceBlockMinutes);
  await tx
    .updateTable("users")
    .set({ selfServiceBlockedUntil: longestBlock })
    .where("selfServiceBlockedUntil", ">", longestBlock)
    .execute();
  // Whoever is held back begins to wait anew.
  await tx.updateTable("users").set({ emailChangedAt: now }).where("emailChangedAt", ">", now).execute();
  await tx
    .updateTable("throttles")
    .set({ lastAttemptAt: now, blockedUntil: now })
    .where("lastAttemptAt", ">", now)
    .execute();
}
