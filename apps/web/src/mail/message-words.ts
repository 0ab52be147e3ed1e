import type { MailState } from "@latchkey/contract/mail.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import type { StepState } from "@latchkey/ui/timeline.tsx";
import type { Tone } from "@latchkey/ui/tone-icon.tsx";

/** A state in one word with its tone, and in a sentence as a step of a history. */
type StateWords = { word: string; tone: Tone; step: StepState; sentence: string };

/** How each state of a message is told where every message is: never one in the words of another. */
export const stateWords: Record<MailState, StateWords> = {
  queued: { word: "Queued", tone: "info", step: "now", sentence: "Queued" },
  sending: { word: "Sending", tone: "info", step: "now", sentence: "Handed to the mail service" },
  accepted: { word: "Accepted", tone: "ok", step: "done", sentence: "Accepted by the mail service" },
  delayed: { word: "Delayed", tone: "warn", step: "now", sentence: "Delayed by the recipient's server" },
  delivered: { word: "Delivered", tone: "ok", step: "done", sentence: "Delivered to the recipient's server" },
  bounced: { word: "Bounced", tone: "bad", step: "bad", sentence: "Sent back by the recipient's server" },
  suppressed: {
    word: "Suppressed",
    tone: "bad",
    step: "bad",
    sentence: "Not sent: the mail service refuses this address",
  },
  complained: { word: "Complained", tone: "bad", step: "bad", sentence: "Reported as spam by the recipient" },
  failed: { word: "Failed", tone: "bad", step: "bad", sentence: "Failed, and will not go out" },
  cancelled: { word: "Cancelled", tone: "plain", step: "end", sentence: "Cancelled before it went out" },
  expired: { word: "Expired", tone: "warn", step: "end", sentence: "Expired before it went out" },
  unknown: { word: "Unknown", tone: "warn", step: "bad", sentence: "It may have gone out; nobody knows" },
};

/** The name of a message's template. */
export function templateName(template: string | null): string {
  return templateNames[template as TemplateKey] ?? "Mail";
}
