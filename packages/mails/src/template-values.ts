/** What a template can say: the placeholders. A value that does not apply to a mail is null. */
export type TemplateValues = {
  user: {
    firstName: string | null;
    lastName: string | null;
    /** The whole name, as people write it. */
    name: string;
    userName: string;
    email: string | null;
  };
  /** The password change link, token included; Password Change Link only. */
  link: string | null;
  /** The temporary password; Access Info only. */
  password: string | null;
  /** When the link, the temporary password or (Recovery Stopped) the block of Forgot Password? ends: an ISO-8601 instant. */
  expiresAt: string | null;
  signInUrl: string;
  productName: string;
  companyName: string | null;
  /** Whom to ask, in words; null means the reader's System Administrator, or another one for those who are one. */
  supportContact: string | null;
  /** Who caused the mail; a template gets it in its own language, and `actorIsYou` beside it for its conditions. */
  actor: "an administrator" | "you";
  /** The reader is a System Administrator, who is not sent to themselves; a template gets it as `support`. */
  readerIsAdministrator: boolean;
  /** The "this wasn't me" link, token included. */
  stopLink: string | null;
  /** The user record in the console; Recovery Stopped only. */
  recordUrl: string | null;
  /** When the user said "this wasn't me": an ISO-8601 instant; Recovery Stopped only. */
  stoppedAt: string | null;
};

/** Placeholders that open an account or stop a recovery: the bodies may hold them, subject and preheader never. */
export const secretPlaceholders = ["link", "password", "stopLink"] as const;

/** Every name a template may use, as it is written between the braces. */
export const placeholders = [
  "user.firstName",
  "user.lastName",
  "user.name",
  "user.userName",
  "user.email",
  "link",
  "password",
  "expiresAt",
  "signInUrl",
  "productName",
  "companyName",
  "support",
  "supportContact",
  "actor",
  "actorIsYou",
  "stopLink",
  "recordUrl",
  "stoppedAt",
] as const;
