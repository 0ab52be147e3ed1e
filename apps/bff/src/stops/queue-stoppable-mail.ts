import type { System } from "../ctx.ts";
import { insertedOften } from "../db/asked-often.ts";
import type { Tx } from "../db/transaction.ts";
import { queueMail, type NewMessage } from "../mail/queue-mail.ts";
import { addMinutes } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { newId } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { confirmInForce } from "../templates/render-in-force.ts";
import type { PreparedStoppableMail } from "./prepare-mail.ts";

const insertStopLink = insertedOften("stopLinks");

/** What the outbox needs to know of a mail beside its text. */
type Circumstances = Pick<NewMessage, "id" | "kind" | "aboutId" | "isBulk" | "expiresAt" | "giveUpAt">;

/**
 * The one way in which a mail to a user is queued: with its "this wasn't me" link, in the transaction of the change. The
 * link stops what the message is about: the recovery, or the own change, that `aboutId` names.
 */
export async function queueStoppableMail(
  system: System,
  tx: Tx,
  { userId, to, template, stopToken, rendered }: PreparedStoppableMail,
  message: Circumstances,
): Promise<void> {
  const { mail, openParts, templateVersion } = await confirmInForce(system, tx, rendered);
  await queueMail(system, tx, {
    ...message,
    userId,
    mail: { to, ...mail, tag: template },
    ...(openParts !== undefined && { openParts }),
    templateVersion,
  });
  if (stopToken === null) return;
  const now = system.clock.now();
  await insertStopLink(tx, {
    id: newId(),
    userId,
    tokenHash: hashToken(stopToken),
    aboutId: message.aboutId,
    messageId: message.id,
    template,
    createdAt: now,
    expiresAt: addMinutes(now, lifetimes.stopLinkMinutes),
    usedAt: null,
  });
}
