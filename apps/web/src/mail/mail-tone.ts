import type { MailStatus } from "@latchkey/contract/mail.ts";

/** How good the news about a mail is. */
export function mailTone(mail: MailStatus | null): "ok" | "info" | "warn" | "bad" {
  if (mail === null || mail.state === "failed") return "bad";
  if (mail.state === "accepted") return "ok";
  return mail.state === "queued" || mail.state === "sending" ? "info" : "warn";
}
