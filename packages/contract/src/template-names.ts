/** The title of every template, in the words of the screens. */
export const templateNames = {
  "access-info": "Access Info",
  "password-change-link": "Password Change Link",
  "password-changed": "Password Changed",
  "administrator-changed-your-access": "Administrator Changed Your Access",
  "email-changed": "Email Address Changed",
  "recovery-stopped": "Recovery Stopped",
  "sign-in-stopped": "Sign-in Stopped",
} as const;

/** Names one template; the same in every language. */
export type TemplateKey = keyof typeof templateNames;

/** The templates whose mails tell of something that was stopped already: they carry no "this wasn't me" link. */
export const alertTemplates: readonly TemplateKey[] = ["recovery-stopped", "sign-in-stopped"];
