import type { MailState, MailStatus } from "@latchkey/contract/mail.ts";

/** How good the news about a mail is. */
type Tone = "ok" | "info" | "warn" | "bad";

const tones: Record<MailState, Tone> = {
  queued: "info",
  sending: "info",
  accepted: "ok",
  delivered: "ok",
  delayed: "warn",
  bounced: "bad",
  suppressed: "bad",
  complained: "warn",
  failed: "bad",
  cancelled: "warn",
  expired: "warn",
  unknown: "warn",
};

/** How good the news about a mail is; no mail at all is bad news. */
export const mailTone = (mail: MailStatus | null): Tone => (mail === null ? "bad" : tones[mail.state]);
