import type { MailKinds } from "./mail/mail-kind.ts";
import { workerSource } from "./mail/worker-source.ts";
import { temporaryPasswordMail, temporaryPasswordMailKind } from "./recoveries/commit-suggestion.ts";
import { mailedPasswordMail, mailedPasswordMailKind } from "./recoveries/mailed-password.ts";
import { noticeMail } from "./stops/queue-notice.ts";
import { clearAddressMark, markAddress } from "./accounts/mark-address.ts";
import { testMail, testMailKind } from "./templates/test-mail.ts";
import { linkMail, linkMailKind } from "./recoveries/send-password-change-link.ts";

/** What the outbox tells the rooms: of every kind of mail to the one that answers for it, of addresses to the users. */
export const mailKinds: MailKinds = {
  kinds: {
    [linkMailKind]: linkMail,
    [mailedPasswordMailKind]: mailedPasswordMail,
    [temporaryPasswordMailKind]: temporaryPasswordMail,
    "password-changed": noticeMail,
    "administrator-changed-your-access": noticeMail,
    "link-copied": noticeMail,
    "link-extended": noticeMail,
    "email-changed": noticeMail,
    "recovery-stopped": noticeMail,
    "sign-in-stopped": noticeMail,
    [testMailKind]: testMail,
  },
  onAddressFault: (tx, message, system, fault) => markAddress(tx, workerSource(system), message, fault),
  onAddressWorks: clearAddressMark,
};
