import type { AuditActor, AuditEvent } from "@latchkey/contract/audit.ts";
import type { MailStatus } from "@latchkey/contract/mail.ts";
import type { SuggestionStanding } from "@latchkey/contract/passwords.ts";
import type { OwnPasswordChange, Recovery } from "@latchkey/contract/recoveries.ts";
import { expect } from "vitest";
import type { EarlierEvent, EarlierRecovery, EarlierStanding } from "./earlier-installation.ts";

/** What the earlier program called a recovery's way and state, in today's words. */
const ways = {
  "password-change-link": "link",
  "generated-password": "mailed-password",
  "temporary-password": "told-password",
} as const;
const states = {
  open: "open",
  pending: "pending",
  used: "finished",
  expired: "expired",
  void: "ended",
  dropped: "ended",
} as const;

type Mail = Pick<MailStatus, "state" | "reason">;
type Named = Pick<EarlierRecovery, "kind" | "state" | "voidReason" | "activatedAt" | "passwordSetAt">;

/** The ways of the earlier program that are recoveries today: a change of one's own password is none. */
const isRecovery = ({ kind }: Named) => kind !== "own-change";

function recoveryAsToday<Told extends Named>({
  kind,
  state,
  voidReason,
  activatedAt,
  passwordSetAt,
  ...same
}: Told) {
  return {
    ...same,
    way: ways[kind as keyof typeof ways],
    state: states[state],
    endReason: state === "dropped" ? ("not-accepted" as const) : voidReason,
    tookEffectAt: activatedAt,
    finishedAt: passwordSetAt,
    extendedAt: null,
    // The earlier program did not keep it.
    usedOn: null,
  };
}

/** The earlier program said of the mails of a batch that waits to be tried again that they were being sent; today they wait. */
const waitsInBatch = ({ state, reason }: Mail) => state === "sending" && reason !== null;

/** What the outbox tells of a mail, in today's words. */
export function mailAsToday<Told extends Mail>(mail: Told): Told {
  return waitsInBatch(mail) ? { ...mail, state: "queued" } : mail;
}

/** What a timeline tells of a mail: with when it is tried again, which it did not tell of batches. */
function statusAsToday(mail: MailStatus | null): MailStatus | null {
  if (mail === null || !waitsInBatch(mail)) return mail;
  return { ...mailAsToday(mail), nextAttemptAt: expect.any(String) as string };
}

/** A user's timeline in today's words: a change of one's own password is the event that it left in the audit trail. */
export function timelineAsToday(
  told: EarlierRecovery[],
  events: EarlierEvent[],
): { recoveries: Recovery[]; ownChanges: OwnPasswordChange[]; suggestions: SuggestionStanding[] } {
  const ownEvents = events.filter(
    ({ action, outcome }) => action === "password.changed" && outcome === "done",
  );
  return {
    recoveries: told
      .filter(isRecovery)
      .map((one) => ({ ...recoveryAsToday(one), mail: statusAsToday(one.mail) })),
    ownChanges: told
      .filter((one) => !isRecovery(one))
      .map(({ mail }, index) => ({
        id: ownEvents[index]!.id,
        // Written in the same transaction, some milliseconds later.
        createdAt: ownEvents[index]!.at,
        mail: statusAsToday(mail),
      })),
    // The earlier program told of none.
    suggestions: expect.any(Array) as SuggestionStanding[],
  };
}

const actions: Record<string, string> = {
  "break-glass-link.made": "emergency-link.made",
  "generated-password.activated": "generated-password.took-effect",
};
const actionAsToday = (action: string) => actions[action] ?? action;

/** A user's history in today's words, but for what changes of their own password hold beside: see `withoutLinks`. */
export function historyAsToday(events: EarlierEvent[]): AuditEvent[] {
  return events.map(({ action, actor, details, ...same }) => ({
    ...same,
    times: 1,
    lastAt: null,
    action: actionAsToday(action) as AuditEvent["action"],
    actor: actor === null ? nobodyAsToday(action, same.userAgent) : { kind: "user", ...actor },
    details: Object.fromEntries(
      Object.entries(details).map(([name, value]) => [detailAsToday(name, same.outcome), value]),
    ),
  }));
}

function detailAsToday(name: string, outcome: EarlierEvent["outcome"]): string {
  if (outcome === "refused") return name === "reason" ? "problem" : name;
  return name === "linkId" ? "recoveryId" : name;
}

/** Who acted where the earlier program named nobody: whoever asked over the network is a stranger. */
function nobodyAsToday(action: string, userAgent: string | null): AuditActor {
  if (userAgent !== null) return { kind: "stranger" };
  if (action === "setup.completed") return { kind: "operator", command: "start" };
  if (action === "break-glass-link.made") return { kind: "operator", command: "reset-admin" };
  return { kind: "worker" };
}

/** A history of today without what ties a change of one's own password to its mail and to what led to it: no page shows it. */
export function withoutLinks(events: AuditEvent[]): AuditEvent[] {
  return events.map((event) => {
    if (event.action !== "password.changed") return event;
    const { messageId: _messageId, follows: _follows, ...details } = event.details;
    return { ...event, details };
  });
}

/** How it stood after a change of the address: today the temporary password that had been mailed to the one before ends, too. */
export function movedAsToday({ access, recoveries, ...same }: EarlierStanding): EarlierStanding {
  const hasMailed = ({ state, activatedAt, mail }: (typeof recoveries)[number]) =>
    state === "open" && activatedAt !== null && mail !== null;
  if (!recoveries.some(hasMailed)) return { access, recoveries, ...same };
  const endedAt = "2100-01-01T00:00:00.000Z";
  const nothing = { hasPassword: false, temporaryPasswordUntil: null, openSessions: 0 };
  return {
    ...same,
    access: { ...access, ...nothing },
    recoveries: recoveries.map((one) =>
      hasMailed(one) ? { ...one, state: "void", voidReason: "address-changed", endedAt } : one,
    ),
  };
}

/** How it stood with a user after an act, in today's words; their own changes of password are counted only. */
export function standingAsToday({ access, recoveries, newest }: EarlierStanding) {
  return {
    access,
    recoveries: recoveries
      .filter(isRecovery)
      .map((one) => ({ ...recoveryAsToday(one), mail: one.mail && mailAsToday(one.mail) })),
    ownChanges: recoveries.filter((one) => !isRecovery(one)).length,
    newest: newest.map((event) => {
      const [action, outcome] = event.split(" ");
      return eventInShort({ action: actionAsToday(action!), outcome: outcome! });
    }),
  };
}

/** An event as `action outcome`. A refused revocation had a name for each way; now it has one for all. */
export function eventInShort({ action, outcome }: { action: string; outcome: string }): string {
  const isRevocation = outcome === "refused" && action.endsWith(".revoked");
  return `${isRevocation ? "recovery.revoked" : action} ${outcome}`;
}
