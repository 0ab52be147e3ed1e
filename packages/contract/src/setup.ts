import { z } from "zod";
import { EmailAddress } from "./email-address.ts";
import { languageTags } from "./languages.ts";
import { body, emptyReply, type RouteDescription } from "./route.ts";
import { LinkToken, optionalText, requiredText } from "./text.ts";
import { PasswordText } from "./password-text.ts";
import { UserName } from "./user-name.ts";

/** Says whether the one-time set-up link still works, without consuming it. */
export const lookUpSetupLink = {
  method: "post",
  path: "/api/setup-link-lookups",
  summary: "Look at the set-up link",
  access: "anyone",
  audits: null,
  request: { body: body(z.strictObject({ token: LinkToken })) },
  responses: { 204: emptyReply("The link works") },
  problems: ["setup-closed", "setup-link-wrong"],
} as const satisfies RouteDescription;

/** Makes the first System Administrator; works once, with the token that the server's start printed. */
export const completeSetup = {
  method: "post",
  path: "/api/setup",
  summary: "Make the first System Administrator",
  access: "anyone",
  audits: { done: ["setup.completed"], refused: "setup.completed" },
  request: {
    body: body(
      z.strictObject({
        token: LinkToken,
        userName: UserName,
        firstName: optionalText(100).default(null),
        lastName: requiredText(100, "Enter a last name."),
        email: EmailAddress,
        password: PasswordText,
        /** Of the browser, for mails to users whose record names none. A time zone that the server does not know counts as none. */
        language: z.enum(languageTags).nullable().default(null),
        timeZone: z.string().max(64).nullable().default(null),
        /** Adds 60 sample users in many states and languages. */
        sampleUsers: z.boolean().default(false),
      }),
    ),
  },
  responses: { 204: emptyReply("Ready; sign in") },
  problems: ["setup-closed", "setup-link-wrong", "password-refused"],
} as const satisfies RouteDescription;
