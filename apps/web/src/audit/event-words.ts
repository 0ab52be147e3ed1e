import type { AuditEvent } from "@latchkey/contract/audit.ts";
import type { AuditAction } from "@latchkey/contract/audit-actions.ts";
import { CallerVerification, callerVerificationNames } from "@latchkey/contract/recoveries.ts";

const done: Record<AuditAction, string> = {
  "setup.completed": "Latchkey set up",
  "user.created": "User created",
  "user.updated": "Record saved",
  "user.deleted": "User deleted",
  "user.activated": "User activated",
  "user.deactivated": "User deactivated",
  "session.opened": "Signed in",
  "session.closed": "Signed out",
  "sign-in.stopped": "Signing in from new browsers stopped after too many wrong passwords",
  "sessions.ended": "Signed out by force",
  "password-change-link.sent": "Password change link sent",
  "password-change-link.copied": "Password change link copied, to be handed over without a mail",
  "password-change-link.extended": "Password change link extended",
  "password-change-link.requested": "Password change link asked for by the user",
  "password-change-link.revoked": "Password change link revoked",
  "password-change-link.redeemed": "New password set with a link",
  "generated-password.sent": "New password generated",
  "generated-password.took-effect": "Generated password took effect",
  "generated-password.dropped": "Generated password never took effect",
  "generated-password.revoked": "Generated password revoked",
  "password-suggestion.generated": "Temporary password generated",
  "temporary-password.saved": "Temporary password saved",
  "temporary-password.replaced": "Own password set in place of a temporary one",
  "temporary-password.revoked": "Temporary password revoked",
  "password.changed": "Password changed",
  "recovery.revoked": "Recovery revoked",
  "recovery.stopped": "The user said “this wasn't me”",
  "address.marked": "Mail does not reach the address",
  "mail-queue.paused": "Sending of mail paused",
  "mail-queue.resumed": "Sending of mail resumed",
  "message.settled": "Decided what became of a mail",
  "settings.changed": "Settings changed",
  "template.saved": "Template saved",
  "template.restored": "Version of a template restored",
  "template.reset": "Template reset to its default",
  "template.failed": "Template could not be used, mail sent in the built-in words",
  "layout.saved": "Layout of mails saved",
  "layout.restored": "Version of the layout of mails restored",
  "layout.reset": "Layout of mails reset to its default",
  "test-mail.sent": "Test mail sent",
  "emergency-link.made": "Emergency link made on the server",
  "access.denied": "Access denied",
  "backup.made": "Backup made",
  "backup.restored": "Database put back from a backup",
  "database.moved": "Database moved to PostgreSQL",
  "secret-key.rotated": "Secret key rotated on the server",
  "clock.set-back": "Clock set back on the server",
};

const refused: Partial<Record<AuditAction, string>> = {
  "access.denied": "Access refused",
  "session.opened": "Sign-in refused",
  "user.deleted": "Deletion refused",
  "password.changed": "Password change refused",
  "password-change-link.redeemed": "New password refused",
  "recovery.stopped": "“This wasn't me” refused",
};

/** Why somebody was not let in. */
const denials: Partial<Record<string, string>> = {
  forbidden: "beyond their rights",
  "password-change-required": "before choosing a new password",
  "password-change-not-required": "without a temporary password",
  "origin-refused": "from another site",
};

/** What an event says, as the beginning of a sentence. */
export function eventWords({ action, outcome }: Pick<AuditEvent, "action" | "outcome">): string {
  if (outcome === "done") return done[action];
  return refused[action] ?? `Refused: ${done[action]}`;
}

/** The details of an event that a person reads, in words; ids and repeated moments stay in the trail. */
export function detailWords(details: AuditEvent["details"]): string[] {
  const { fields, endedSessions, sessions, accessInfo, reason, ticket, verifiedBy, password } = details;
  const { emailBefore, address, problem, routes, notice } = details;
  const ended = Number(endedSessions ?? sessions ?? "0");
  return [
    fields && spaced(fields),
    problem && denials[problem],
    routes && routeWords(routes.split(", ")),
    emailBefore && `the email was ${emailBefore}`,
    address && `address ${address}`,
    details["with"] === "temporary password" && "with a temporary password",
    notice && `notice to the user ${notice}`,
    accessInfo && `Access Info ${accessInfo}`,
    reason && `“${reason}”`,
    ticket,
    verifiedBy && `caller verified: ${verificationWords(verifiedBy)}`,
    password && `password ${password}`,
    ended > 0 && (ended === 1 ? "1 session ended" : `${ended} sessions ended`),
  ].filter((words) => typeof words === "string" && words !== "") as string[];
}

function spaced(names: string): string {
  return names.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What was asked for, the first three by their names. */
function routeWords(routes: string[]): string {
  const named = spaced(routes.slice(0, 3).join(", "));
  return routes.length <= 3 ? named : `${named} and ${routes.length - 3} more`;
}

function verificationWords(verifiedBy: string): string {
  const name = CallerVerification.safeParse(verifiedBy);
  const words = name.success ? callerVerificationNames[name.data] : verifiedBy;
  return words.charAt(0).toLowerCase() + words.slice(1);
}
