import { EmailAddress } from "@latchkey/contract/email-address.ts";
import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { MailKind } from "../mail/mail-kind.ts";
import { addMinutes } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { queueStoppableMail } from "./queue-stoppable-mail.ts";
import { renderMail } from "./render-mail.ts";
import type { UserRow } from "../accounts/user-row.ts";

/** The notices: mails without a secret, which tell that something happened. */
type Notice = "password-changed" | "administrator-changed-your-access";

/**
 * Tells the user by mail, in the transaction of the change. Notices go to any valid stored address, whether the user is
 * active or not. `aboutId` names the recovery or own change that it tells of, which its stop link undoes; null for other
 * changes. Returns the message's id, or null when there is no such address.
 */
export async function queueNotice(
  system: System,
  tx: Tx,
  notice: Notice,
  user: UserRow,
  actor: "an administrator" | "you",
  aboutId: string | null,
): Promise<string | null> {
  if (!EmailAddress.safeParse(user.email).success) return null;
  const id = newId();
  const endsAt = addMinutes(system.clock.now(), lifetimes.noticeMinutes);
  await queueStoppableMail(system, tx, {
    id,
    userId: user.id,
    kind: notice,
    aboutId,
    // Nobody waits for it on the phone: resets overtake it.
    isBulk: true,
    mail: await renderMail(system, tx, notice, user, user.email!, { actor }),
    expiresAt: endsAt,
    giveUpAt: endsAt,
  });
  return id;
}

/** A notice tells of what has happened already: it stays wanted, and nothing depends on it. */
export const noticeMail: MailKind = {
  stillWanted: async () => null,
  onAccepted: async () => {},
  onDropped: async () => {},
};
