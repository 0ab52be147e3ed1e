import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import { queueMail, type NewMessage } from "../mail/queue-mail.ts";
import { addMinutes } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { newId } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import type { StoppableMailDraft } from "./render-mail.ts";

/**
 * The one way in which a mail to a user is queued: with its "this wasn't me" link, in the transaction of the change. The
 * link stops what the message is about: the recovery, or the own change, that `aboutId` names.
 */
export async function queueStoppableMail(
  system: System,
  tx: Tx,
  message: Omit<NewMessage, "mail" | "openParts"> & { mail: StoppableMailDraft },
): Promise<void> {
  const { mail, stopToken, ...open } = message.mail;
  await queueMail(system, tx, { ...message, mail, ...open });
  const now = system.clock.now();
  await tx
    .insertInto("stopLinks")
    .values({
      id: newId(),
      userId: message.userId,
      tokenHash: hashToken(stopToken),
      aboutId: message.aboutId,
      messageId: message.id,
      template: mail.tag,
      createdAt: now,
      expiresAt: addMinutes(now, lifetimes.stopLinkMinutes),
      usedAt: null,
    })
    .execute();
}
