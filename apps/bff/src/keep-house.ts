import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { eraseOldThrottles } from "./accounts/throttle.ts";
import type { System } from "./ctx.ts";
import { minutesPutBack, noteReached } from "./db/clock-mark.ts";
import type { OpenDatabase } from "./db/open.ts";
import { erasedAtOnce } from "./db/erased-at-once.ts";
import { transact, type Tx } from "./db/transaction.ts";
import { eraseOldReports } from "./mail/receive-report.ts";
import { eraseExpiredSuggestions } from "./passwords/suggestion.ts";
import { describeError } from "./ports/log.ts";
import type { Round } from "./ports/rounds.ts";
import { eraseExpiredHashes } from "./recoveries/mailed-password.ts";
import { eraseSettledRequests } from "./recoveries/settle-recovery-request.ts";
import { forgetOrigins } from "./sessions/session-store.ts";
import { eraseExpiredPreviews } from "./templates/preview-store.ts";

/** Somebody else may be writing for long: the next time is soon. In milliseconds. */
const patience = { patience: 1000 };

/** More is left for the next time. */
const mostRounds = 20;

/** What is erased after a time; each says how many rows it found. */
const chores = [
  eraseExpiredSuggestions,
  eraseOldThrottles,
  eraseSettledRequests,
  eraseOldReports,
  eraseExpiredHashes,
  eraseExpiredPreviews,
  forgetOrigins,
];

/** Erased secrets leave the file and its log at most this much later. */
const restMilliseconds = 30_000;

/** Keeps the house, rests and keeps it again, while no other server does. */
export async function keepHouseInRounds(
  system: System,
  database: OpenDatabase,
  { isOurs, over }: Round,
): Promise<void> {
  while (isOurs()) {
    await sleep(restMilliseconds, undefined, { signal: over }).catch(() => {});
    if (isOurs()) await keepHouse(system, database);
  }
}

/** Says so in the log when this machine's clock was put back. */
export function tellOfClock(system: System): void {
  const minutesBehind = minutesPutBack(system);
  if (minutesBehind > 0) system.log.warn("clock.put-back", { minutesBehind });
}

/** Erases what is kept no longer, and notes how far time has come. */
export async function keepHouse(system: System, database: OpenDatabase): Promise<void> {
  try {
    for (let round = 0; round < mostRounds; round++) {
      const erased = await transact(system, (tx) => doChores(system, tx), patience);
      if (Math.max(...erased) < erasedAtOnce) break;
      await nextTurn();
    }
    database.checkpoint();
  } catch (error) {
    system.log.warn("housekeeping.failed", describeError(error));
  }
}

async function doChores(system: System, tx: Tx): Promise<number[]> {
  const erased: number[] = [];
  for (const chore of chores) erased.push(await chore(system, tx));
  await noteReached(tx, system.clock.now());
  return erased;
}
