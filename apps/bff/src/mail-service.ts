import type { Mailbox, MailboxOptions } from "@latchkey/mailbox/mailbox.ts";
import { openResendMailer, openResendReports, type Mailer, type ReportReader } from "./ports/mailer.ts";
import { systemRandom } from "./ports/random.ts";

/** Where mails go, and who reports what becomes of them. */
export type MailService = {
  mailer: Mailer;
  /** Null: for want of a secret, a report can't be told from a forgery. */
  readReport: ReportReader | null;
  /** The built-in one, while it stands in. */
  mailbox: Mailbox | null;
};

/** Resend, or whatever speaks its API. */
export function openMailService({
  apiKey,
  baseUrl,
  webhookSecret,
}: {
  apiKey: string;
  baseUrl: string;
  webhookSecret: string | null;
}): MailService {
  return {
    mailer: openResendMailer({ apiKey, baseUrl }),
    readReport: webhookSecret === null ? null : openResendReports(webhookSecret),
    mailbox: null,
  };
}

/** The built-in mailbox in the mail service's place; unless it is given a secret, it signs its reports with one of its own. */
export async function openBuiltInMailbox({
  webhook = { secret: `whsec_${Buffer.from(systemRandom.bytes(24)).toString("base64")}` },
  ...options
}: MailboxOptions): Promise<MailService> {
  const { openMailbox } = await import("@latchkey/mailbox/mailbox.ts");
  const mailbox = await openMailbox({ ...options, webhook });
  const { apiKey, apiUrl: baseUrl } = mailbox;
  return { ...openMailService({ apiKey, baseUrl, webhookSecret: webhook.secret }), mailbox };
}
