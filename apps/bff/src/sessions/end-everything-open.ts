import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";

/** Ends everybody's session; none was seen or has ended in the future. */
export async function endEverythingOpen(tx: Tx, now: Moment): Promise<void> {
  await tx
    .updateTable("sessions")
    .set({ endedAt: now })
    .where((eb) => eb.or([eb("endedAt", "is", null), eb("endedAt", ">", now)]))
    .execute();
  await tx.updateTable("sessions").set({ lastSeenAt: now }).where("lastSeenAt", ">", now).execute();
}
