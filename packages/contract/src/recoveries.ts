import { z } from "zod";
import {
  AddressFault,
  CurrentPassword,
  currentPasswordProblems,
  mailObstacles,
  UserParams,
} from "./accounts.ts";
import { MailStatus } from "./mail.ts";
import { AskedBy } from "./password-change-links.ts";
import { SuggestionStanding } from "./passwords.ts";
import { body, emptyReply, reply, type RouteDescription } from "./route.ts";
import { Id, Moment, optionalText } from "./text.ts";

/** How an administrator made sure that the caller is who they say. */
export const CallerVerification = z.enum(["in-person", "call-back", "video-call", "manager", "other"]);
export type CallerVerification = z.infer<typeof CallerVerification>;

/** The ways of verifying a caller in the words of the screen. */
export const callerVerificationNames: Record<CallerVerification, string> = {
  "in-person": "In person",
  "call-back": "Called back on a known number",
  "video-call": "By video call",
  manager: "Vouched for by a manager",
  other: "In another way",
};

/**
 * Why an administrator recovers somebody's access: kept in the audit trail and in the note for the ticket. All optional, but
 * the reason is needed after the user said "this wasn't me".
 */
export const RecoveryNote = z.strictObject({
  reason: optionalText(300).default(null),
  ticket: optionalText(60).default(null),
  verifiedBy: CallerVerification.nullable().default(null),
});
export type RecoveryNote = z.infer<typeof RecoveryNote>;

/** The body of options A and B; those of Save and of a new user hold the same in their own words. */
export const RecoveryRequest = z.strictObject({
  note: RecoveryNote.optional(),
  /** Confirms a second time that mail should go to an address from which it came back. */
  despiteAddressFault: z.boolean().optional(),
  currentPassword: CurrentPassword,
});

/** What options A, B and C may meet beside the obstacles: mail would come back, or the user stopped the last recovery. */
export const recoveryRequestProblems = ["address-at-fault", "reason-needed"] as const;

/** What an option would do to this user now: shown under the prompt's sentence before it is confirmed. */
export const RecoveryPreview = z.strictObject({
  email: z.string().nullable(),
  /** When a link made now would expire. */
  linkExpiresAt: Moment,
  /** When a temporary password made now would expire. */
  temporaryPasswordExpiresAt: Moment,
  openSessions: z.number().int(),
  hasPassword: z.boolean(),
  /** An administrator's link is open and would be replaced. */
  replacesLink: z.boolean(),
  /** Why mail to the present address is not expected to arrive; null when nothing is known against it. */
  addressFault: AddressFault.nullable(),
  /** Since when a reason is needed, because the user said "this wasn't me"; else null. */
  reasonNeededSince: Moment.nullable(),
});
export type RecoveryPreview = z.infer<typeof RecoveryPreview>;

/** What an option would do now. */
export const previewRecovery = {
  method: "get",
  path: "/api/users/{userId}/recovery-preview",
  summary: "The consequences that a prompt shows",
  access: "recover access",
  request: { params: UserParams },
  responses: { 200: reply("What would happen", RecoveryPreview) },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** Why a recovery ended before it was finished and before its time. */
export const EndReason = z.enum([
  "replaced",
  "revoked",
  "address-changed",
  "deactivated",
  "password-changed",
  "restored",
  "clock-set-back",
  "stopped",
  /** The mail service never took its mail. */
  "not-accepted",
]);
export type EndReason = z.infer<typeof EndReason>;

/**
 * One way back in that a user was given, and what became of it: a link, a password that only its mail holds (option B), or a
 * temporary password that an administrator tells (option C).
 */
export const Recovery = z.strictObject({
  id: Id,
  way: z.enum(["link", "mailed-password", "told-password"]),
  /**
   * `open`: it can still be used. `pending`: the password becomes true when the mail service accepts the mail. `finished`: the
   * user chose a password through it. `ended`: it ended before that, for the reason in `endReason`.
   */
  state: z.enum(["open", "pending", "finished", "expired", "ended"]),
  endReason: EndReason.nullable(),
  createdAt: Moment,
  /** Whose wish it was. The operator's is an emergency link, made on the server. */
  askedBy: AskedBy,
  /** The administrator who caused it; null when the user asked for it or the operator did on the server. */
  createdBy: z.string().nullable(),
  expiresAt: Moment,
  /** When an administrator extended the link: `expiresAt` is counted from then. */
  extendedAt: Moment.nullable(),
  /** When a person was on the page of the link first. */
  openedAt: Moment.nullable(),
  /** When the password became the user's: told ones at Save, mailed ones when accepted by the mail service, or used. */
  tookEffectAt: Moment.nullable(),
  /** The first sign-in with the temporary password. */
  signedInAt: Moment.nullable(),
  /** With which family of browsers and on what the page was opened, or the first sign-in made: *Safari on iPhone*. */
  usedOn: z.string().nullable(),
  /** When the user chose a new password through it. */
  finishedAt: Moment.nullable(),
  /** When it was finished or ended. */
  endedAt: Moment.nullable(),
  /** Null when none carries it: an administrator's link was then copied, and handed over. */
  mail: MailStatus.nullable(),
  /** Null when it was not an administrator's. */
  note: RecoveryNote.nullable(),
  /** The audit event of its beginning, for the ticket; null for recoveries from before it was kept. */
  auditEventId: Id.nullable(),
});
export type Recovery = z.infer<typeof Recovery>;

/** The user's own Change Password: an event of the audit trail, with the mail that told them. */
export const OwnPasswordChange = z.strictObject({
  id: Id,
  createdAt: Moment,
  mail: MailStatus.nullable(),
});
export type OwnPasswordChange = z.infer<typeof OwnPasswordChange>;

/** What a user was given to get back in, and what else their record tells beside it. */
const UserRecoveries = z.strictObject({
  recoveries: z.array(Recovery),
  ownChanges: z.array(OwnPasswordChange),
  /** What the asking administrator generated and did not save. */
  suggestions: z.array(SuggestionStanding),
});
export type UserRecoveries = z.infer<typeof UserRecoveries>;

/** The recoveries of a user. */
export const listRecoveries = {
  method: "get",
  path: "/api/users/{userId}/recoveries",
  summary:
    "The recoveries of a user, the changes of their own password, their mails, and the caller's own suggestions",
  access: "read users",
  request: { params: UserParams },
  responses: {
    200: reply("Recoveries and own changes newest first, together the newest 20", UserRecoveries),
  },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** Option A: mails a unique, expiring link. */
export const sendPasswordChangeLink = {
  method: "post",
  path: "/api/users/{userId}/password-change-links",
  summary: "Send Password Change Link",
  access: "recover access",
  audits: { done: ["password-change-link.sent"], refused: "password-change-link.sent" },
  request: { params: UserParams, body: body(RecoveryRequest) },
  responses: { 201: reply("The link is on its way", Recovery) },
  problems: ["not-found", ...mailObstacles, ...recoveryRequestProblems, ...currentPasswordProblems],
} as const satisfies RouteDescription;

/** Option B: makes a password and mails it; the reply holds none. */
export const generateNewPassword = {
  method: "post",
  path: "/api/users/{userId}/generated-passwords",
  summary: "Generate New Password",
  access: "recover access",
  audits: { done: ["generated-password.sent"], refused: "generated-password.sent" },
  request: { params: UserParams, body: body(RecoveryRequest) },
  responses: { 201: reply("The password is on its way", Recovery) },
  problems: [
    "not-found",
    "own-account",
    ...mailObstacles,
    ...recoveryRequestProblems,
    ...currentPasswordProblems,
  ],
} as const satisfies RouteDescription;

/**
 * Withdraws an open recovery, with its mail if that never left. Once a temporary password is the user's, the user is left
 * without one.
 */
export const revokeRecovery = {
  method: "delete",
  path: "/api/users/{userId}/recoveries/{recoveryId}",
  summary: "Revoke a recovery",
  access: "recover access",
  audits: {
    done: ["password-change-link.revoked", "generated-password.revoked", "temporary-password.revoked"],
    refused: "recovery.revoked",
  },
  request: { params: z.strictObject({ userId: Id, recoveryId: Id }) },
  responses: { 204: emptyReply("It no longer works") },
  problems: ["not-found", "recovery-not-open"],
} as const satisfies RouteDescription;
