import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";

/** No set-up link works any more. */
export async function endEverythingOpen(tx: Tx, now: Moment): Promise<void> {
  await tx.updateTable("setupLinks").set({ usedAt: now }).where("usedAt", "is", null).execute();
}
