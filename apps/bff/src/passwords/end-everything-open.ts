import type { Tx } from "../db/transaction.ts";

/** Forgets everything that was proposed and not saved. */
export async function endEverythingOpen(tx: Tx): Promise<void> {
  await tx.deleteFrom("passwordSuggestions").execute();
}
