import { z } from "zod";

/**
 * Every way a request can be refused: one closed table of problem types (RFC 9457), with the HTTP status and the English
 * title. The screens have their own exhaustive table from type to sentence.
 */
export const problems = {
  "malformed-request": { status: 400, title: "The request is not valid JSON." },
  "not-signed-in": { status: 401, title: "Nobody is signed in." },
  "sign-in-refused": { status: 401, title: "The user name, email or password is not right." },
  "sign-in-stopped": { status: 401, title: "There were too many wrong passwords in a row." },
  "temporary-password-expired": { status: 403, title: "This temporary password has expired." },
  "password-change-required": { status: 403, title: "A new password must be chosen first." },
  "password-change-not-required": { status: 403, title: "There is no temporary password to replace." },
  forbidden: { status: 403, title: "Only a System Administrator may do this." },
  "origin-refused": { status: 403, title: "The request comes from another site." },
  "setup-link-wrong": { status: 403, title: "This set-up link does not work." },
  "not-found": { status: 404, title: "There is nothing at this address." },
  "link-unknown": { status: 404, title: "This link does not work." },
  "user-name-taken": { status: 409, title: "Another user has this user name." },
  "user-name-alike": { status: 409, title: "Another user's name looks like this one." },
  "email-taken": { status: 409, title: "Another user has this email address." },
  "version-conflict": { status: 409, title: "The record has been changed since it was read." },
  "last-administrator": {
    status: 409,
    title: "This is the last active System Administrator.",
  },
  "own-account": { status: 409, title: "This can't be done to one's own account." },
  "user-inactive": { status: 409, title: "The user is not active." },
  "email-missing": { status: 409, title: "The user has no email address." },
  "address-at-fault": { status: 409, title: "Mail to this address came back or is refused." },
  "reason-needed": { status: 409, title: "The user stopped a recovery; a reason is needed for another." },
  "email-invalid": { status: 409, title: "The user's email address is not valid." },
  "suggestion-expired": { status: 409, title: "The generated password has expired." },
  "suggestion-unusable": { status: 409, title: "The generated password can't be used." },
  "recovery-not-open": { status: 409, title: "It is not open any more." },
  "message-settled": { status: 409, title: "What became of this mail is known." },
  "already-extended": { status: 409, title: "This link was extended once already." },
  "copied-links-off": { status: 403, title: "Links are not copied in this installation." },
  "link-used": { status: 410, title: "This link has already been used." },
  "link-expired": { status: 410, title: "This link has expired." },
  "link-replaced": { status: 410, title: "This link was replaced by a newer one." },
  "link-revoked": { status: 410, title: "This link was withdrawn." },
  "setup-closed": { status: 410, title: "Latchkey is already set up." },
  "body-too-large": { status: 413, title: "The request is too large." },
  "unsupported-media-type": { status: 415, title: "Requests must be JSON." },
  "invalid-fields": { status: 422, title: "Some fields are not right." },
  "password-refused": { status: 422, title: "The new password does not meet the rules." },
  "confirmation-wrong": { status: 422, title: "The user name typed is another one." },
  "current-password-needed": { status: 403, title: "This needs one's own current password." },
  "current-password-wrong": { status: 422, title: "The current password is not right." },
  "too-many-attempts": { status: 429, title: "There were too many attempts." },
  "too-many-streams": { status: 429, title: "Too many pages of this session are watching." },
  internal: { status: 500, title: "Something went wrong on the server." },
  "server-busy": { status: 503, title: "The server is busy." },
  "database-busy": { status: 503, title: "The database is busy." },
  "storage-full": { status: 503, title: "The server can't write to its disk." },
} as const satisfies Record<string, { status: number; title: string }>;

/** The name of a problem: what is wrong. */
export type ProblemType = keyof typeof problems;

/** One field that is wrong: a JSON pointer (RFC 6901) into the body or query, and a sentence. */
export const FieldError = z.strictObject({ pointer: z.string(), message: z.string() });
export type FieldError = z.infer<typeof FieldError>;

/** The body of every refusal: `application/problem+json`, RFC 9457. */
export const Problem = z.object({
  type: z.enum(Object.keys(problems) as [ProblemType, ...ProblemType[]]),
  title: z.string(),
  status: z.number().int(),
  requestId: z.string().optional(),
  /** With `invalid-fields`, `user-name-taken`, `user-name-alike` and `email-taken`: which fields. */
  errors: z.array(FieldError).optional(),
  /** With `password-refused`: every rule that the password breaks. */
  rules: z.array(z.string()).optional(),
  /** With `too-many-attempts`: the moment from which the next one is looked at, in ISO 8601. */
  retryAt: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** A refusal, thrown by the verbs on the server and by the client in the browser. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(type: ProblemType, more: Pick<Problem, "errors" | "rules" | "retryAt" | "requestId"> = {}) {
    super(problems[type].title);
    this.name = "ProblemError";
    this.problem = { type, title: problems[type].title, status: problems[type].status, ...more };
  }

  /** The problem's type. */
  get type(): ProblemType {
    return this.problem.type;
  }
}
