import { attachPictures } from "@latchkey/mails/attached-pictures.ts";
import type { Installation, System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import type { Mail } from "../ports/mailer.ts";
import { beginLife } from "./message-life.ts";

/** So many mails at most share a parcel, as the mail service allows it. */
export const largestParcel = 100;

/** A mail to be queued together with the change that it tells of. */
export type NewMessage = {
  /** Made beforehand: it is also the idempotency key under which the mail leaves alone. */
  id: string;
  userId: string;
  /** The name under which the callbacks of its kind are registered. */
  kind: string;
  /** The row that it is about. */
  aboutId: string | null;
  mail: Pick<Mail, "to" | "subject" | "html" | "text" | "tag">;
  /** The parts to show to administrators, of a mail that carries no secret; `mail` without its stop link. */
  openParts?: { html: string; text: string };
  /** The version of the template whose words it has; none when they are built in. */
  templateVersion?: string | null;
  /** Nobody waits for it on the phone: single mails overtake it. */
  isBulk?: boolean;
  expiresAt: Moment;
  giveUpAt: Moment;
};

/** As whom mails go out. */
type Sender = { installation: Pick<Installation, "mailFrom" | "mailReplyTo"> };

/** Puts a rendered mail into the outbox: frozen, sealed under its own id, in the transaction of the change. */
export async function queueMail(
  system: Pick<System, "clock" | "sealer"> & Sender,
  tx: Tx,
  message: NewMessage,
): Promise<void> {
  const now = system.clock.now();
  const mail = freeze(system, message);
  await beginLife(tx, {
    id: message.id,
    userId: message.userId,
    kind: message.kind,
    template: mail.tag,
    templateVersion: message.templateVersion ?? null,
    aboutId: message.aboutId,
    toAddress: mail.to,
    subject: mail.subject,
    state: "queued",
    reason: null,
    sealed: system.sealer.seal(JSON.stringify(mail), message.id),
    openParts: message.openParts === undefined ? null : JSON.stringify(message.openParts),
    priority: message.isBulk === true ? 1 : 0,
    parcelId: null,
    parcelLimit: mail.pictures === undefined ? largestParcel : 1,
    attempts: 0,
    nextAttemptAt: now,
    giveUpAt: message.giveUpAt,
    expiresAt: message.expiresAt,
    providerId: null,
    createdAt: now,
    endedAt: null,
  });
}

/** The mail with its sender, with its pictures beside it, and with what keeps machines from answering it. */
function freeze({ installation }: Sender, { id, mail }: NewMessage): Mail {
  const { mailFrom: from, mailReplyTo: replyTo } = installation;
  const { html, pictures } = attachPictures(mail.html, id);
  return {
    from,
    ...mail,
    html,
    ...(replyTo !== null && { replyTo }),
    headers: {
      // RFC 3834: nobody's absence is told to a mail that no person wrote; Exchange asks for its own.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "OOF, AutoReply",
      // Else Gmail folds one reset into the thread of the last, and hides the newest link there.
      "X-Entity-Ref-ID": id,
    },
    ...(pictures.length > 0 && { pictures }),
  };
}
