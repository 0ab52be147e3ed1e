import { z } from "zod";
import { languageTags } from "./languages.ts";
import { PasswordText } from "./password-text.ts";
import { body, emptyReply, reply, type RouteDescription } from "./route.ts";
import { LinkToken, Moment, requiredText } from "./text.ts";

/** On whose wish a link was made. */
export const AskedBy = z.enum(["administrator", "user", "operator"]);

/** What the reset page may know of a link, for whoever holds its token. */
export const OpenLink = z.strictObject({
  userName: z.string(),
  /** Masked; null when the user has none. */
  email: z.string().nullable(),
  expiresAt: Moment,
  /** Who asked for it. */
  askedBy: AskedBy,
  /** The user's own names, which a new password must not be made of. */
  ownWords: z.array(z.string()),
  /** The user's own; null when none is set. */
  language: z.enum(languageTags).nullable(),
});
export type OpenLink = z.infer<typeof OpenLink>;

const linkProblems = ["link-unknown", "link-used", "link-expired", "link-replaced", "link-revoked"] as const;

/** Looks at a link without consuming it, however often. */
export const lookUpPasswordChangeLink = {
  method: "post",
  path: "/api/password-change-link-lookups",
  summary: "Look at a password change link",
  access: "anyone",
  audits: null,
  request: {
    body: body(
      z.strictObject({
        token: LinkToken,
        /** Somebody has touched the page, with a key, the pointer or the focus: it is no scanner that runs scripts. */
        byPerson: z.boolean().default(false),
      }),
    ),
  },
  responses: { 200: reply("The link is open", OpenLink) },
  problems: [...linkProblems, "too-many-attempts"],
} as const satisfies RouteDescription;

/** Consumes a link and sets the new password. Nobody is signed in by it. */
export const redeemPasswordChangeLink = {
  method: "post",
  path: "/api/password-change-link-redemptions",
  summary: "Choose a new password with a link",
  access: "anyone",
  audits: { done: ["password-change-link.redeemed"], refused: "password-change-link.redeemed" },
  request: { body: body(z.strictObject({ token: LinkToken, newPassword: PasswordText })) },
  responses: { 204: emptyReply("The password has been changed") },
  problems: [...linkProblems, "password-refused", "version-conflict", "too-many-attempts", "server-busy"],
} as const satisfies RouteDescription;

/** Forgot password: the same answer for every input; the server looks later whether there is somebody to mail to. */
export const requestPasswordRecovery = {
  method: "post",
  path: "/api/password-recoveries",
  summary: "Ask for a password change link for oneself",
  access: "anyone",
  audits: null,
  request: {
    body: body(z.strictObject({ userNameOrEmail: requiredText(254, "Enter your user name or email.") })),
  },
  responses: {
    202: reply(
      "Whoever has an account with this name or address gets a mail",
      z.strictObject({
        /** From when on it makes sense to ask again. */
        askAgainAt: Moment,
      }),
    ),
  },
  problems: ["too-many-attempts"],
} as const satisfies RouteDescription;
