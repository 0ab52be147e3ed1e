/** The title of every template, in the words of the screens. */
export const templateNames = {
  "access-info": "Access Info",
  "password-change-link": "Password Change Link",
  "password-changed": "Password Changed",
  "administrator-changed-your-access": "Administrator Changed Your Access",
  "link-copied": "Link Copied",
  "link-extended": "Link Extended",
  "email-changed": "Email Address Changed",
  "recovery-stopped": "Recovery Stopped",
  "sign-in-stopped": "Sign-in Stopped",
} as const;

/** Names one template; the same in every language. */
export type TemplateKey = keyof typeof templateNames;

const alerts = ["recovery-stopped", "sign-in-stopped"] as const satisfies TemplateKey[];

/** Names a template whose mail tells of something that was stopped already. */
export type AlertTemplate = (typeof alerts)[number];

/** All of them: they carry no "this wasn't me" link. */
export const alertTemplates: readonly TemplateKey[] = alerts;
