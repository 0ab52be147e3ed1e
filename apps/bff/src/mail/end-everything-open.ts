import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { cancelOpenMail } from "./message-life.ts";
import { dissolveParcels } from "./parcel.ts";

/** After a backup was put back: cancels every mail that is with us, and no attempt is made again: every sealed text is erased. */
export async function endEverythingOpen(tx: Tx, now: Moment): Promise<void> {
  await cancelOpenMail(tx, now, {}, "The database was put back from a backup.");
  await dissolveParcels(tx);
}
