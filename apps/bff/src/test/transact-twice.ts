import { sql } from "kysely";
// By a path of its own: the usual one leads to this file (vitest.config.ts).
import { transact as transactOnce, type Tx } from "../../src/db/transaction.ts";

export { hasCode, refuseInsideTransaction, type Dialect, type Tx } from "../../src/db/transaction.ts";

/**
 * In place of `transact`: does all work twice, as when PostgreSQL takes back a transaction that met another one's and it is tried
 * again. What the first run wrote is gone, whatever it threw is forgotten, and only what it left behind in this process stays.
 */
export function transact<Result>(
  { dialect }: Parameters<typeof transactOnce>[0],
  work: (tx: Tx) => Promise<Result>,
  how?: Parameters<typeof transactOnce>[2],
): Promise<Result> {
  const isOver = (error: unknown) =>
    dialect.isBusy(error) || dialect.isClash(error) || dialect.isAway(error) || dialect.isFull(error);
  return transactOnce(
    { dialect },
    async (tx) => {
      await sql`savepoint "first run"`.execute(tx);
      await work(tx).catch((error: unknown) => {
        if (isOver(error)) throw error;
      });
      await sql`rollback to savepoint "first run"`.execute(tx);
      await sql`release savepoint "first run"`.execute(tx);
      return work(tx);
    },
    how,
  );
}
