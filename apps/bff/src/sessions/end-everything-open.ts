import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";

/** Ends everybody's session. */
export async function endEverythingOpen(tx: Tx, now: Moment): Promise<void> {
  await tx.updateTable("sessions").set({ endedAt: now }).where("endedAt", "is", null).execute();
}
