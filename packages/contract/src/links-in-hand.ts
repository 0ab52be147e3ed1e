import { z } from "zod";
import { currentPasswordProblems, UserParams } from "./accounts.ts";
import { Recovery, RecoveryRequest } from "./recoveries.ts";
import { body, reply, type RouteDescription } from "./route.ts";
import { Id } from "./text.ts";

/** What an administrator says beside what mails no secret. */
const Request = RecoveryRequest.omit({ despiteAddressFault: true });

/** What somebody gets who copies a link: the one time that anybody but its mail holds it. */
const CopiedLink = z.strictObject({
  recovery: Recovery,
  /** The whole address, with the secret in its fragment. */
  link: z.string(),
});

/** As option A, but nothing carries the link: whoever made it hands it over, and the user is told by a notice. */
export const copyPasswordChangeLink = {
  method: "post",
  path: "/api/users/{userId}/copied-links",
  summary: "Copy link",
  access: "copy links",
  audits: { done: ["password-change-link.copied"], refused: "password-change-link.copied" },
  request: { params: UserParams, body: body(Request) },
  responses: { 201: reply("The link, for this once", CopiedLink) },
  problems: [
    "not-found",
    "copied-links-off",
    "own-account",
    "user-inactive",
    "reason-needed",
    ...currentPasswordProblems,
  ],
} as const satisfies RouteDescription;

/** Lets an open link work until a new one would, once; the user is told by a notice. */
export const extendLink = {
  method: "post",
  path: "/api/users/{userId}/recoveries/{recoveryId}/extensions",
  summary: "Extend a link",
  access: "recover access",
  audits: { done: ["password-change-link.extended"], refused: "password-change-link.extended" },
  request: {
    params: z.strictObject({ userId: Id, recoveryId: Id }),
    body: body(Request),
  },
  responses: { 201: reply("It works for longer", Recovery) },
  problems: [
    "not-found",
    "recovery-not-open",
    "already-extended",
    "copied-links-off",
    "reason-needed",
    ...currentPasswordProblems,
  ],
} as const satisfies RouteDescription;
