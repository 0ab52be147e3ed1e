import { recordAudit } from "../audit/record-audit.ts";
import { forgetReached, minutesPutBack } from "../db/clock-mark.ts";
import { placeOf } from "../db/place.ts";
import { transact } from "../db/transaction.ts";
import type { Env } from "../env.ts";
import { endEverythingOpen } from "../forget-and-end.ts";
import { operatorSource } from "./operator-source.ts";
import { withSystem } from "./with-system.ts";

/**
 * Takes the machine's clock for right, with the server stopped, after it was ahead by mistake. Nobody can tell what expired
 * only by that, so that nothing revives: everything open has ended. Returns the exit code.
 * Throws `DatabaseFileError` when there is no database or it is in use.
 */
export async function setClockBack(env: Env): Promise<number> {
  await placeOf(env.database).refuseInUse();
  return withSystem(env, async ({ system }) => {
    const reached = system.clock.now();
    const now = system.machineClock.now();
    if (minutesPutBack(system) === 0) {
      process.stderr.write("The clock was not put back, so there is nothing to do. Nothing was changed.\n");
      return 1;
    }
    await transact(system, async (tx) => {
      await endEverythingOpen(tx, now, "clock-set-back");
      await forgetReached(tx, { reached, now });
      await recordAudit(tx, operatorSource({ clock: system.machineClock }, "set-clock-back"), {
        action: "clock.set-back",
        subjectId: null,
        details: { from: reached, to: now },
      });
    });
    process.stdout.write(
      `Latchkey's time was ${reached} and goes on from ${now}. Everybody signs in again; open links and temporary passwords must be sent anew.\n`,
    );
    return 0;
  });
}
