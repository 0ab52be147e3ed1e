import type { MailKinds } from "./mail/mail-kind.ts";
import { temporaryPasswordMail, temporaryPasswordMailKind } from "./passwords/commit-suggestion.ts";
import { generatedPasswordMail, generatedPasswordMailKind } from "./passwords/generated-password.ts";
import { noticeMail } from "./passwords/queue-notice.ts";
import { linkMail, linkMailKind } from "./passwords/send-password-change-link.ts";

/** Every kind of mail, and the room that answers for it. */
export const mailKinds: MailKinds = {
  [linkMailKind]: linkMail,
  [generatedPasswordMailKind]: generatedPasswordMail,
  [temporaryPasswordMailKind]: temporaryPasswordMail,
  "password-changed": noticeMail,
  "administrator-changed-your-access": noticeMail,
};
