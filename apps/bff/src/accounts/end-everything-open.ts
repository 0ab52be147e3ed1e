import type { Tx } from "../db/transaction.ts";

/** Leaves everybody whose password is a temporary one without a password. */
export async function endEverythingOpen(tx: Tx): Promise<void> {
  await tx
    .updateTable("users")
    .set((eb) => ({
      passwordHash: null,
      temporaryPasswordExpiresAt: null,
      passwordVersion: eb("passwordVersion", "+", 1),
    }))
    .where("temporaryPasswordExpiresAt", "is not", null)
    .execute();
}
