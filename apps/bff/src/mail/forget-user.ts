import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { cancelOpenMail, eraseWords } from "./message-life.ts";

/**
 * Nothing personal of a deleted user stays in the mails to them, and what waits is cancelled. One under way may still be
 * accepted: the worker notes it, and nothing comes of it.
 */
export async function forgetUser(tx: Tx, now: Moment, userId: string): Promise<void> {
  await eraseWords(tx, { userId });
  await cancelOpenMail(tx, now, { userId }, "The user was deleted.");
}

/** Mails of this kind to others that are about these rows show nothing any more. */
export async function forgetMailsAbout(tx: Tx, kind: string, aboutIds: readonly string[]): Promise<void> {
  await eraseWords(tx, { kind, aboutIds });
}
