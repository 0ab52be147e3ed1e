import type { Kysely } from "kysely";
import { millisecondsBetween, type Clock, type Moment } from "../ports/clock.ts";
import type { Database } from "./schema.ts";
import type { Tx } from "./transaction.ts";

const id = "clock";

/** A clock that was put back by less than this, in milliseconds, is corrected as clocks are: nobody is told. */
const usualCorrection = 60_000;

/**
 * The latest moment that this installation has come to, before this program started too; null when it is new. What was
 * audited since the mark was noted is later than it.
 */
export async function readReached(db: Kysely<Database> | Tx): Promise<Moment | null> {
  const mark = await readMark(db);
  const newest = await db.selectFrom("auditEvents").select("at").orderBy("id", "desc").executeTakeFirst();
  const noted = mark?.reachedAt ?? "";
  const audited = newest !== undefined && newest.at > (mark?.believedAfter ?? "") ? newest.at : "";
  return (audited > noted ? audited : noted) || null;
}

/** Notes how far time has come; it never goes back by this. */
export async function noteReached(tx: Tx, reachedAt: Moment): Promise<void> {
  await tx
    .insertInto("clockMarks")
    .values({ id, reachedAt, believedAfter: null })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({ reachedAt }).where("clockMarks.reachedAt", "<", reachedAt),
    )
    .execute();
}

/** Takes a moment that time had come to by mistake for never reached, with all that was audited until then. */
export async function forgetReached(
  tx: Tx,
  { reached, now }: { reached: Moment; now: Moment },
): Promise<void> {
  const earlier = (await readMark(tx))?.believedAfter ?? "";
  const mark = { reachedAt: now, believedAfter: reached > earlier ? reached : earlier };
  await tx
    .insertInto("clockMarks")
    .values({ id, ...mark })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(mark))
    .execute();
}

async function readMark(db: Kysely<Database> | Tx) {
  return db.selectFrom("clockMarks").selectAll().where("id", "=", id).executeTakeFirst();
}

/** By how many minutes the machine's clock was put back, as far as that is more than a correction; else 0. */
export function minutesPutBack({ clock, machineClock }: { clock: Clock; machineClock: Clock }): number {
  const milliseconds = millisecondsBetween(machineClock.now(), clock.now());
  return milliseconds < usualCorrection ? 0 : Math.floor(milliseconds / 60_000);
}
