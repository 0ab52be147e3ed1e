import { setTimeout as sleep } from "node:timers/promises";
import { PgBoss, type ConstructorOptions, type Job } from "pg-boss";
import { describeError, type Log } from "../ports/log.ts";
import type { Duty, Round, RoundName, Rounds, Share } from "../ports/rounds.ts";
import type { PostgresBell } from "./postgres-bell.ts";

/** A server that says nothing for so many seconds has its round taken away: the least that the engine allows. */
const silentSeconds = 10;

/**
 * How often it says something, by a touch of ours as the engine tells nobody whether its own came through, and how often others
 * look whether it did; in seconds.
 */
const renewSeconds = 3;

/** It goes by its own clock, and ends the round itself so many milliseconds before others may begin one. */
const marginMilliseconds = 1_000;

/** A round that is free is found after so many seconds at most; who hands one over says so at once. */
const pollSeconds = 5;

/** So long a round lasts at most, in seconds; the engine gives up on it after twice as long. */
const longestSeconds = 3600;

/** A waiting round that was lost is put back this often, in milliseconds. */
const healMilliseconds = 60_000;

/** A fault that lasts is logged so often, in milliseconds. */
const reportMilliseconds = 60_000;

const queue = {
  // One round is held, and one waits to be.
  policy: "stately",
  heartbeatSeconds: silentSeconds,
  expireInSeconds: 2 * longestSeconds,
  deleteAfterSeconds: longestSeconds,
} as const;

/** What the engine does beside, and we have no use for, is seldom done or not at all. */
const engine = {
  application_name: "latchkey rounds",
  max: 2,
  schedule: false,
  registerInstance: false,
  monitorVacuum: false,
  persistWarnings: false,
  superviseIntervalSeconds: renewSeconds,
  monitorIntervalSeconds: renewSeconds,
  flowIntervalSeconds: 3600,
} as const satisfies ConstructorOptions;

/** Where the rounds are agreed on, and how servers tell each other of them. */
type Parts = {
  connection: ConstructorOptions & { schema: string; createSchema: boolean };
  bell: Pick<PostgresBell, "tell" | "onTold">;
  log: Log;
};

/**
 * Agrees with the other servers on the database who does what, by pg-boss: the job that is active is the round that one of them
 * has. It makes its tables, while the other servers wait. Throws when the database is away, or refuses a schema.
 */
export async function openPostgresRounds({ connection, bell, log }: Parts): Promise<Rounds> {
  const boss = new PgBoss({ ...engine, ...connection });
  let reportedAt = Number.NEGATIVE_INFINITY;
  const report = (error: unknown): void => {
    if (performance.now() - reportedAt < reportMilliseconds) return;
    reportedAt = performance.now();
    log.warn("rounds.failed", describeError(error));
  };
  // What fails at a worker is told as the fields of an error.
  boss.on("error", (error) => report(error instanceof Error ? error : Object.assign(new Error(), error)));
  await boss.start({ attempts: 3 });
  return {
    join: (name, duty) => join({ boss, bell, report }, name, duty),
    close: () => boss.stop({ timeout: 1_000 }),
  };
}

type Engine = { boss: PgBoss; bell: Parts["bell"]; report(error: unknown): void };

function join({ boss, bell, report }: Engine, name: RoundName, duty: Duty): Share {
  const words = { ring: `ring ${name}`, free: `free ${name}` };
  const stopping = new AbortController();
  let worker: string | undefined;
  let isHere = false;

  /** Has a round wait behind the one that is held; it waits already, mostly. */
  const queueNext = () => boss.send(name).then(() => {}, report);

  async function doRound(job: Job<object>): Promise<void> {
    const isOver = AbortSignal.timeout(longestSeconds * 1000);
    const over = AbortSignal.any([stopping.signal, job.signal, isOver]);
    const touch = async () => (await boss.touch(name, job)) as { affected: number };
    const round = await openRound({ touch, now: () => performance.now() }, { over, report });
    try {
      isHere = true;
      await queueNext();
      if (round.isOurs()) await duty.work(round);
    } finally {
      isHere = false;
      round.close();
    }
  }

  async function begin(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await boss.createQueue(name, queue);
        await queueNext();
        worker = await boss.work<object>(
          name,
          { pollingIntervalSeconds: pollSeconds, heartbeatRefreshSeconds: silentSeconds - 1 },
          ([job]) => doRound(job!),
        );
        return;
      } catch (error) {
        report(error);
        await sleep(1_000, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  const begun = begin();
  const healing = setInterval(() => void queueNext(), healMilliseconds);
  const stopListening = bell.onTold((word) => {
    if (word === words.ring && isHere) duty.wake(true);
    if (word === words.free && !isHere && worker !== undefined) boss.notifyWorker(worker);
  });
  return {
    ring() {
      if (isHere) duty.wake(false);
      else bell.tell(words.ring);
    },
    isHere: () => isHere,
    async stop() {
      clearInterval(healing);
      stopListening();
      stopping.abort();
      duty.wake(false);
      await begun;
      await boss.offWork(name);
      bell.tell(words.free);
    },
  };
}

/** How a round is renewed, of which none is affected that was taken away; and this machine's time in milliseconds. */
type Lease = { touch(): Promise<{ affected: number }>; now(): number };

/** A round that is renewed until it is closed, or over for another reason. For its test alone it is exported. */
export async function openRound(
  { touch, now }: Lease,
  { over, report }: { over: AbortSignal; report(error: unknown): void },
): Promise<Round & { close(): void }> {
  const lost = new AbortController();
  let oursUntil = Number.NEGATIVE_INFINITY;
  const renew = async () => {
    const askedAt = now();
    const { affected } = await touch();
    if (affected === 0) lost.abort();
    else oursUntil = askedAt + silentSeconds * 1000 - marginMilliseconds;
  };
  await renew();
  const renewing = setInterval(() => void renew().catch(report), renewSeconds * 1000);
  const isOver = AbortSignal.any([over, lost.signal]);
  return {
    over: isOver,
    isOurs() {
      // A touch that comes through late brings nothing back.
      if (now() >= oursUntil) lost.abort();
      return !isOver.aborted;
    },
    isTakenOver: true,
    close: () => clearInterval(renewing),
  };
}
