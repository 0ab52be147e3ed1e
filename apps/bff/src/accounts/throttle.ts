import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Kysely, Selectable } from "kysely";
import type { System } from "../ctx.ts";
import type { Database } from "../db/schema.ts";
import { askedOften, askedOftenOfEach, type Later } from "../db/asked-often.ts";
import { erasedAtOnce } from "../db/erased-at-once.ts";
import { transact, transactUnflushed, type CountsTx, type Tx } from "../db/transaction.ts";
import { addMilliseconds, addMinutes, millisecondsBetween, type Moment } from "../ports/clock.ts";
import { keptDays, type Count } from "./counts.ts";

/** How long the next attempt has to wait beyond what is free, in seconds, step by step; the last one repeats. */
const waitsInSeconds = [1, 2, 4, 8, 15, 30, 60, 120, 300, 600, 900];

/** Nobody waits: in the past also for a server whose clock is a little behind that of the one which counted. */
const noWait: Moment = "1970-01-01T00:00:00.000Z";

type Row = Selectable<Database["throttles"]>;

type CountsDb = Kysely<Pick<Database, "throttles">>;

const askForCounts = askedOftenOfEach<string, Row, Pick<Database, "throttles">>((db, ofEach) =>
  db
    .selectFrom("throttles")
    .selectAll()
    .where(
      "key",
      "in",
      ofEach((later) => later((key) => key)),
    ),
);

const writeCounts = askedOftenOfEach<Row, unknown, Pick<Database, "throttles">>((db, ofEach) =>
  db
    .insertInto("throttles")
    .values(
      ofEach((later) => ({
        key: later(({ key }) => key),
        aim: later(({ aim }) => aim),
        points: later(({ points }) => points),
        lastAttemptAt: later(({ lastAttemptAt }) => lastAttemptAt),
        blockedUntil: later(({ blockedUntil }) => blockedUntil),
        stoppedAt: later(({ stoppedAt }) => stoppedAt),
        tellUserId: later(({ tellUserId }) => tellUserId),
      })),
    )
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet(({ ref }) => ({
        aim: ref("excluded.aim"),
        points: ref("excluded.points"),
        lastAttemptAt: ref("excluded.lastAttemptAt"),
        blockedUntil: ref("excluded.blockedUntil"),
        stoppedAt: ref("excluded.stoppedAt"),
        tellUserId: ref("excluded.tellUserId"),
      })),
    ),
);

const takeBack = askedOften((db: CountsDb, later: Later<Attempt["taken"][number]>) =>
  db
    .updateTable("throttles")
    .set((eb) => ({
      points: eb(
        "points",
        "-",
        later(({ points }) => points),
      ),
      // The wait that this attempt caused, not one that another did.
      blockedUntil: eb
        .case()
        .when(
          "blockedUntil",
          "=",
          later(({ blockedUntil }) => blockedUntil),
        )
        .then(noWait)
        .else(eb.ref("blockedUntil"))
        .end(),
    }))
    .where(
      "key",
      "=",
      later(({ key }) => key),
    ),
);

const deleteCounts = askedOftenOfEach<string, unknown, Pick<Database, "throttles">>((db, ofEach) =>
  db.deleteFrom("throttles").where(
    "key",
    "in",
    ofEach((later) => later((key) => key)),
  ),
);

/** An attempt that was counted and may be made. */
export type Attempt = {
  /** Too many failed in a row: the password alone is good no more. */
  isStopped: boolean;
  /** What it added to each count, and until when the next one waits because of it. */
  taken: readonly { key: string; points: number; blockedUntil: Moment }[];
};

/**
 * Counts an attempt before it is made, for every count at once, so that parallel ones can't slip through (ASVS 6.3.1,
 * NIST SP 800-63B-4, 3.2.2). Throws `too-many-attempts` while one of the counts has to wait, counting nothing. An attempt that
 * is no more than a row is made in the same transaction, by `attempt`; any other count does not wait for the disk: whatever
 * an attempt comes to, and its refusal's audit row, is committed before its answer and takes the count along.
 */
export async function takeAttempt(
  system: System,
  counts: readonly Count[],
  attempt?: (tx: Tx) => Promise<unknown>,
): Promise<Attempt> {
  const taken =
    attempt === undefined
      ? await transactUnflushed(system, (tx) => countAttempt(system, tx, counts))
      : await transact(system, async (tx) => {
          const counted = await countAttempt(system, tx.$pickTables<"throttles">(), counts);
          if (counted.retryAt === null) await attempt(tx);
          return counted;
        });
  if (taken.retryAt !== null) throw new ProblemError("too-many-attempts", { retryAt: taken.retryAt });
  return taken.attempt;
}

async function countAttempt(
  system: System,
  tx: CountsTx,
  counts: readonly Count[],
): Promise<{ retryAt: Moment } | { retryAt: null; attempt: Attempt }> {
  const now = system.clock.now();
  const keyed = counts.map((count) => ({
    count,
    key: system.sealer.fingerprint(count.what),
    aim: count.aim === null ? null : system.sealer.fingerprint(count.aim),
  }));
  const rows = await askForCounts(
    tx,
    keyed.map(({ key }) => key),
  );
  const waits = rows.map(({ blockedUntil }) => blockedUntil).filter((until) => isAhead(until, now));
  if (waits.length > 0) return { retryAt: waits.toSorted().at(-1)! };

  const next = keyed.map(({ count, key, aim }) => {
    const before = rows.find((row) => row.key === key);
    const points = weightOf(count, aim, before);
    return { points, row: { key, aim, ...addUp(count, points, { before, now }) } };
  });
  await writeCounts(
    tx,
    next.map(({ row }) => row),
  );
  return {
    retryAt: null,
    attempt: {
      isStopped: next.some(({ row }) => row.stoppedAt !== null),
      taken: next.map(({ points, row: { key, blockedUntil } }) => ({ key, points, blockedUntil })),
    },
  };
}

/** A wait that is longer than any was begun while the clock was ahead, and the operator set it back since. */
function isAhead(until: Moment, now: Moment): boolean {
  const longest = addMilliseconds(now, waitsInSeconds.at(-1)! * 1000);
  return until > now && until <= longest;
}

function weightOf({ weights: [another, same] }: Count, aim: string | null, before: Row | undefined): number {
  return aim !== null && aim === before?.aim ? same : another;
}

function addUp(
  count: Count,
  weight: number,
  { before, now }: { before: Row | undefined; now: Moment },
): Omit<Row, "key" | "aim"> {
  const points = fadedPoints(count, before, now) + weight;
  const steps = Math.ceil((points - count.free) / count.step);
  const seconds = steps <= 0 ? 0 : waitsInSeconds[Math.min(steps, waitsInSeconds.length) - 1]!;
  const isStopped = count.stopsBeyond !== null && points > count.stopsBeyond;
  const stoppedBefore = before?.stoppedAt ?? null;
  return {
    points,
    lastAttemptAt: now,
    blockedUntil: seconds === 0 ? noWait : addMilliseconds(now, seconds * 1000),
    stoppedAt: isStopped ? (stoppedBefore ?? now) : null,
    // Until they are told; a stop is told once.
    tellUserId: isStopped && stoppedBefore === null ? count.userId : (before?.tellUserId ?? null),
  };
}

function fadedPoints(count: Count, row: Row | undefined, now: Moment): number {
  if (row === undefined) return 0;
  const minutes = Math.max(0, millisecondsBetween(row.lastAttemptAt, now)) / 60_000;
  if (minutes > count.forgottenAfterMinutes) return 0;
  return Math.max(0, row.points - minutes * count.fadesPerMinute);
}

/** An attempt succeeded: it weighs on nobody, and what others did from its network stays counted. */
export async function giveBack(tx: Tx, { taken }: Pick<Attempt, "taken">): Promise<void> {
  for (const each of taken) await takeBack(tx.$pickTables<"throttles">(), each);
}

/** As `giveBack`, and counts of attempts in a row start anew. */
export async function settleSuccess(
  system: System,
  tx: Tx,
  { taken }: Attempt,
  inARow: readonly Count[],
): Promise<void> {
  const keys = inARow.map(({ what }) => system.sealer.fingerprint(what));
  await deleteCounts(tx.$pickTables<"throttles">(), keys);
  await giveBack(tx, { taken: taken.filter(({ key }) => !keys.includes(key)) });
}

/** Starts counts of attempts in a row anew, after a success. */
export async function clearCounts(system: System, tx: Tx, counts: readonly Count[]): Promise<void> {
  const keys = counts.map(({ what }) => system.sealer.fingerprint(what));
  await deleteCounts(tx.$pickTables<"throttles">(), keys);
}

/** Forgets counts that are too old to matter. Returns how many, at most a batch. */
export async function eraseOldThrottles(system: System, tx: Tx): Promise<number> {
  const erased = await tx
    .deleteFrom("throttles")
    .where("key", "in", (eb) =>
      eb
        .selectFrom("throttles")
        .select("key")
        .where("lastAttemptAt", "<", addMinutes(system.clock.now(), -keptDays * 24 * 60))
        .limit(erasedAtOnce),
    )
    .executeTakeFirst();
  return Number(erased.numDeletedRows);
}
