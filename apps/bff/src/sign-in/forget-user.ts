import type { Tx } from "../db/transaction.ts";
import { forgetMailsAbout } from "../mail/forget-user.ts";
import type { Moment } from "../ports/clock.ts";

/** Forgets what administrators were told of a stop, which names the user. */
export async function forgetUser(tx: Tx, _now: Moment, userId: string): Promise<void> {
  await forgetMailsAbout(tx, "sign-in-stopped", [userId]);
}
