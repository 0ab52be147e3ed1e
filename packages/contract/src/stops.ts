import { z } from "zod";
import { languageTags } from "./languages.ts";
import { body, reply, type RouteDescription } from "./route.ts";
import { LinkToken, Moment } from "./text.ts";

/** The mails that carry a "this wasn't me" link, by their template. */
export const StoppableMail = z.enum([
  "access-info",
  "password-change-link",
  "password-changed",
  "administrator-changed-your-access",
  "link-copied",
  "link-extended",
  "email-changed",
]);
export type StoppableMail = z.infer<typeof StoppableMail>;

/** What the "this wasn't me" page may know of a link, for whoever holds its token. */
export const StopLink = z.strictObject({
  userName: z.string(),
  /** Masked; null when the user has none. */
  email: z.string().nullable(),
  /** The mail that carried the link, and when it was written. */
  mail: StoppableMail,
  sentAt: Moment,
  expiresAt: Moment,
  /** When the link was used; null while it was not. */
  stoppedAt: Moment.nullable(),
  /** The present password would stop working: it is a temporary one, or was chosen through what the mail is about. */
  endsPassword: z.boolean(),
  /** The present address would be taken off the account: the mail told that it took the place of its own. */
  removesAddress: z.boolean(),
  /** Until when Forgot Password? would send no link to the user. */
  wouldBlockUntil: Moment,
  /** Whom users ask; null means their System Administrator. */
  supportContact: z.string().nullable(),
  /** The user's own; null when none is set. */
  language: z.enum(languageTags).nullable(),
});
export type StopLink = z.infer<typeof StopLink>;

/** Looks at a "this wasn't me" link without using it, however often. */
export const lookUpStopLink = {
  method: "post",
  path: "/api/stop-link-lookups",
  summary: "Look at a “this wasn't me” link",
  access: "anyone",
  audits: null,
  request: { body: body(z.strictObject({ token: LinkToken })) },
  responses: { 200: reply("What it would stop, or when it was used", StopLink) },
  problems: ["link-unknown", "link-expired", "too-many-attempts"],
} as const satisfies RouteDescription;

/** What "this wasn't me" did. */
export const StoppedRecovery = z.strictObject({
  /** The link had been used before: nothing was done again. */
  alreadyStopped: z.boolean(),
  stoppedAt: Moment,
  /** The user still has a password of their own. */
  hasPassword: z.boolean(),
  /** Until when Forgot Password? sends no link to the user; null when it does. */
  selfServiceBlockedUntil: Moment.nullable(),
  /** How many System Administrators were told by mail just now; the user is not counted. */
  alertedAdministrators: z.number().int(),
});
export type StoppedRecovery = z.infer<typeof StoppedRecovery>;

/**
 * "This wasn't me": ends every link, pending and temporary password of the user, and the password that was chosen through
 * what the mail is about; ends every session, blocks Forgot Password? for a while, and alerts the System Administrators. Of a
 * mail about another address it takes the new one off the account.
 * A second use does nothing.
 */
export const stopRecovery = {
  method: "post",
  path: "/api/stop-link-redemptions",
  summary: "Say “this wasn't me”",
  access: "anyone",
  audits: { done: ["recovery.stopped"], refused: "recovery.stopped" },
  request: { body: body(z.strictObject({ token: LinkToken })) },
  responses: { 200: reply("Everything is stopped", StoppedRecovery) },
  problems: ["link-unknown", "link-expired", "too-many-attempts"],
} as const satisfies RouteDescription;
