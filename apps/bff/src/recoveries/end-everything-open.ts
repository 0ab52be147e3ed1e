import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { endRecoveries } from "./end-recoveries.ts";

/** Ends every open recovery, and mails nothing to those who have just forgotten their password. */
export async function endEverythingOpen(tx: Tx, now: Moment): Promise<void> {
  await endRecoveries(tx, now, {}, "restored");
  await tx
    .updateTable("recoveryRequests")
    .set({ settledAt: now, sealed: null })
    .where("settledAt", "is", null)
    .execute();
}
