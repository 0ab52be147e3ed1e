import type { System } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import type { MailKinds } from "./mail-kind.ts";

/** What the mail room works with inside one transaction. */
export type Post = {
  system: System;
  tx: Tx;
  kinds: MailKinds;
  /** The moment at which everything in it happens. */
  now: Moment;
};

/** Runs work of the mail room in one transaction. Throws what `transact` and the work throw. */
export function transactPost<Result>(
  system: System,
  kinds: MailKinds,
  work: (post: Post) => Promise<Result>,
): Promise<Result> {
  return transact(system, (tx) => work({ system, tx, kinds, now: system.clock.now() }));
}
