import { maskEmail } from "@latchkey/contract/email-address.ts";
import type { MailStatus } from "@latchkey/contract/mail.ts";
import type { Message } from "./mail-kind.ts";

/** A message as an administrator sees it: its state and why, never its text. */
export function mailStatus(message: Message): MailStatus {
  return {
    id: message.id,
    state: message.state,
    reason: message.reason,
    to: maskEmail(message.toAddress),
    at: message.endedAt ?? message.createdAt,
    nextAttemptAt: message.state === "queued" && message.attempts > 0 ? message.nextAttemptAt : null,
  };
}
