import { z } from "zod";
import { UserParams } from "./accounts.ts";
import { body, reply, type RouteDescription } from "./route.ts";
import { Id, Moment } from "./text.ts";

/** How a password is made for reading aloud: `groups` of letters and digits, or `words`. */
export const PasswordStyle = z.enum(["groups", "words"]);
export type PasswordStyle = z.infer<typeof PasswordStyle>;

/** A password that the server proposes. It changes nothing until Save sends its id. */
export const PasswordSuggestion = z.strictObject({ id: Id, password: z.string(), expiresAt: Moment });
export type PasswordSuggestion = z.infer<typeof PasswordSuggestion>;

/** How it stands with a suggestion that was not saved. One that is not listed any more was overtaken by another change. */
export const SuggestionStanding = z.strictObject({ id: Id, isExpired: z.boolean() });
export type SuggestionStanding = z.infer<typeof SuggestionStanding>;

/** How long a proposal can be saved, in minutes. */
export const passwordSuggestionMinutes = 15;

/** Option C, Generate: bound to this administrator and this user, good for `passwordSuggestionMinutes`, and until the access changes otherwise. */
export const suggestPassword = {
  method: "post",
  path: "/api/users/{userId}/password-suggestions",
  summary: "Generate a temporary password, to be committed by Save",
  access: "recover access",
  audits: { done: ["password-suggestion.generated"], refused: "password-suggestion.generated" },
  request: { params: UserParams, body: body(z.strictObject({ style: PasswordStyle })) },
  responses: { 201: reply("The suggestion", PasswordSuggestion) },
  problems: ["not-found", "own-account"],
} as const satisfies RouteDescription;
