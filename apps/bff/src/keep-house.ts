import { eraseOldThrottles } from "./accounts/throttle.ts";
import type { System } from "./ctx.ts";
import { minutesPutBack, noteReached } from "./db/clock-mark.ts";
import type { OpenDatabase } from "./db/open.ts";
import { transact } from "./db/transaction.ts";
import { eraseOldReports } from "./mail/receive-report.ts";
import { eraseExpiredSuggestions } from "./passwords/suggestion.ts";
import { describeError } from "./ports/log.ts";
import { eraseSettledRequests } from "./recoveries/settle-recovery-request.ts";

/** Somebody else may be writing for long: the next time is soon. In milliseconds. */
const patience = { patience: 1000 };

/** Erases what is kept no longer, notes how far time has come, and says so when the machine's clock was put back. */
export async function keepHouse(system: System, database: OpenDatabase): Promise<void> {
  const minutesBehind = minutesPutBack(system);
  if (minutesBehind > 0) system.log.warn("clock.put-back", { minutesBehind });
  try {
    await transact(
      system,
      async (tx) => {
        await eraseExpiredSuggestions(system, tx);
        await eraseOldThrottles(system, tx);
        await eraseSettledRequests(system, tx);
        await eraseOldReports(system, tx);
        await noteReached(tx, system.clock.now());
      },
      patience,
    );
    database.checkpoint();
  } catch (error) {
    system.log.warn("housekeeping.failed", describeError(error));
  }
}
