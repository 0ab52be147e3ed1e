import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";

/** No stop link works any more. */
export async function endEverythingOpen(tx: Tx, now: Moment): Promise<void> {
  await tx.updateTable("stopLinks").set({ expiresAt: now }).where("expiresAt", ">", now).execute();
}
