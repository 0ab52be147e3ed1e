import { setImmediate as nextTurn } from "node:timers/promises";
import { watchStatements } from "./watch-statements.ts";

/** What a piece of work asked of the database. */
export type Counts = {
  /** Without those that begin and end transactions. */
  statements: number;
  transactions: number;
  /** Transactions that wrote and whose commit waits for the disk, once each. */
  durable: number;
  /** Transactions that wrote and whose commit does not. */
  unflushed: number;
};

/** Counts what every SQLite database that is opened from now on is asked. */
export type StatementCounter = {
  /**
   * What it takes until nothing is asked any more, in the request and behind it; the least of several times, because
   * the worker also looks by itself each second. `once` is given the number of the time.
   */
  leastOf(times: number, once: (time: number) => Promise<unknown>): Promise<Counts>;
  /** Every statement that was counted, once. */
  texts: ReadonlySet<string>;
  /** Of them, those that wrote something whose commit did not wait for the disk. */
  unflushedTexts: ReadonlySet<string>;
  close(): void;
};

/** So many turns of the event loop without a statement mean that nothing more comes. */
const quietTurns = 50;

/** Opens a counter: before the databases that it is to count. */
export function openStatementCounter(): StatementCounter {
  const counts: Counts = { statements: 0, transactions: 0, durable: 0, unflushed: 0 };
  let wrote = false;
  /** What every connection begins with. */
  let synchronous = "full";
  let isCounting = false;
  let seen = 0;
  const texts = new Set<string>();
  const unflushedTexts = new Set<string>();
  const close = watchStatements({
    after({ sql }, { rows, numAffectedRows }) {
      seen += 1;
      if (sql.startsWith("begin")) {
        counts.transactions += 1;
        wrote = false;
      } else if (sql === "commit") {
        if (wrote) counts[synchronous === "full" ? "durable" : "unflushed"] += 1;
      } else if (sql.startsWith("pragma synchronous = ")) {
        synchronous = sql.split(" ").at(-1)!;
      } else if (!/^(?:rollback|savepoint|release)/.test(sql)) {
        counts.statements += 1;
        if (isCounting) texts.add(sql);
        if (!sql.startsWith("select") && (rows.length > 0 || (numAffectedRows ?? 0n) > 0n)) {
          wrote = true;
          if (isCounting && synchronous !== "full") unflushedTexts.add(sql);
        }
      }
    },
  });

  async function quiet(): Promise<void> {
    for (let turns = 0, last = seen; turns < quietTurns; turns++) {
      await nextTurn();
      if (seen !== last) turns = 0;
      last = seen;
    }
  }

  return {
    async leastOf(times, once) {
      const all: Counts[] = [];
      for (let time = 0; time < times; time++) {
        await quiet();
        const before = { ...counts };
        isCounting = true;
        await once(time);
        await quiet();
        isCounting = false;
        all.push({
          statements: counts.statements - before.statements,
          transactions: counts.transactions - before.transactions,
          durable: counts.durable - before.durable,
          unflushed: counts.unflushed - before.unflushed,
        });
      }
      return all.toSorted((a, b) => a.statements - b.statements)[0]!;
    },
    texts,
    unflushedTexts,
    close,
  };
}
