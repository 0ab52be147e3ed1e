import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { dropOvertakenSuggestions } from "./suggestion.ts";

/** Forgets what was proposed for the user. */
export async function forgetUser(tx: Tx, _now: Moment, userId: string): Promise<void> {
  await dropOvertakenSuggestions(tx, userId);
}
