import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import type { Mail } from "../ports/mailer.ts";
import { recordMailEvents } from "./advance-message.ts";

/** So many mails at most share a batch, as the mail service allows it. */
export const largestBatch = 100;

/** A mail to be queued together with the change that it tells of. */
export type NewMessage = {
  /** Made beforehand: it is also the idempotency key. */
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
  await tx
    .insertInto("messages")
    .values({
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
      batchId: null,
      batchLimit: largestBatch,
      attempts: 0,
      nextAttemptAt: now,
      leasedUntil: null,
      firstAttemptAt: null,
      unclearSince: null,
      giveUpAt: message.giveUpAt,
      expiresAt: message.expiresAt,
      providerId: null,
      createdAt: now,
      endedAt: null,
    })
    .execute();
  await recordMailEvents(tx, [message.id], { state: "queued", reason: null, at: now });
}

/**
 * The user has used what the mail carried, so it arrived, whatever the mail service said of it. A batch under way may have to
 * be repeated with its text, which is then erased with the batch.
 */
export async function settleAsAccepted(tx: Tx, now: Moment, messageId: string): Promise<void> {
  const settled = await tx
    .updateTable("messages")
    .set((eb) => ({
      state: "accepted",
      reason: null,
      sealed: eb.case().when("batchId", "is", null).then(null).else(eb.ref("sealed")).end(),
      leasedUntil: null,
      endedAt: now,
    }))
    .where("id", "=", messageId)
    .where("state", "in", ["queued", "sending", "unknown"])
    .returning("id")
    .execute();
  await recordMailEvents(tx, idsOf(settled), { state: "accepted", reason: null, at: now });
}

/** Cancels those of the messages that wait and never left; the others may be on their way already. */
export async function cancelUnsentMail(
  tx: Tx,
  now: Moment,
  messageIds: readonly string[],
  reason: string,
): Promise<void> {
  if (messageIds.length === 0) return;
  const cancelled = await tx
    .updateTable("messages")
    .set({ state: "cancelled", reason, sealed: null, endedAt: now })
    .where("id", "in", messageIds)
    .where("state", "=", "queued")
    .where("unclearSince", "is", null)
    .returning("id")
    .execute();
  await recordMailEvents(tx, idsOf(cancelled), { state: "cancelled", reason, at: now });
}

function idsOf(rows: { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
