import type { Recovery } from "@latchkey/contract/passwords.ts";
import type { StepState } from "@latchkey/ui/timeline.tsx";
import { mailStep } from "../mail/mail-step.ts";

/** One line of a timeline: when it happened, if it did, and a quieter line that may end in a moment. */
export type RecoveryStep = {
  state: StepState;
  words: string;
  at: string | null;
  note?: string;
  noteMoment?: { lead: string; at: string };
};

const nouns: Record<Recovery["kind"], string> = {
  "password-change-link": "Password change link",
  "generated-password": "Generated password",
  "temporary-password": "Temporary password",
  "own-change": "Change Password",
};

/** What a recovery is called, beginning with a capital. */
export const recoveryName = (recovery: Recovery): string => nouns[recovery.kind];

const voidWords: Record<NonNullable<Recovery["voidReason"]>, string> = {
  replaced: "Replaced by a newer one",
  revoked: "Revoked",
  "address-changed": "Ended because the email address changed",
  deactivated: "Ended because the user was deactivated",
  "password-changed": "Ended because the password was changed",
  restored: "Ended because the database was put back from a backup",
  stopped: "Stopped: the user said “this wasn't me”",
};

/** What became of a recovery in a few words, for the closed line of an older one. */
export function outcomeWords(recovery: Recovery): string {
  switch (recovery.state) {
    case "open":
      return "Open";
    case "pending":
      return "Waiting for the mail";
    case "used":
      return "New password set";
    case "expired":
      return "Expired";
    case "dropped":
      return "Never took effect";
    case "void":
      return recovery.voidReason === null ? "Ended" : voidWords[recovery.voidReason];
  }
}

/** Whether something about a recovery is about to change by itself, so that a look every few seconds is worth it. */
export function isInFlight(recovery: Recovery): boolean {
  return (
    recovery.state === "pending" || recovery.mail?.state === "queued" || recovery.mail?.state === "sending"
  );
}

/** The timeline of a recovery: made, mailed, and how it ended or what it waits for. */
export function recoverySteps(recovery: Recovery): RecoveryStep[] {
  const steps: RecoveryStep[] = [madeStep(recovery)];
  if (recovery.mail !== null) steps.push(mailStep(recovery.mail));
  steps.push(...endSteps(recovery));
  return steps;
}

const linkWords: Record<Recovery["askedBy"], string> = {
  administrator: "Link issued",
  user: "Link asked for by the user",
  operator: "Emergency link made",
};

/** On whose wish a recovery was made, for the closed line of an older one; null when nobody can tell any more. */
export function askerWords({ askedBy, createdBy }: Recovery): string | null {
  if (askedBy === "user") return "asked for by the user";
  if (askedBy === "operator") return "by the operator, on the server";
  return createdBy === null ? null : `by ${createdBy}`;
}

function madeStep(recovery: Recovery): RecoveryStep {
  const { kind, askedBy, createdBy, createdAt: at } = recovery;
  const made: Record<Recovery["kind"], string> = {
    "password-change-link": linkWords[askedBy],
    "generated-password": "Password generated",
    "temporary-password": "Temporary password saved",
    "own-change": "Password changed by the user",
  };
  const by = createdBy === null ? "" : ` by ${createdBy}`;
  return { state: "done", words: made[kind] + by, at, ...madeNote(recovery) };
}

function madeNote({ kind, askedBy, mail }: Recovery): Pick<RecoveryStep, "note"> {
  const notes = [
    askedBy === "operator" && "By the operator, on the server",
    mail !== null && `to ${mail.to}`,
    mail === null && kind === "temporary-password" && "Shown to the administrator, not mailed",
  ].filter((note) => note !== false);
  return notes.length === 0 ? {} : { note: notes.join(" · ") };
}

function endSteps(recovery: Recovery): RecoveryStep[] {
  const { state, endedAt: at, expiresAt, voidReason, kind } = recovery;
  const isLink = kind === "password-change-link";
  switch (state) {
    case "open":
      return [
        {
          state: "wait",
          words: "New password set",
          at: null,
          noteMoment: { lead: isLink ? "Link ends" : "Temporary password ends", at: expiresAt },
        },
      ];
    case "pending":
      return [
        {
          state: "wait",
          words: "New password takes effect",
          at: null,
          note: "When the mail service accepts the mail; the current password works until then",
        },
      ];
    case "used":
      return [{ state: "done", words: "New password set", at }];
    case "expired":
      return [
        { state: "end", words: isLink ? "Link expired unused" : "Expired unused", at: at ?? expiresAt },
      ];
    case "dropped":
      return [{ state: "bad", words: "Never took effect", at, note: "The password from before still works" }];
    case "void":
      return [{ state: "end", words: voidReason === null ? "Ended" : voidWords[voidReason], at }];
  }
}
