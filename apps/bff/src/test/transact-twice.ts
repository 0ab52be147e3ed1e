import { sql } from "kysely";
// By a path of its own: the usual one leads to this file (vitest.config.ts).
import {
  transact as transactOnce,
  transactUnflushed as transactUnflushedOnce,
  type CountsTx,
  type Dialect,
  type Tx,
} from "../../src/db/transaction.ts";

export {
  hasCode,
  refuseInsideTransaction,
  type CountsTx,
  type Dialect,
  type Tx,
} from "../../src/db/transaction.ts";

/**
 * In place of `transact`: does all work twice, as when PostgreSQL takes back a transaction that met another one's and it is tried
 * again. What the first run wrote is gone, whatever it threw is forgotten, and only what it left behind in this process stays.
 */
export function transact<Result>(
  { dialect }: Parameters<typeof transactOnce>[0],
  work: (tx: Tx) => Promise<Result>,
  how?: Parameters<typeof transactOnce>[2],
): Promise<Result> {
  return transactOnce({ dialect }, (tx) => twice(dialect, tx, work), how);
}

/** In place of `transactUnflushed`, likewise. */
export function transactUnflushed<Result>(
  { dialect }: Parameters<typeof transactUnflushedOnce>[0],
  work: (tx: CountsTx) => Promise<Result>,
): Promise<Result> {
  return transactUnflushedOnce({ dialect }, (tx) => twice(dialect, tx, work));
}

async function twice<AnyTx extends Pick<Tx, "getExecutor">, Result>(
  dialect: Dialect,
  tx: AnyTx,
  work: (tx: AnyTx) => Promise<Result>,
): Promise<Result> {
  const isOver = (error: unknown) =>
    dialect.isBusy(error) || dialect.isClash(error) || dialect.isAway(error) || dialect.isFull(error);
  await sql`savepoint "first run"`.execute(tx);
  await work(tx).catch((error: unknown) => {
    if (isOver(error)) throw error;
  });
  await sql`rollback to savepoint "first run"`.execute(tx);
  await sql`release savepoint "first run"`.execute(tx);
  return work(tx);
}
