import type { MailState, MailStatus } from "@latchkey/contract/mail.ts";
import type { StepState } from "@latchkey/ui/timeline.tsx";

/** How the state of a mail is told: never one state in the words of another. */
const words: Record<MailState, { state: StepState; words: string }> = {
  queued: { state: "now", words: "Mail queued" },
  sending: { state: "now", words: "Handing the mail to the mail service" },
  accepted: { state: "done", words: "Accepted by the mail service" },
  delayed: { state: "now", words: "Delayed on the way to the recipient" },
  delivered: { state: "done", words: "Delivered to the recipient's server" },
  bounced: { state: "bad", words: "The mail came back" },
  suppressed: { state: "bad", words: "The mail service refuses this address" },
  complained: { state: "bad", words: "The recipient reported the mail as spam" },
  failed: { state: "bad", words: "The mail failed and will not go out" },
  cancelled: { state: "end", words: "Mail cancelled" },
  expired: { state: "end", words: "Mail expired before it went out" },
  unknown: { state: "bad", words: "The mail may have gone out; nobody can tell" },
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

/** What has just become of a mail that somebody asked for, in a sentence or two. */
export function mailOutcome(mail: MailStatus | null): string {
  if (mail === null) return "No mail was sent.";
  const outcome = `${words[mail.state].words}.`;
  return mail.reason === null ? outcome : `${outcome} ${mail.reason}`;
}
