import { ProblemError } from "@latchkey/contract/problem.ts";
import type { UserRow } from "../accounts/user-row.ts";
import type { Ctx } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { dropOvertakenSuggestions } from "../passwords/suggestion.ts";
import { endSessions } from "../sessions/session-store.ts";
import { usedOn } from "./used-on.ts";

type Holder = Pick<UserRow, "id" | "passwordVersion" | "temporaryPasswordExpiresAt">;

/** Notes the first sign-in with the user's present temporary password on the recovery that it came from. */
export async function noteTemporarySignIn(ctx: Ctx, tx: Tx, now: Moment, holder: Holder): Promise<void> {
  const id = await findSource(tx, holder);
  if (id === null) return;
  await tx
    .updateTable("recoveries")
    .set({ signedInAt: now, usedOn: usedOn(ctx) })
    .where("id", "=", id)
    .where("signedInAt", "is", null)
    .execute();
}

/**
 * Notes that the user chose a password of their own in place of the present temporary one: its recovery is finished. Returns
 * the recovery's id, or null when nothing tells where the temporary password came from.
 */
export async function noteTemporaryReplaced(tx: Tx, now: Moment, holder: Holder): Promise<string | null> {
  const id = await findSource(tx, holder);
  if (id === null) return null;
  await tx.updateTable("recoveries").set({ finishedAt: now }).where("id", "=", id).execute();
  return id;
}

/**
 * Leaves the user without a password in place of the temporary one, and ends the sessions. Pending passwords stay: what is
 * pending may still replace it. Returns how many sessions ended. Throws `version-conflict` when another change came first.
 */
export async function removeTemporaryPassword(
  tx: Tx,
  now: Moment,
  seen: Pick<UserRow, "id" | "passwordVersion">,
): Promise<number> {
  const nextVersion = seen.passwordVersion + 1;
  const removed = await tx
    .updateTable("users")
    .set({
      passwordHash: null,
      passwordVersion: nextVersion,
      temporaryPasswordExpiresAt: null,
      passwordSetThrough: null,
    })
    .where("id", "=", seen.id)
    .where("passwordVersion", "=", seen.passwordVersion)
    .executeTakeFirst();
  if (removed.numUpdatedRows !== 1n) throw new ProblemError("version-conflict");
  await tx
    .updateTable("recoveries")
    .set({ replacesVersion: nextVersion })
    .where("userId", "=", seen.id)
    .where("way", "=", "mailed-password")
    .where("tookEffectAt", "is", null)
    .where("endedAt", "is", null)
    .execute();
  await dropOvertakenSuggestions(tx, seen.id);
  return endSessions(tx, now, { userId: seen.id });
}

async function findSource(tx: Tx, holder: Holder): Promise<string | null> {
  if (holder.temporaryPasswordExpiresAt === null) return null;
  const source = await tx
    .selectFrom("recoveries")
    .select("id")
    .where("userId", "=", holder.id)
    .where("becameVersion", "=", holder.passwordVersion)
    .where("endedAt", "is", null)
    .executeTakeFirst();
  return source?.id ?? null;
}
