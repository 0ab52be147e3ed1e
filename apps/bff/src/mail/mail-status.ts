import { maskEmail } from "@latchkey/contract/email-address.ts";
import type { MailEvent, MailStatus } from "@latchkey/contract/mail.ts";
import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import type { Message } from "./mail-kind.ts";

/** What of a message is shown as its state. */
export type ShownMessage = Pick<
  Message,
  "id" | "state" | "reason" | "toAddress" | "createdAt" | "endedAt" | "attempts" | "nextAttemptAt"
>;

/** A message as an administrator sees it: its state and why, never its text. While every mail waits, that is why it waits. */
export function mailStatus(
  message: ShownMessage,
  history: MailEvent[],
  pause: { reason: string; until: Moment } | null,
): MailStatus {
  const waits = message.state === "queued";
  return {
    id: message.id,
    state: message.state,
    reason: message.reason ?? (waits ? (pause?.reason ?? null) : null),
    to: maskEmail(message.toAddress),
    at: message.endedAt ?? message.createdAt,
    nextAttemptAt:
      waits && message.attempts > 0 ? message.nextAttemptAt : waits ? (pause?.until ?? null) : null,
    history,
  };
}

/** The states that messages reached, oldest first, by the message's id. */
export async function readMailHistories(
  db: System["db"] | Tx,
  messageIds: readonly string[],
): Promise<Map<string, MailEvent[]>> {
  const events = await db
    .selectFrom("messageEvents")
    .select(["messageId", "at", "state", "reason"])
    .where("messageId", "in", messageIds)
    .orderBy("at")
    .orderBy("id")
    .execute();
  return new Map(
    [...Map.groupBy(events, (event) => event.messageId)].map(([messageId, ofMessage]) => [
      messageId,
      ofMessage.map(({ at, state, reason }) => ({ at, state, reason })),
    ]),
  );
}
