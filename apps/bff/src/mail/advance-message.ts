import type { AddressFault } from "@latchkey/contract/accounts.ts";
import type { MailState } from "@latchkey/contract/mail.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { kindOf, type MailKinds, type Message } from "./mail-kind.ts";

/**
 * States only move forward in rank. What was cancelled or expired never left and stays so; of an unknown one everything
 * can still be learned.
 */
const rank: Record<MailState, number> = {
  unknown: 0,
  queued: 0,
  sending: 1,
  accepted: 2,
  delayed: 3,
  delivered: 4,
  bounced: 5,
  failed: 5,
  suppressed: 5,
  complained: 6,
  cancelled: 9,
  expired: 9,
};

/** States in which the mail service has the message, or had it. */
const arrived: readonly MailState[] = ["accepted", "delayed", "delivered", "complained"];

/** What is learned of a message. */
export type News = {
  state: Exclude<MailState, "queued" | "sending">;
  reason: string | null;
  at: Moment;
  providerId?: string | null;
  /** What it says of the address, beside the message. */
  addressFault?: AddressFault["kind"];
};

/**
 * Moves a message, read in the same transaction, forward to what is learned of it, with everything that depends on it, and
 * erases its sealed text, unless a batch under way must still be repeated with it. False when it is there or beyond already.
 */
export async function advanceMessage(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  message: Message,
  news: News,
): Promise<boolean> {
  if (news.state !== "unknown" && rank[news.state] <= rank[message.state]) return false;
  if (news.state === "unknown" && !["queued", "sending"].includes(message.state)) return false;
  await tx
    .updateTable("messages")
    .set({
      state: news.state,
      reason: news.reason,
      providerId: news.providerId ?? message.providerId,
      leasedUntil: null,
      endedAt: news.at,
      ...(message.batchId === null && { sealed: null }),
    })
    .where("id", "=", message.id)
    .execute();
  await recordMailEvents(tx, [message.id], news);

  const wasOpen = rank[message.state] < rank.accepted;
  const kind = kindOf(kinds, message);
  if (wasOpen && arrived.includes(news.state)) await kind.onAccepted(tx, message, system);
  if (wasOpen && !arrived.includes(news.state) && news.state !== "unknown") {
    await kind.onDropped(tx, message, system);
  }
  if (news.addressFault !== undefined) {
    await kinds.onAddressFault(tx, message, system, {
      kind: news.addressFault,
      reason: news.reason ?? "",
      at: news.at,
    });
  }
  if (news.state === "delivered") await kinds.onAddressWorks(tx, message);
  return true;
}

/**
 * A person decides what became of a message whose outcome nobody knew. Throws `not-found`, and `message-settled` when its
 * outcome is known.
 */
export async function settleUnknown(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  messageId: string,
  outcome: "accepted" | "failed",
): Promise<Message> {
  const message = await tx.selectFrom("messages").selectAll().where("id", "=", messageId).executeTakeFirst();
  if (message === undefined) throw new ProblemError("not-found");
  if (message.state !== "unknown") throw new ProblemError("message-settled");
  const reason =
    outcome === "accepted"
      ? "An administrator found out that it arrived."
      : "An administrator found out that it did not arrive.";
  await advanceMessage(system, tx, kinds, message, { state: outcome, reason, at: system.clock.now() });
  return message;
}

/** Writes a line into the history of each of these messages. */
export async function recordMailEvents(
  tx: Tx,
  messageIds: readonly string[],
  { state, reason, at }: { state: MailState; reason: string | null; at: Moment },
): Promise<void> {
  if (messageIds.length === 0) return;
  await tx
    .insertInto("messageEvents")
    .values(messageIds.map((messageId) => ({ id: newId(), messageId, at, state, reason })))
    .execute();
}
