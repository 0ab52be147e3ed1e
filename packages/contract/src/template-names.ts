/** The title of every template, in the words of the screens. */
export const templateNames = {
  "access-info": "Access Info",
  "password-change-link": "Password Change Link",
  "password-changed": "Password Changed",
  "administrator-changed-your-access": "Administrator Changed Your Access",
  "recovery-stopped": "Recovery Stopped",
} as const;

/** Names one template; the same in every language. */
export type TemplateKey = keyof typeof templateNames;
