import { EmailAddress } from "@latchkey/contract/email-address.ts";
import type { StoppableMail } from "@latchkey/contract/stops.ts";
import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { MailKind } from "../mail/mail-kind.ts";
import { addMinutes } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { prepareMail, type MailSpec, type PreparedStoppableMail, type Recipient } from "./prepare-mail.ts";
import { queueStoppableMail } from "./queue-stoppable-mail.ts";

/** The notices: mails without a secret, which tell that something happened. */
type NoticeSpec = Pick<MailSpec, "actor" | "isStoppable" | "expiresAt"> & {
  template: Exclude<StoppableMail, "access-info" | "password-change-link">;
};

/**
 * Renders a notice before the transaction of the change that it tells of. Notices go to any valid stored address, whether the
 * user is active or not; null when there is no such address.
 */
export async function prepareNotice(
  system: System,
  user: Recipient & { email: string | null },
  spec: NoticeSpec,
): Promise<PreparedStoppableMail | null> {
  if (!EmailAddress.safeParse(user.email).success) return null;
  return prepareMail(system, user, user.email!, spec);
}

/**
 * Tells the user by mail, in the transaction of the change. `aboutId` names the recovery, own change or change of the address
 * that the notice tells of, which its stop link undoes; null for other changes. Returns the message's id, or null when there is nothing to mail.
 */
export async function queueNotice(
  system: System,
  tx: Tx,
  notice: PreparedStoppableMail | null,
  aboutId: string | null,
): Promise<string | null> {
  if (notice === null) return null;
  const id = newId();
  const endsAt = addMinutes(system.clock.now(), lifetimes.noticeMinutes);
  await queueStoppableMail(system, tx, notice, {
    id,
    kind: notice.template,
    aboutId,
    // Nobody waits for it on the phone: resets overtake it.
    isBulk: true,
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
