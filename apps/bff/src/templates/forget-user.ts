import type { Tx } from "../db/transaction.ts";
import { forgetMailsAbout } from "../mail/forget-user.ts";
import type { Moment } from "../ports/clock.ts";
import { testMailKind } from "./test-mail.ts";

/** Tests and previews of templates that showed the user's names show nothing any more, nor what the user looked at. */
export async function forgetUser(tx: Tx, _now: Moment, userId: string): Promise<void> {
  await forgetMailsAbout(tx, testMailKind, [userId]);
  // Whose names a preview shows is sealed with it: all go, and a page that is open makes its own anew.
  await tx.deleteFrom("templatePreviews").execute();
}
