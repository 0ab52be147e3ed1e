import type { System } from "../ctx.ts";
import { erasedAtOnce } from "../db/erased-at-once.ts";
import type { Tx } from "../db/transaction.ts";
import { addMinutes, readMoment, type Moment } from "../ports/clock.ts";
import type { MailReport } from "../ports/mailer.ts";
import { deletedAddress, type MailKinds, type Message } from "./mail-kind.ts";
import { advanceMessage, type News } from "./message-life.ts";
import { transactPost } from "./post.ts";

/** What an event is called in a message's history when the other side gives no words for it. */
const usualReason: Partial<Record<News["state"], string>> = {
  delayed: "The recipient's server makes it wait.",
  bounced: "The recipient's server sent it back.",
  suppressed: "The mail service refuses this address, because earlier mail to it came back.",
  complained: "The recipient reported the mail as spam.",
  failed: "The mail service could not send it.",
};

/** The other side's words are cut to this many characters. */
const longestReason = 500;

/**
 * Heeds a report of the mail service, once however often it is delivered. Reports of mails and kinds that we don't know are
 * noted and change nothing.
 */
export async function receiveReport(system: System, kinds: MailKinds, report: MailReport): Promise<void> {
  await transactPost(system, kinds, async (post) => {
    const { tx, now } = post;
    const message = await findMessage(tx, report);
    const first = await tx
      .insertInto("webhookDeliveries")
      .values({ id: report.id, type: report.type, messageId: message?.id ?? null, receivedAt: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (first === undefined || message === undefined || report.event === null) return;
    await advanceMessage(post, message, newsOf(report, report.event, message, now));
  });
}

/** By the service's id, or before we have learned that one by our own, which the mail carries as a tag. */
async function findMessage(tx: Tx, { providerId, messageId }: MailReport): Promise<Message | undefined> {
  if (providerId !== null) {
    const known = await tx
      .selectFrom("messages")
      .selectAll()
      .where("providerId", "=", providerId)
      .executeTakeFirst();
    if (known !== undefined) return known;
  }
  if (messageId === null) return undefined;
  return tx
    .selectFrom("messages")
    .selectAll()
    .where("id", "=", messageId)
    .where("providerId", "is", null)
    .where("attempts", ">", 0)
    .executeTakeFirst();
}

function newsOf(
  report: MailReport,
  state: NonNullable<MailReport["event"]>,
  message: Message,
  now: Moment,
): News {
  const isFault =
    (state === "bounced" && report.isPermanent) || state === "complained" || state === "suppressed";
  // The other side's words may name the address, which is forgotten with its user.
  const words = message.toAddress === deletedAddress ? "" : asOneLine(report.reason ?? "");
  return {
    state,
    reason: words || (usualReason[state] ?? null),
    at: momentOf(report.at, message, now),
    providerId: report.providerId,
    ...(isFault && { addressFault: state }),
  };
}

/** Whoever runs the recipient's server writes it: no line breaks, control characters or marks that reorder text. */
function asOneLine(words: string): string {
  return words
    .slice(0, longestReason)
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim();
}

/** The service's own time while it can be true by our clock, else ours. */
function momentOf(at: string | null, message: Message, now: Moment): Moment {
  const moment = readMoment(at);
  return moment !== null && moment >= message.createdAt && moment <= now ? moment : now;
}

/** Deliveries are repeated for at most some days; their ids are kept for longer, in days. */
export const reportKeptDays = 30;

/** Forgets the ids of reports that will not come again. Returns how many, at most a batch. */
export async function eraseOldReports(system: System, tx: Tx): Promise<number> {
  const erased = await tx
    .deleteFrom("webhookDeliveries")
    .where("id", "in", (eb) =>
      eb
        .selectFrom("webhookDeliveries")
        .select("id")
        .where("receivedAt", "<", addMinutes(system.clock.now(), -reportKeptDays * 24 * 60))
        .limit(erasedAtOnce),
    )
    .executeTakeFirst();
  return Number(erased.numDeletedRows);
}
