import { maskEmail } from "@latchkey/contract/email-address.ts";
import type { MailStatus } from "@latchkey/contract/mail.ts";
import type { Moment } from "../ports/clock.ts";
import type { Message } from "./mail-kind.ts";

/** A message as an administrator sees it: its state and why, never its text. While every mail waits, that is why it waits. */
export function mailStatus(message: Message, pause: { reason: string; until: Moment } | null): MailStatus {
  const waits = message.state === "queued";
  return {
    id: message.id,
    state: message.state,
    reason: message.reason ?? (waits ? (pause?.reason ?? null) : null),
    to: maskEmail(message.toAddress),
    at: message.endedAt ?? message.createdAt,
    nextAttemptAt:
      waits && message.attempts > 0 ? message.nextAttemptAt : waits ? (pause?.until ?? null) : null,
  };
}
