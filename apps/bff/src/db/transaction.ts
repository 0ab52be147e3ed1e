import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Kysely, KyselyPlugin, Transaction } from "kysely";
import type { Database } from "./schema.ts";

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

/** How long a busy database is tried again, in milliseconds. */
const usualPatience = 10_000;

/** What SQLite says when the file can't be written to: no room, a fault of the disk, read-only, moved away. */
const unwritable = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN)/;

/**
 * Runs `work` in one transaction: everything that it writes through `tx` or nothing. Never await the network, a hash or a
 * timer inside. Throws `database-busy` when another process holds the database longer than the patience in milliseconds,
 * `storage-full` when the file can't be written to, and whatever `work` throws, after rolling back.
 */
export async function transact<Result>(
  { db }: { db: Kysely<Database> },
  work: (tx: Tx) => Promise<Result>,
  { patience = usualPatience } = {},
): Promise<Result> {
  if (inside.getStore()) throw new Error("A transaction can't hold another.");
  const begunAt = performance.now();
  for (let pause = 10; ; pause = Math.min(pause * 2, 250)) {
    try {
      const result = await db
        .transaction()
        .execute((tx) => inside.run(true, () => work(tx.withoutPlugins())));
      for (const listener of listeners.get(db) ?? []) listener();
      return result;
    } catch (error) {
      const code = sqliteCode(error);
      // The code goes into the log: what is wrong with the disk is the operator's affair.
      if (code !== undefined && unwritable.test(code))
        throw Object.assign(new ProblemError("storage-full"), { code });
      if (!code?.startsWith("SQLITE_BUSY")) throw error;
      if (performance.now() - begunAt >= patience) throw new ProblemError("database-busy");
    }
    await sleep(pause);
  }
}

const listeners = new WeakMap<Kysely<Database>, Set<() => void>>();

/** Calls the listener after each transaction that this process commits. Returns how to stop that. */
export function onCommit({ db }: { db: Kysely<Database> }, listener: () => void): () => void {
  const ofDatabase = listeners.get(db) ?? new Set();
  listeners.set(db, ofDatabase.add(listener));
  return () => void ofDatabase.delete(listener);
}

function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  return error.code;
}
