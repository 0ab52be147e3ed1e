import type { Tx } from "../db/transaction.ts";
import type { EndOfEverything } from "../mail/end-everything-open.ts";
import type { Moment } from "../ports/clock.ts";
import { endRecoveries } from "./end-recoveries.ts";

/** Ends every open recovery, and mails nothing to those who have just forgotten their password. */
export async function endEverythingOpen(tx: Tx, now: Moment, why: EndOfEverything): Promise<void> {
  await endRecoveries(tx, now, {}, why);
  await tx
    .updateTable("recoveryRequests")
    .set({ settledAt: now, sealed: null })
    .where((eb) => eb.or([eb("settledAt", "is", null), eb("settledAt", ">", now)]))
    .execute();
}
