import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { endRecoveries } from "./end-recoveries.ts";

/** Ends the user's open recoveries, and forgets why administrators made them and on what they were used. */
export async function forgetUser(tx: Tx, now: Moment, userId: string): Promise<void> {
  await endRecoveries(tx, now, { userId }, "deactivated");
  await tx
    .updateTable("recoveries")
    .set({ reason: null, ticket: null, verifiedBy: null, usedOn: null })
    .where("userId", "=", userId)
    .execute();
}
