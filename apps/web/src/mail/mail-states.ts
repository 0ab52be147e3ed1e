import type { MailState } from "@latchkey/contract/mail.ts";
import type { StepState } from "@latchkey/ui/timeline.tsx";
import type { Tone } from "@latchkey/ui/tone-icon.tsx";

type MailStateWords = {
  /** In one word, as a chip and as a filter. */
  word: string;
  /** How good the news is. */
  tone: Tone;
  /** How it stands on a timeline while it is the present one. */
  step: StepState;
  /** In a sentence among other things, so that it names the mail. */
  sentence: string;
  /** In a sentence where all is about this mail. */
  alone: string;
  /** Whether nobody will read it. */
  isLost: boolean;
  /** What is still to come, if the mail service tells of it. */
  ahead: readonly ("accepted" | "delivered")[];
};

/** All that the screens know of each state of a mail: never one in the words of another. */
export const mailStates: Record<MailState, MailStateWords> = {
  queued: {
    word: "Queued",
    tone: "info",
    step: "now",
    sentence: "Mail queued",
    alone: "Queued",
    isLost: false,
    ahead: ["accepted", "delivered"],
  },
  sending: {
    word: "Sending",
    tone: "info",
    step: "now",
    sentence: "Handing the mail to the mail service",
    alone: "Handed to the mail service",
    isLost: false,
    ahead: ["accepted", "delivered"],
  },
  accepted: {
    word: "Accepted",
    tone: "ok",
    step: "done",
    sentence: "Accepted by the mail service",
    alone: "Accepted by the mail service",
    isLost: false,
    ahead: ["delivered"],
  },
  delayed: {
    word: "Delayed",
    tone: "warn",
    step: "now",
    sentence: "Delayed on the way",
    alone: "Delayed by the recipient's server",
    isLost: false,
    ahead: ["delivered"],
  },
  delivered: {
    word: "Delivered",
    tone: "ok",
    step: "done",
    sentence: "Delivered to the recipient's server",
    alone: "Delivered to the recipient's server",
    isLost: false,
    ahead: [],
  },
  bounced: {
    word: "Bounced",
    tone: "bad",
    step: "bad",
    sentence: "The mail came back",
    alone: "Sent back by the recipient's server",
    isLost: true,
    ahead: [],
  },
  suppressed: {
    word: "Suppressed",
    tone: "bad",
    step: "bad",
    sentence: "The mail service refuses this address",
    alone: "Not sent: the mail service refuses this address",
    isLost: true,
    ahead: [],
  },
  complained: {
    word: "Complained",
    tone: "bad",
    step: "bad",
    sentence: "The recipient reported the mail as spam",
    alone: "Reported as spam by the recipient",
    isLost: false,
    ahead: [],
  },
  failed: {
    word: "Failed",
    tone: "bad",
    step: "bad",
    sentence: "The mail failed and will not go out",
    alone: "Failed, and will not go out",
    isLost: true,
    ahead: [],
  },
  cancelled: {
    word: "Cancelled",
    tone: "plain",
    step: "end",
    sentence: "Mail cancelled",
    alone: "Cancelled before it went out",
    isLost: true,
    ahead: [],
  },
  expired: {
    word: "Expired",
    tone: "warn",
    step: "end",
    sentence: "Mail expired before it went out",
    alone: "Expired before it went out",
    isLost: true,
    ahead: [],
  },
  unknown: {
    word: "Unknown",
    tone: "warn",
    step: "bad",
    sentence: "The mail may have gone out; nobody can tell",
    alone: "It may have gone out; nobody knows",
    isLost: false,
    ahead: [],
  },
};
