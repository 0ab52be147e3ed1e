import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { sql, type KyselyPlugin, type RawBuilder, type Transaction, type TransactionBuilder } from "kysely";
import { systemRandom, type Random } from "../ports/random.ts";
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
  /**
   * Runs a transaction that begins so as well but whose commit does not wait for the disk. The next commit that waits takes it
   * along; until then it outlives the end of this process, not a power cut.
   */
  runUnflushed(work: (tx: Tx) => Promise<void>): Promise<void>;
  /** Whether somebody else was in the way, and the whole transaction can be tried again. */
  isBusy(error: unknown): boolean;
  /** Whether there is a row already that was not to be seen when the transaction looked: the next one will see it. */
  isClash(error: unknown): boolean;
  /** Whether the database can't be reached, or what was under way was cut off. */
  isAway(error: unknown): boolean;
  /** So many transactions are under way at once; those that wait longer share one. */
  lanes: number;
  /** A transaction that has worked for so long takes no more of those that wait to share it: in milliseconds. */
  longestGroup: number;
  /**
   * Ends a question whose rows its transaction is about to change: it holds those of this table, and passes over what another
   * transaction holds. Nothing where one transaction at a time writes.
   */
  hold(table: string): RawBuilder<unknown>;
  /** Runs migrations in one transaction, while no other server does. Takes as long as it takes. */
  migrate(work: (tx: Tx) => Promise<void>): Promise<void>;
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

/** So many share one commit at most. */
const largestGroup = 50;

/** Whoever meets a row of somebody's who was quicker sees it the next time; so often at most, lest a fault is tried for ever. */
const mostClashes = 3;

/** One who waits for a transaction. */
type Member = {
  work(tx: Tx): Promise<unknown>;
  /** Its commit waits for the disk. */
  isFlushed: boolean;
  resolve(result: unknown): void;
  reject(reason: unknown): void;
  /** Tells its caller how its work ended, once that is committed. */
  tell?: () => void;
  /** A busy database is not tried again after this moment of the machine's. */
  patientUntil: number;
  /** So often it met a row of somebody who was quicker. */
  clashes: number;
};

/** Those who wait, and how many see to them. */
type Line = { waiting: Member[]; servers: number };

const lines = new WeakMap<Dialect, Line>();

/**
 * Runs `work` in one transaction: everything that it writes through `tx` or nothing. Those that wait for one at the same time
 * share a commit, which costs the disk's time once; work that throws is taken back alone. Resolves after the commit. Never
 * await the network, a hash or a timer inside. Throws `database-busy` when another process holds the database longer than the
 * patience in milliseconds, `storage-full` when the file can't be written to, and whatever `work` throws.
 */
export async function transact<Result>(
  { dialect }: { dialect: Dialect },
  work: (tx: Tx) => Promise<Result>,
  { patience = usualPatience } = {},
): Promise<Result> {
  return getInLine(dialect, work, { patience, isFlushed: true });
}

/** What may be changed without waiting for the disk: counts of attempts. */
export type CountsTx = Transaction<Pick<Database, "throttles">>;

/**
 * As `transact`, for what promises nobody anything: a power cut may take it back, unless a transaction of `transact` was
 * committed after it. Only `accounts/throttle.ts` may ask for it.
 */
export async function transactUnflushed<Result>(
  { dialect }: { dialect: Dialect },
  work: (tx: CountsTx) => Promise<Result>,
): Promise<Result> {
  return getInLine(dialect, (tx) => work(tx.$pickTables<"throttles">()), {
    patience: usualPatience,
    isFlushed: false,
  });
}

async function getInLine<Result>(
  dialect: Dialect,
  work: (tx: Tx) => Promise<Result>,
  { patience, isFlushed }: { patience: number; isFlushed: boolean },
): Promise<Result> {
  if (inside.getStore()) throw new Error("A transaction can't hold another.");
  const line = lines.get(dialect) ?? { waiting: [], servers: 0 };
  lines.set(dialect, line);
  return new Promise<Result>((resolve, reject) => {
    const patientUntil = performance.now() + patience;
    line.waiting.push({
      work,
      isFlushed,
      resolve: resolve as Member["resolve"],
      reject,
      patientUntil,
      clashes: 0,
    });
    if (line.servers < dialect.lanes) void serve(dialect, line);
  });
}

async function serve(dialect: Dialect, line: Line): Promise<void> {
  line.servers += 1;
  for (let pause = 10; line.waiting.length > 0;) {
    // Whoever is about to ask, for a request that came at the same time, gets into line.
    await nextTurn();
    if (line.waiting.length === 0) break;
    if (await commitGroup(dialect, line)) pause = 10;
    else await sleep(jittered((pause = Math.min(pause * 2, 250)), systemRandom));
  }
  line.servers -= 1;
}

/** Leaves out up to half of a pause by chance: two who were in each other's way do not come back at the same moment. */
export function jittered(pause: number, random: Random): number {
  return pause * (1 - random.bytes(1)[0]! / 512);
}

/** Commits the first in line together. False when somebody else was in the way: those who are patient are in line again. */
async function commitGroup(dialect: Dialect, line: Line): Promise<boolean> {
  const members: Member[] = [];
  // One that waits for the disk takes the others along; where none does, none may get in later.
  const isFlushed = line.waiting.some((member) => member.isFlushed);
  const group = { line, members, isFlushed };
  const work = (tx: Tx) => runInTurn(dialect, tx.withoutPlugins(), group);
  try {
    await (isFlushed ? dialect.begin().execute(work) : dialect.runUnflushed(work));
    dialect.notify();
    for (const { tell } of members) tell?.();
    return true;
  } catch (error) {
    // It did not even begin: that holds for all in line, and nothing is done twice by trying again.
    const hasBegun = members.length > 0;
    const concerned = hasBegun ? members : line.waiting.splice(0);
    if (
      concerned.every((member) => mayTryAgain(dialect, error, member)) ||
      (!hasBegun && dialect.isAway(error))
    ) {
      if (!dialect.isBusy(error)) for (const member of concerned) member.clashes += 1;
      const now = performance.now();
      line.waiting.unshift(...concerned.filter(({ patientUntil }) => patientUntil > now));
      const tired = concerned.filter(({ patientUntil }) => patientUntil <= now);
      for (const { reject } of tired) reject(new ProblemError("database-busy"));
      return false;
    }
    for (const { reject } of concerned) reject(dialect.isFull(error) ? storageFull(error) : error);
    return true;
  }
}

/** Runs the work of those in line, one after the other, as long as a group may last. */
async function runInTurn(
  dialect: Dialect,
  tx: Tx,
  { line, members, isFlushed }: { line: Line; members: Member[]; isFlushed: boolean },
): Promise<void> {
  const begunAt = performance.now();
  for (;;) {
    if (!isFlushed && line.waiting[0]?.isFlushed === true) return;
    // Another lane may have been quicker.
    const member = line.waiting.shift();
    if (member === undefined) return;
    members.push(member);
    // The other lanes have room for whoever waits.
    const isLast = line.waiting.length < line.servers;
    if (isLast && members.length === 1) {
      const result = await inside.run(true, () => member.work(tx));
      member.tell = () => member.resolve(result);
      return;
    }
    await runOne(dialect, tx, member);
    if (line.waiting.length < line.servers || members.length >= largestGroup) return;
    if (performance.now() - begunAt >= dialect.longestGroup) return;
  }
}

function mayTryAgain(dialect: Dialect, error: unknown, { clashes }: Member): boolean {
  return dialect.isBusy(error) || (dialect.isClash(error) && clashes < mostClashes);
}

/** Runs one's work between others'. Throws when the whole transaction is lost with it. */
async function runOne(dialect: Dialect, tx: Tx, member: Member): Promise<void> {
  await sql`savepoint "member"`.execute(tx);
  try {
    const result = await inside.run(true, () => member.work(tx));
    member.tell = () => member.resolve(result);
  } catch (error) {
    if (mayTryAgain(dialect, error, member)) throw error;
    try {
      await sql`rollback to savepoint "member"`.execute(tx);
    } catch (cause) {
      // A full disk takes everything back, and the savepoint with it.
      throw dialect.isFull(error) ? error : cause;
    }
    member.tell = () => member.reject(dialect.isFull(error) ? storageFull(error) : error);
  }
  await sql`release savepoint "member"`.execute(tx);
}

/** The code goes into the log: what is wrong with the disk is the operator's affair. */
function storageFull({ code }: CodedError): Error {
  return Object.assign(new ProblemError("storage-full"), { code });
}
