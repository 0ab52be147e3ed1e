import type { Tx } from "../db/transaction.ts";
import { forgetMailsAbout } from "../mail/forget-user.ts";
import type { Moment } from "../ports/clock.ts";
import { testMailKind } from "./test-mail.ts";

/** Tests of templates that showed the user's names show nothing any more. */
export async function forgetUser(tx: Tx, _now: Moment, userId: string): Promise<void> {
  await forgetMailsAbout(tx, testMailKind, [userId]);
}
