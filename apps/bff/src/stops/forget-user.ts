import type { Tx } from "../db/transaction.ts";
import { forgetMailsAbout } from "../mail/forget-user.ts";
import type { Moment } from "../ports/clock.ts";

/** Forgets the user's stop links, and what administrators were told of a stop, which names the user. */
export async function forgetUser(tx: Tx, _now: Moment, userId: string): Promise<void> {
  const forgotten = await tx.deleteFrom("stopLinks").where("userId", "=", userId).returning("id").execute();
  await forgetMailsAbout(
    tx,
    "recovery-stopped",
    forgotten.map(({ id }) => id),
  );
}
