import type { MailState, MailStatus } from "@latchkey/contract/mail.ts";

/** How the state of a mail is told: never one state in the words of another. */
const words: Record<MailState, { tone: "done" | "waiting" | "now" | "ended" | "failed"; words: string }> = {
  queued: { tone: "now", words: "Mail queued" },
  sending: { tone: "now", words: "Handing the mail to the mail service" },
  accepted: { tone: "done", words: "Accepted by the mail service" },
  failed: { tone: "failed", words: "The mail failed and will not go out" },
  cancelled: { tone: "ended", words: "Mail cancelled" },
  expired: { tone: "ended", words: "Mail expired before it went out" },
  unknown: { tone: "failed", words: "The mail may have gone out; nobody can tell" },
};

/** A mail as a line of a timeline, with its reason and, while it waits, the next attempt. */
export function mailStep(mail: MailStatus) {
  return {
    ...words[mail.state],
    at: mail.at,
    ...(mail.reason !== null && { note: mail.reason }),
    ...(mail.nextAttemptAt !== null && { noteMoment: { lead: "Next attempt", at: mail.nextAttemptAt } }),
  };
}

/** What has just become of a mail that somebody asked for, as one sentence. */
export function mailOutcome(mail: MailStatus | null): string {
  if (mail === null) return "No mail was sent.";
  const reason = mail.reason === null ? "" : ` ${mail.reason}`;
  const outcomes: Record<MailState, string> = {
    queued: "The mail is queued.",
    sending: "The mail is being handed to the mail service.",
    accepted: "The mail was accepted by the mail service.",
    failed: "The mail failed and will not go out.",
    cancelled: "The mail was cancelled.",
    expired: "The mail expired before it went out.",
    unknown: "The mail may have gone out; nobody can tell.",
  };
  return outcomes[mail.state] + reason;
}
