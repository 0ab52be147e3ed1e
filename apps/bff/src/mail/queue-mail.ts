import type { System } from "../ctx.ts";
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
  mail: Mail;
  /** The parts to show to administrators, of a mail that carries no secret; `mail` without its stop link. */
  openParts?: { html: string; text: string };
  /** The version of the template whose words it has; none when they are built in. */
  templateVersion?: string | null;
  /** Nobody waits for it on the phone: single mails overtake it. */
  isBulk?: boolean;
  expiresAt: Moment;
  giveUpAt: Moment;
};

/** Puts a rendered mail into the outbox: frozen, sealed under its own id, in the transaction of the change. */
export async function queueMail(
  system: Pick<System, "clock" | "sealer">,
  tx: Tx,
  message: NewMessage,
): Promise<void> {
  const now = system.clock.now();
  await beginLife(tx, {
    id: message.id,
    userId: message.userId,
    kind: message.kind,
    template: message.mail.tag,
    templateVersion: message.templateVersion ?? null,
    aboutId: message.aboutId,
    toAddress: message.mail.to,
    subject: message.mail.subject,
    state: "queued",
    reason: null,
    sealed: system.sealer.seal(JSON.stringify(message.mail), message.id),
    openParts: message.openParts === undefined ? null : JSON.stringify(message.openParts),
    priority: message.isBulk === true ? 1 : 0,
    parcelId: null,
    parcelLimit: largestParcel,
    attempts: 0,
    nextAttemptAt: now,
    giveUpAt: message.giveUpAt,
    expiresAt: message.expiresAt,
    providerId: null,
    createdAt: now,
    endedAt: null,
  });
}
