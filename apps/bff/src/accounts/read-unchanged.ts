import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Tx } from "../db/transaction.ts";
import { readUser, type UserRow } from "./user-row.ts";

/** The record changed between the look that something slow was made from and the transaction that writes it. */
class ChangedMeanwhile extends Error {
  override readonly name = "ChangedMeanwhile";
}

/** So often what was made for a record that changed meanwhile is made anew. */
const mostTries = 5;

/**
 * Does work that makes something slow from a record, such as a mail, before the transaction that reads the record again with
 * `readUnchanged`; does it anew when the record changed in between. Throws what the work throws, and `version-conflict` when
 * the record does not keep still.
 */
export async function madeFromRecord<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; tries < mostTries; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
    }
  }
  throw new ProblemError("version-conflict");
}

/** Throws unless the user has the very fields that were seen; inside `madeFromRecord` only. */
export function requireUnchanged(user: Pick<UserRow, "version">, seen: Pick<UserRow, "version">): void {
  if (user.version !== seen.version) throw new ChangedMeanwhile();
}

/** The user as they are now, with the very fields that were seen. Throws `not-found`; inside `madeFromRecord` only. */
export async function readUnchanged(tx: Tx, seen: Pick<UserRow, "id" | "version">): Promise<UserRow> {
  const user = await readUser(tx, seen.id);
  requireUnchanged(user, seen);
  return user;
}
