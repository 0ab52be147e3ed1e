import {
  callerVerificationNames,
  type EndReason,
  type Recovery,
  type RecoveryNote,
} from "@latchkey/contract/recoveries.ts";
import type { StepState } from "@latchkey/ui/timeline.tsx";
import { mailStates } from "../mail/mail-states.ts";
import { mailSteps, mailStepsAhead } from "../mail/mail-step.ts";

/** One line of a timeline: when it happened, if it did, and quieter lines, the first of which may end in a moment. */
export type RecoveryStep = {
  /** The same from when the step lies ahead until it is done. */
  key: string;
  state: StepState;
  words: string;
  at: string | null;
  note?: string;
  noteMoment?: { lead: string; at: string };
  /** Why it was done, in the administrator's words. */
  reason?: string;
};

const nouns: Record<Recovery["way"], string> = {
  link: "Password change link",
  "mailed-password": "Generated password",
  "told-password": "Temporary password",
};

/** What a recovery is called, beginning with a capital. */
export const recoveryName = (recovery: Recovery): string => nouns[recovery.way];

const endWords: Record<EndReason, string> = {
  replaced: "Replaced by a newer one",
  revoked: "Revoked",
  "address-changed": "Ended because the email address changed",
  deactivated: "Ended because the user was deactivated",
  "password-changed": "Ended because the password was changed",
  restored: "Ended because the database was put back from a backup",
  "clock-set-back": "Ended because the server's clock was set back",
  stopped: "Stopped: the user said “this wasn't me”",
  "not-accepted": "Never took effect",
};

/** What became of a recovery in a few words. */
export function outcomeWords(recovery: Recovery): string {
  switch (recovery.state) {
    case "open":
      return "Open";
    case "pending":
      return "Waiting for the mail";
    case "finished":
      return newPasswordWords.done;
    case "expired":
      return "Expired";
    case "ended":
      return recovery.endReason === null ? "Ended" : endWords[recovery.endReason];
  }
}

/** Whether a recovery can still be used, or is about to be: it can be revoked. */
export function isUnderWay(recovery: Recovery): boolean {
  return recovery.state === "open" || recovery.state === "pending";
}

/**
 * The timeline of a recovery: made, mailed, opened or signed in with, and how it ended or what it waits for. `webhooks`:
 * the mail service tells what becomes of a mail that it accepted.
 */
export function recoverySteps(recovery: Recovery, { webhooks }: { webhooks: boolean }): RecoveryStep[] {
  const progress = [...progressSteps(recovery), ...endSteps(recovery)];
  return withExtension(recovery, [
    madeStep(recovery),
    ...wayOfTheMail(recovery, webhooks, progress),
    ...progress,
  ]);
}

/** With the line that a link was extended, after what had happened by then. */
function withExtension({ extendedAt: at }: Recovery, steps: RecoveryStep[]): RecoveryStep[] {
  if (at === null) return steps;
  const after = steps.findLastIndex((step) => step.at !== null && step.at <= at);
  return steps.toSpliced(after + 1, 0, { key: "extended", state: "done", words: "Link extended", at });
}

/** Whether a link was handed over by an administrator, without a mail. */
export function isCopied({ way, askedBy, mail }: Recovery): boolean {
  return way === "link" && askedBy === "administrator" && mail === null;
}

const linkWords: Record<Recovery["askedBy"], string> = {
  administrator: "Link sent",
  user: "Link asked for by the user",
  operator: "Emergency link made",
};

const beginnings: Record<Recovery["way"], string> = {
  link: "Sent",
  "mailed-password": "Generated",
  "told-password": "Saved",
};

/**
 * Who did what to begin a recovery, and what became of it, in one line. A name alone beside an outcome would read as if its
 * bearer had brought that about: that an administrator had set the password.
 */
export function closedWords(recovery: Recovery): string {
  const { way, askedBy, createdBy, state } = recovery;
  const beginning = isCopied(recovery) ? "Copied" : beginnings[way];
  const askers: Record<Recovery["askedBy"], string | null> = {
    user: "Asked for by the user",
    operator: "Made by the operator, on the server",
    // Nobody can tell any more.
    administrator: createdBy === null ? null : `${beginning} by ${createdBy}`,
  };
  const outcome = state === "finished" ? `${outcomeWords(recovery)} by the user` : outcomeWords(recovery);
  return [askers[askedBy], outcome].filter((words) => words !== null).join(" · ");
}

/** Why an administrator did it, and who it was that called, in one line; empty when nothing was noted. */
export function reasonWords(note: RecoveryNote | null): string {
  if (note === null) return "";
  const { reason, ticket, verifiedBy } = note;
  return [
    reason !== null && `“${reason}”`,
    ticket,
    verifiedBy !== null && `Caller verified: ${lowerFirst(callerVerificationNames[verifiedBy])}`,
  ]
    .filter((part) => typeof part === "string")
    .join(" · ");
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function madeStep(recovery: Recovery): RecoveryStep {
  const { way, askedBy, createdBy, createdAt: at, note } = recovery;
  const words: Record<Recovery["way"], string> = {
    link: isCopied(recovery) ? "Link copied" : linkWords[askedBy],
    "mailed-password": "Password generated",
    "told-password": "Temporary password saved",
  };
  const by = createdBy === null ? "" : ` by ${createdBy}`;
  const reason = reasonWords(note);
  return {
    key: "made",
    state: "done",
    words: words[way] + by,
    at,
    ...madeNote(recovery),
    ...(reason !== "" && { reason }),
  };
}

function madeNote(recovery: Recovery): Pick<RecoveryStep, "note"> {
  const { way, askedBy, mail } = recovery;
  const notes = [
    isCopied(recovery) && "Handed over by the administrator, not mailed",
    askedBy === "operator" && "By the operator, on the server",
    mail !== null && `to ${mail.to}`,
    mail === null && way === "told-password" && "Shown to the administrator, not mailed",
  ].filter((note) => note !== false);
  return notes.length === 0 ? {} : { note: notes.join(" · ") };
}

/** What became of the mail, and, while nothing has come of it yet, what is still to come. */
function wayOfTheMail(recovery: Recovery, webhooks: boolean, progress: RecoveryStep[]): RecoveryStep[] {
  const { mail, state } = recovery;
  if (mail === null) return [];
  const isBehind = !isUnderWay(recovery) || progress.some((step) => step.state === "done");
  const way: RecoveryStep[] = mailSteps(mail).map((step) =>
    step.key === "accepted" ? accepted(step) : step,
  );
  if (isBehind) return way;
  const ahead = mailStepsAhead(mail, webhooks);
  return [...way, ...(state === "pending" ? ahead.map(takesEffect) : ahead)];

  function accepted(step: RecoveryStep): RecoveryStep {
    const notes = [
      recovery.way === "mailed-password" && recovery.tookEffectAt !== null && "The new password took effect",
      !webhooks && mail?.state === "accepted" && "Latchkey is not told what happens after this",
    ].filter((note) => note !== false);
    return notes.length === 0 ? step : { ...step, note: [step.note, ...notes].filter(Boolean).join(" · ") };
  }
}

/** A generated password is the user's from the moment that its mail is accepted. */
function takesEffect(step: RecoveryStep): RecoveryStep {
  if (step.key !== "accepted") return step;
  return {
    ...step,
    words: "New password takes effect",
    note: "When the mail service accepts the mail; the current password works until then",
  };
}

/** A step done and the same step to come: neither says what the other says, so that a script that waits is not told too soon. */
const pageWords = { done: "Page opened", wait: "The user opens the page" };

/** As `pageWords`, of the sign-in with a temporary password. */
export const signInWords = { done: "Signed in", wait: "The user signs in" };

/** As `pageWords`, of the end that every recovery is for. */
export const newPasswordWords = { done: "New password set", wait: "The user sets a new password" };

/** Whether the user is on the way: opened the page, signed in. What is still awaited only while the mail may arrive. */
function progressSteps(recovery: Recovery): RecoveryStep[] {
  const { way, openedAt, signedInAt, usedOn, mail } = recovery;
  const isLink = way === "link";
  const at = isLink ? openedAt : signedInAt;
  const { done, wait } = isLink ? pageWords : signInWords;
  const on = usedOn === null ? {} : { note: usedOn };
  if (at !== null) return [{ key: "in", state: "done", words: done, at, ...on }];
  return isUnderWay(recovery) && !isLost(mail) ? [{ key: "in", state: "wait", words: wait, at }] : [];
}

/** Whether nobody will read the mail. */
function isLost(mail: Recovery["mail"]): boolean {
  return mail !== null && mailStates[mail.state].isLost;
}

function endSteps(recovery: Recovery): RecoveryStep[] {
  const { state, endedAt, expiresAt, endReason, way } = recovery;
  const isLink = way === "link";
  const key = "end";
  switch (state) {
    case "open":
    case "pending":
      return [
        {
          key,
          state: "wait",
          words: newPasswordWords.wait,
          at: null,
          noteMoment: { lead: isLink ? "Link ends" : "Temporary password ends", at: expiresAt },
        },
      ];
    case "finished":
      return [{ key, state: "done", words: newPasswordWords.done, at: endedAt }];
    case "expired":
      return [{ key, state: "end", words: isLink ? "Link expired unused" : "Expired unused", at: expiresAt }];
    case "ended":
      return [
        {
          key,
          state: endReason === "stopped" || endReason === "not-accepted" ? "bad" : "end",
          words: outcomeWords(recovery),
          at: endedAt,
          ...(endReason === "not-accepted" && { note: "The password did not change" }),
        },
      ];
  }
}
