import { ProblemError } from "@latchkey/contract/problem.ts";
import { countsOfNames, ownPasswordCount } from "../accounts/counts.ts";
import { clearCounts } from "../accounts/throttle.ts";
import type { UserRow } from "../accounts/user-row.ts";
import type { System } from "../ctx.ts";
import { askedOften, type Later } from "../db/asked-often.ts";
import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { dropOvertakenSuggestions } from "../passwords/suggestion.ts";
import { endSessions } from "../sessions/session-store.ts";
import { endRecoveries } from "./end-recoveries.ts";

/** The password that takes the place of the present one. */
type NewPassword = {
  passwordHash: string;
  /** Until when it can be used, if it is a temporary one. */
  temporaryUntil: Moment | null;
  /** The recovery or own change through which its holder chose it; null when they did not, or nothing tells through which. */
  setThrough: string | null;
  /** Its holder chose it through a recovery that somebody else answers for: that they stopped one before matters no longer. */
  endsStop?: true;
  /** The open recoveries that stay as they are, while all others end. */
  keepIds?: readonly string[];
};

type Change = Pick<NewPassword, "passwordHash" | "temporaryUntil" | "setThrough"> & {
  id: string;
  seenVersion: number;
};

const changing = (endsStop: boolean) =>
  askedOften((db, later: Later<Change>) =>
    db
      .updateTable("users")
      .set({
        passwordHash: later(({ passwordHash }) => passwordHash),
        passwordVersion: later(({ seenVersion }) => seenVersion + 1),
        temporaryPasswordExpiresAt: later(({ temporaryUntil }) => temporaryUntil),
        passwordSetThrough: later(({ setThrough }) => setThrough),
        ...(endsStop && { recoveryStoppedAt: null, selfServiceBlockedUntil: null }),
      })
      .where(
        "id",
        "=",
        later(({ id }) => id),
      )
      .where(
        "passwordVersion",
        "=",
        later(({ seenVersion }) => seenVersion),
      )
      .returning("id"),
  );
const [change, changeAndEndStop] = [changing(false), changing(true)];

/**
 * The one way in which a password changes: only if it is still the one that was seen, ending every session, every
 * recovery that is still open and every proposal of another, and clearing the throttles of sign-in. Returns how many sessions ended.
 * Throws `version-conflict` when another change came first.
 */
export async function replacePassword(
  system: System,
  tx: Tx,
  seen: Pick<UserRow, "id" | "passwordVersion" | "userNameKey" | "emailKey">,
  next: NewPassword,
): Promise<number> {
  const now = system.clock.now();
  const write = next.endsStop === true ? changeAndEndStop : change;
  const changed = await write(tx, { ...next, id: seen.id, seenVersion: seen.passwordVersion });
  if (changed.length !== 1) throw new ProblemError("version-conflict");

  await clearCounts(system, tx, [...countsOfNames(seen), ownPasswordCount(seen.id)]);
  await dropOvertakenSuggestions(tx, seen.id);
  await endRecoveries(tx, now, { userId: seen.id, exceptIds: next.keepIds ?? [] }, "password-changed");
  return endSessions(tx, now, { userId: seen.id });
}
