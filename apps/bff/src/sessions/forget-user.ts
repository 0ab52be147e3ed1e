import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { endSessions } from "./session-store.ts";

/** Ends the user's sessions, and forgets from where they were opened. */
export async function forgetUser(tx: Tx, now: Moment, userId: string): Promise<void> {
  await endSessions(tx, now, { userId });
  await tx
    .updateTable("sessions")
    .set({ address: null, userAgent: null })
    .where("userId", "=", userId)
    .execute();
}
