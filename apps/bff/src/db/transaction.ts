import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { KyselyPlugin, Transaction, TransactionBuilder } from "kysely";
import type { Database } from "./schema.ts";
import type { UserSearch } from "./search-by-patterns.ts";

/** A transaction on our tables. */
export type Tx = Transaction<Database>;

const inside = new AsyncLocalStorage<true>();

/** Using the outer handle inside a transaction would wait for itself forever on SQLite: this makes it throw instead. */
export const refuseInsideTransaction: KyselyPlugin = {
  transformQuery({ node }) {
    if (inside.getStore()) throw new Error("Inside a transaction, use its own handle.");
    return node;
  },
  transformResult: async ({ result }) => result,
};

/** Where one database differs from another: it is made where the database is opened, and nobody else knows which it is. */
export type Dialect = {
  /** Begins a transaction so that what it reads still holds when it writes. */
  begin(): TransactionBuilder<Database>;
  /** Whether somebody else was in the way, and the whole transaction can be tried again. */
  isBusy(error: unknown): boolean;
  /** Whether nothing can be written: no room, a fault of the disk, read-only, moved away. */
  isFull(error: unknown): error is CodedError;
  /** Tells who listens that a transaction was committed. */
  notify(): void;
  /** Calls the listener after each transaction that this process commits. Returns how to stop that. */
  onCommit(listener: () => void): () => void;
  search: UserSearch;
};

/** An error that names itself by a code, as those of databases do. */
type CodedError = Error & { code: string };

/** Whether an error has such a code. */
export function hasCode(error: unknown, codes: RegExp): error is CodedError {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && codes.test(error.code)
  );
}

/** How long a busy database is tried again, in milliseconds. */
const usualPatience = 10_000;

/**
 * Runs `work` in one transaction: everything that it writes through `tx` or nothing. Never await the network, a hash or a
 * timer inside. Throws `database-busy` when another process holds the database longer than the patience in milliseconds,
 * `storage-full` when the file can't be written to, and whatever `work` throws, after rolling back.
 */
export async function transact<Result>(
  { dialect }: { dialect: Dialect },
  work: (tx: Tx) => Promise<Result>,
  { patience = usualPatience } = {},
): Promise<Result> {
  if (inside.getStore()) throw new Error("A transaction can't hold another.");
  const begunAt = performance.now();
  for (let pause = 10; ; pause = Math.min(pause * 2, 250)) {
    try {
      const result = await dialect.begin().execute((tx) => inside.run(true, () => work(tx.withoutPlugins())));
      dialect.notify();
      return result;
    } catch (error) {
      // The code goes into the log: what is wrong with the disk is the operator's affair.
      if (dialect.isFull(error)) throw Object.assign(new ProblemError("storage-full"), { code: error.code });
      if (!dialect.isBusy(error)) throw error;
      if (performance.now() - begunAt >= patience) throw new ProblemError("database-busy");
    }
    await sleep(pause);
  }
}
