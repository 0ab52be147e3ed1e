import { z } from "zod";
import type { ProblemType } from "./problem.ts";

const text = z.string();

/** What is kept of an administrator's recovery beside its own details: why, as far as they said so. */
const whyOfRecovery = { reason: text.optional(), ticket: text.optional(), verifiedBy: text.optional() };

const versionSaved = {
  version: text,
  restores: text.optional(),
  note: text.optional(),
  /** What was taken out and put in, line by line. */
  difference: text,
};

/** A version of a template in a language, or of the layout. */
const templateSaved = { template: text, language: text.optional(), ...versionSaved };

/**
 * Everything that happens to accounts, as `noun.past-tense`, with the schema of its details: facts in words, never a secret.
 */
export const auditDetails = {
  "setup.completed": z.strictObject({ sampleUsers: text.optional(), from: text.optional() }),
  "user.created": z.strictObject({ userName: text }),
  /** A change of the address keeps the earlier one: administrators put it back when the user says "this wasn't me". */
  "user.updated": z.strictObject({
    fields: text,
    emailBefore: text.optional(),
    endedSessions: text.optional(),
  }),
  "user.activated": z.strictObject({}),
  "user.deactivated": z.strictObject({ endedSessions: text }),
  "user.deleted": z.strictObject({ endedSessions: text }),
  "session.opened": z.strictObject({ with: z.enum(["password", "temporary password"]) }),
  "session.closed": z.strictObject({}),
  /** Too many wrong passwords in a row: a password alone signs in no more from a browser that is new to the account. */
  "sign-in.stopped": z.strictObject({ toldAdministrators: text }),
  "sessions.ended": z.strictObject({ sessions: text }),
  "password-change-link.sent": z.strictObject({
    recoveryId: text,
    messageId: text,
    expiresAt: text,
    ...whyOfRecovery,
  }),
  /** No mail carries it: the administrator who made it hands it over. */
  "password-change-link.copied": z.strictObject({
    recoveryId: text,
    expiresAt: text,
    notice: z.enum(["mailed", "not mailed"]),
    ...whyOfRecovery,
  }),
  "password-change-link.extended": z.strictObject({
    recoveryId: text,
    expiresAt: text,
    notice: z.enum(["mailed", "not mailed"]),
    ...whyOfRecovery,
  }),
  "password-change-link.requested": z.strictObject({ recoveryId: text, messageId: text, expiresAt: text }),
  "password-change-link.revoked": z.strictObject({ recoveryId: text }),
  "password-change-link.redeemed": z.strictObject({ recoveryId: text, endedSessions: text }),
  "generated-password.sent": z.strictObject({
    recoveryId: text,
    messageId: text,
    expiresAt: text,
    ...whyOfRecovery,
  }),
  "generated-password.took-effect": z.strictObject({ recoveryId: text, messageId: text }),
  "generated-password.dropped": z.strictObject({ recoveryId: text, messageId: text }),
  "generated-password.revoked": z.strictObject({ recoveryId: text, endedSessions: text }),
  "password-suggestion.generated": z.strictObject({ style: text }),
  "temporary-password.saved": z.strictObject({
    recoveryId: text,
    expiresAt: text,
    endedSessions: text,
    accessInfo: z.enum(["mailed", "not mailed"]),
    ...whyOfRecovery,
  }),
  "temporary-password.replaced": z.strictObject({ recoveryId: text.optional(), endedSessions: text }),
  "temporary-password.revoked": z.strictObject({ recoveryId: text, endedSessions: text }),
  "password.changed": z.strictObject({
    endedSessions: text,
    /** The mail that told the user. */
    messageId: text.optional(),
    /** The recovery or change through which the password before it was chosen. */
    follows: text.optional(),
  }),
  "recovery.stopped": z.strictObject({
    mail: text,
    password: z.enum(["ended", "kept"]),
    /** Only when the present address was taken off the account. */
    address: z.literal("removed").optional(),
    endedSessions: text,
    selfServiceBlockedUntil: text,
    alertedAdministrators: text,
  }),
  /** Refused only: which way it was stands in the actions of its success. */
  "recovery.revoked": z.strictObject({}),
  "emergency-link.made": z.strictObject({ recoveryId: text, expiresAt: text }),
  "address.marked": z.strictObject({ fault: text, reason: text, messageId: text }),
  "mail-queue.paused": z.strictObject({}),
  "mail-queue.resumed": z.strictObject({ pause: text }),
  "message.settled": z.strictObject({ outcome: text, messageId: text }),
  /** What each was and is. */
  "settings.changed": z.strictObject({ language: text.optional(), timeZone: text.optional() }),
  "template.saved": z.strictObject(templateSaved),
  "template.restored": z.strictObject(templateSaved),
  "template.reset": z.strictObject(templateSaved),
  "template.failed": z.strictObject({ template: text, language: text, sent: text }),
  "layout.saved": z.strictObject(templateSaved),
  "layout.restored": z.strictObject(templateSaved),
  "layout.reset": z.strictObject(templateSaved),
  "test-mail.sent": z.strictObject({ template: text, language: text, to: text, messageId: text }),
  /** Refused only: a session asked for what it may not, or a changing request came from another origin. */
  "access.denied": z.strictObject({}),
  "backup.made": z.strictObject({}),
  "backup.restored": z.strictObject({}),
  "database.moved": z.strictObject({}),
  "secret-key.rotated": z.strictObject({ sealedAnew: text }),
  "clock.set-back": z.strictObject({ from: text, to: text }),
} as const satisfies Record<string, z.ZodObject>;

/** What happens to accounts, in the past tense. */
export type AuditAction = keyof typeof auditDetails;

/** What has versions, as the audit trail calls it: it is saved, restored and reset. */
export type VersionedNoun = {
  [Action in AuditAction]: Action extends `${infer Noun}.reset` ? Noun : never;
}[AuditAction];

/** All of them, for schemas. */
export const AuditAction = z.enum(Object.keys(auditDetails) as [AuditAction, ...AuditAction[]]);

/** What is kept of an action that happened. */
export type AuditDetails<Action extends AuditAction> = z.input<(typeof auditDetails)[Action]>;

/** What is kept of an action that was refused; of `access.denied` the names of the routes that were asked for, too. */
export type RefusalDetails = { problem: ProblemType; routes?: string };

/** What a route leaves in the audit trail: the actions that it may record, and the one that a refusal of it is called. */
export type Audits = { done: readonly AuditAction[]; refused: AuditAction };
