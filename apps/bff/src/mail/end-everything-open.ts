import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { cancelOpenMail } from "./message-life.ts";
import { dissolveParcels } from "./parcel.ts";

/** Cancels every mail that is with us, and no attempt is made again: every sealed text is erased. */
export async function endEverythingOpen(tx: Tx, now: Moment, reason: string): Promise<void> {
  await cancelOpenMail(tx, now, {}, reason);
  await dissolveParcels(tx);
}
