import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";

/** No pause and no wait for another attempt is longer: one that is stems from a clock that was put back since. */
export const longestPauseMinutes = 60;

/** Why and until when every mail waits, or null while mails may leave. */
export async function readPause(
  db: System["db"] | Tx,
  now: Moment,
): Promise<{ reason: string; until: Moment } | null> {
  const pause = await db
    .selectFrom("senderPauses")
    .select(["reason", "until"])
    .where("until", ">", now)
    .where("until", "<=", addMinutes(now, longestPauseMinutes))
    .executeTakeFirst();
  return pause ?? null;
}
