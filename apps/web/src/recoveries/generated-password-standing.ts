import type { Recovery, UserRecoveries } from "@latchkey/contract/recoveries.ts";
import { isCopied, isUnderWay } from "./recovery-steps.ts";

/** A generated password that is on screen. */
type Shown = {
  step: "suggested" | "saved";
  id: string;
  /** When it arrived or was saved, by this computer's clock, in milliseconds since 1970. */
  knownAt: number;
};

/**
 * How it stands on the server with a generated password that is on screen, by what the server said last, at `toldAt` (ms since
 * 1970): `as-shown` too when that was before it knew. `overtaken`: it can't be saved, or used, any more.
 */
export function generatedPasswordStanding(
  shown: Shown,
  { recoveries, suggestions }: UserRecoveries,
  toldAt: number,
): "as-shown" | "saved" | "ran-out" | "overtaken" {
  const recovery = recoveries.find(({ id }) => id === shown.id);
  if (recovery !== undefined) {
    if (!isUnderWay(recovery)) return "overtaken";
    return shown.step === "saved" ? "as-shown" : "saved";
  }
  const suggestion = suggestions.find(({ id }) => id === shown.id);
  if (shown.step === "suggested" && suggestion !== undefined)
    return suggestion.isExpired ? "ran-out" : "as-shown";
  return toldAt > shown.knownAt ? "overtaken" : "as-shown";
}

/** What came in between, as a sentence without its end, and when (ISO 8601). `isGoal`: the password has done its work; `isOwn`: whoever looks did it, in another tab. */
export type Overtaking = { words: string; at: string; isGoal?: true; isOwn?: true };

/**
 * What ended a generated password, from what happened to the user since it was generated; null when nothing tells.
 * What only stands in the way of Save, such as a link that was sent, does not end a password that was saved.
 */
export function whatOvertook(
  { id: own, generatedAt, wasSaved }: { id: string; generatedAt: string; wasSaved: boolean },
  { recoveries, ownChanges }: UserRecoveries,
): Overtaking | null {
  const happened = recoveries.flatMap((recovery) => [
    ...(recovery.id === own ? ownEndings(recovery) : [...endings(recovery), ...changes(recovery)]),
    ...(wasSaved ? [] : beginnings(recovery)),
  ]);
  const changed = ownChanges.map(({ createdAt }) => said("The user changed their password", createdAt));
  return (
    [...happened, ...changed]
      .filter(({ at }) => at >= generatedAt)
      .toSorted((one, other) => (one.at < other.at ? -1 : 1))
      .at(-1) ?? null
  );
}

/** Ends of a recovery that say something of the others too. */
function endings({ state, endReason, endedAt }: Recovery): Overtaking[] {
  if (state === "finished") return [said("The user chose a new password", endedAt)];
  if (endReason === "stopped") return [said("The user said “this wasn't me”", endedAt)];
  if (endReason === "deactivated") return [said("The user was deactivated", endedAt)];
  return [];
}

function ownEndings({ state, endReason, endedAt, expiresAt }: Recovery): Overtaking[] {
  if (state === "finished") return [{ ...said("The user chose a new password", endedAt), isGoal: true }];
  if (state === "expired") return [said("It expired", expiresAt)];
  if (endReason === "stopped") return [said("The user said “this wasn't me”", endedAt)];
  if (endReason === "deactivated") return [said("The user was deactivated", endedAt)];
  if (endReason === "revoked") return [said("It was revoked", endedAt)];
  if (endReason === "address-changed") return [said("The user's address was changed", endedAt)];
  if (endReason === "restored") return [said("The database was put back from a backup", endedAt)];
  return [];
}

function changes({ way, createdBy, createdAt, tookEffectAt }: Recovery): Overtaking[] {
  const who = createdBy ?? "An administrator";
  if (way === "told-password") return [said(`${who} saved another temporary password`, createdAt)];
  if (way === "mailed-password" && tookEffectAt !== null)
    return [said(`${who} generated a new password, which was mailed`, tookEffectAt)];
  return [];
}

function beginnings(recovery: Recovery): Overtaking[] {
  const { way, askedBy, createdBy, createdAt } = recovery;
  const who = createdBy ?? "An administrator";
  if (way === "mailed-password") return [said(`${who} generated a new password, to be mailed`, createdAt)];
  if (way !== "link" || askedBy === "user") return [];
  if (askedBy === "operator") return [said("An emergency link was made on the server", createdAt)];
  return [said(`${who} ${isCopied(recovery) ? "copied" : "sent"} a password change link`, createdAt)];
}

const said = (words: string, at: string | null): Overtaking => ({ words, at: at ?? "" });
