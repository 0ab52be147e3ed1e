import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { cancelOpenMail } from "./message-life.ts";
import { dissolveParcels } from "./parcel.ts";

const reasons = {
  restored: "The database was put back from a backup.",
  "clock-set-back": "The server's clock had been ahead and was set back.",
};

/** Why everything ends at once. */
export type EndOfEverything = keyof typeof reasons;

/** Cancels every mail that is with us, and no attempt is made again: every sealed text is erased. */
export async function endEverythingOpen(tx: Tx, now: Moment, why: EndOfEverything): Promise<void> {
  await cancelOpenMail(tx, now, {}, reasons[why]);
  await dissolveParcels(tx);
  await tx.updateTable("webhookDeliveries").set({ receivedAt: now }).where("receivedAt", ">", now).execute();
}
