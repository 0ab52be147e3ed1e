import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";

/** Everything that was proposed and not saved has expired. */
export async function endEverythingOpen(tx: Tx, now: Moment): Promise<void> {
  await tx
    .updateTable("passwordSuggestions")
    .set({ expiresAt: now, sealed: null })
    .where("expiresAt", ">", now)
    .execute();
}
