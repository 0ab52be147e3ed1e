import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";

/** Why and until when every mail waits, or null while mails may leave. */
export async function readPause(
  db: System["db"] | Tx,
  now: Moment,
): Promise<{ reason: string; until: Moment } | null> {
  const pause = await db
    .selectFrom("senderPauses")
    .select(["reason", "until"])
    .where("until", ">", now)
    .executeTakeFirst();
  return pause ?? null;
}
