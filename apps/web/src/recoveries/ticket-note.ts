import { callerVerificationNames, type Recovery } from "@latchkey/contract/recoveries.ts";
import { mailStateWords } from "../mail/mail-step.ts";
import { outcomeWords, recoveryName } from "./recovery-steps.ts";

/** Whom a recovery is about. */
export type RecoveredUser = { id: string; name: string; userName: string };

const askers: Record<Recovery["askedBy"], string> = {
  administrator: "an administrator",
  user: "the user",
  operator: "the operator, on the server",
};

/**
 * What a ticket needs to know of a recovery, as plain text, a line a fact. It holds no secret: the address is masked, and
 * neither link nor password is known to the screen. `exact` tells a moment (ISO 8601) with date and time zone.
 */
export function ticketNote(recovery: Recovery, user: RecoveredUser, exact: (at: string) => string): string {
  const { createdAt, createdBy, askedBy, expiresAt, note, auditEventId } = recovery;
  const facts: [string, string | null][] = [
    ["User", `${user.name} (${user.userName})`],
    ["What", recoveryName(recovery)],
    ["Made", `${exact(createdAt)} by ${createdBy ?? askers[askedBy]}`],
    ["Channel", channelWords(recovery)],
    ["Mail", mailWords(recovery, exact)],
    ["Expires", recovery.kind === "own-change" ? null : exact(expiresAt)],
    ["State", stateWords(recovery, exact)],
    ["Caller verified", note?.verifiedBy ? callerVerificationNames[note.verifiedBy] : null],
    ["Reason", note?.reason ?? null],
    ["Ticket", note?.ticket ?? null],
    ["Audit event", auditEventId],
  ];
  return facts
    .filter(([, told]) => told !== null)
    .map(([what, told]) => `${what}: ${told}`)
    .join("\n");
}

function channelWords({ kind, mail }: Recovery): string {
  if (mail !== null) return kind === "own-change" ? "Profile page" : `Mail to ${mail.to}`;
  const channels: Record<Recovery["kind"], string> = {
    "password-change-link": "Link without a mail",
    "generated-password": "Mail",
    "temporary-password": "Told by the administrator",
    "own-change": "Profile page",
  };
  return channels[kind];
}

function mailWords({ kind, mail }: Recovery, exact: (at: string) => string): string | null {
  if (mail === null || kind === "own-change") return null;
  const { state, reason, at } = mail.history.at(-1) ?? mail;
  return `${mailStateWords(state)}, ${exact(at)}${reason === null ? "" : `: ${reason}`}`;
}

function stateWords(recovery: Recovery, exact: (at: string) => string): string {
  const { passwordSetAt, openedAt, signedInAt, endedAt, state } = recovery;
  const ended = passwordSetAt ?? endedAt;
  const reached = [
    openedAt !== null && `page opened ${exact(openedAt)}`,
    signedInAt !== null && `signed in ${exact(signedInAt)}`,
  ].filter((part) => part !== false);
  const outcome =
    ended === null || state === "expired"
      ? outcomeWords(recovery)
      : `${outcomeWords(recovery)}, ${exact(ended)}`;
  return reached.length === 0 ? outcome : `${outcome} (${reached.join(", ")})`;
}
