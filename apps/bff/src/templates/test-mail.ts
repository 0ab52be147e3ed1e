import type { MailKind } from "../mail/mail-kind.ts";

/** The name of test mails in the outbox. */
export const testMailKind = "test-mail";

/** A test stays wanted, and nothing depends on it. */
export const testMail: MailKind = {
  stillWanted: async () => null,
  onAccepted: async () => {},
  onDropped: async () => {},
};
