import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";

/** Requests a second, until the mail service says otherwise. */
export const usualLimit = 2;

/** The only row: one sender an installation. */
const id = "sender";

/** How many requests a second the mail service announced last. */
export async function readSenderLimit(db: System["db"] | Tx): Promise<number> {
  const announced = await db
    .selectFrom("senderLimits")
    .select("requestsPerSecond")
    .where("id", "=", id)
    .executeTakeFirst();
  return announced?.requestsPerSecond ?? usualLimit;
}

/** Keeps what the mail service announced, for the next start and for whoever looks at the queue. */
export async function writeSenderLimit(
  tx: Tx,
  announcedAt: Moment,
  requestsPerSecond: number,
): Promise<void> {
  const announced = { requestsPerSecond, announcedAt };
  await tx
    .insertInto("senderLimits")
    .values({ id, ...announced })
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet(announced)
        .where("senderLimits.requestsPerSecond", "<>", requestsPerSecond),
    )
    .execute();
}
