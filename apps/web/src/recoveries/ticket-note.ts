import {
  callerVerificationNames,
  type OwnPasswordChange,
  type Recovery,
} from "@latchkey/contract/recoveries.ts";
import { mailStateWords } from "../mail/mail-step.ts";
import { isCopied, outcomeWords, recoveryName } from "./recovery-steps.ts";

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
  const { createdAt, createdBy, askedBy, extendedAt, expiresAt, note, auditEventId } = recovery;
  const facts: [string, string | null][] = [
    ["User", `${user.name} (${user.userName})`],
    ["What", recoveryName(recovery)],
    ["Made", `${exact(createdAt)} by ${createdBy ?? askers[askedBy]}`],
    ["Channel", channelWords(recovery)],
    ["Mail", mailWords(recovery, exact)],
    ["Extended", extendedAt === null ? null : exact(extendedAt)],
    ["Expires", exact(expiresAt)],
    ["State", stateWords(recovery, exact)],
    ["Caller verified", note?.verifiedBy ? callerVerificationNames[note.verifiedBy] : null],
    ["Reason", note?.reason ?? null],
    ["Ticket", note?.ticket ?? null],
    ["Audit event", auditEventId],
  ];
  return lines(facts);
}

/** As `ticketNote`, of a change that the user made themselves. */
export function ownChangeNote(
  { createdAt }: OwnPasswordChange,
  user: RecoveredUser,
  exact: (at: string) => string,
): string {
  return lines([
    ["User", `${user.name} (${user.userName})`],
    ["What", "Change Password"],
    ["Made", `${exact(createdAt)} by the user`],
    ["Channel", "Profile page"],
    ["State", `Password changed, ${exact(createdAt)}`],
  ]);
}

function lines(facts: readonly [string, string | null][]): string {
  return facts
    .filter(([, told]) => told !== null)
    .map(([what, told]) => `${what}: ${told}`)
    .join("\n");
}

function channelWords(recovery: Recovery): string {
  const { way, mail } = recovery;
  if (mail !== null) return `Mail to ${mail.to}`;
  const channels: Record<Recovery["way"], string> = {
    link: isCopied(recovery) ? "Link handed over by the administrator" : "Link without a mail",
    "mailed-password": "Mail",
    "told-password": "Told by the administrator",
  };
  return channels[way];
}

function mailWords({ mail }: Recovery, exact: (at: string) => string): string | null {
  if (mail === null) return null;
  const { state, reason, at } = mail.history.at(-1) ?? mail;
  return `${mailStateWords(state)}, ${exact(at)}${reason === null ? "" : `: ${reason}`}`;
}

function stateWords(recovery: Recovery, exact: (at: string) => string): string {
  const { openedAt, signedInAt, usedOn, endedAt: ended, state } = recovery;
  const by = usedOn === null ? "" : ` with ${usedOn}`;
  const reached = [
    openedAt !== null && `page opened ${exact(openedAt)}${by}`,
    signedInAt !== null && `signed in ${exact(signedInAt)}${by}`,
  ].filter((part) => part !== false);
  const outcome =
    ended === null || state === "expired"
      ? outcomeWords(recovery)
      : `${outcomeWords(recovery)}, ${exact(ended)}`;
  return reached.length === 0 ? outcome : `${outcome} (${reached.join(", ")})`;
}
