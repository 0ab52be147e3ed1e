import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Tx } from "../db/transaction.ts";
import { endSessions } from "../sessions/session-store.ts";
import type { Moment } from "../ports/clock.ts";
import type { UserRow } from "../accounts/user-row.ts";

type Holder = Pick<UserRow, "id" | "passwordVersion" | "temporaryPasswordExpiresAt">;

/** The recovery that the user's present temporary password came from. */
type Source = { table: "generatedPasswords" | "passwordSuggestions"; id: string };

/** Notes the first sign-in with the user's present temporary password on the recovery that it came from. */
export async function noteTemporarySignIn(tx: Tx, now: Moment, holder: Holder): Promise<void> {
  const source = await findSource(tx, holder);
  if (source === null) return;
  await tx
    .updateTable(source.table)
    .set({ signedInAt: now })
    .where("id", "=", source.id)
    .where("signedInAt", "is", null)
    .execute();
}

/**
 * Notes that the user chose a password of their own in place of the present temporary one. Returns the recovery's id, or
 * null when nothing tells where the temporary password came from.
 */
export async function noteTemporaryReplaced(tx: Tx, now: Moment, holder: Holder): Promise<string | null> {
  const source = await findSource(tx, holder);
  if (source === null) return null;
  await tx.updateTable(source.table).set({ replacedAt: now }).where("id", "=", source.id).execute();
  return source.id;
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
    .updateTable("generatedPasswords")
    .set({ replacesVersion: nextVersion })
    .where("userId", "=", seen.id)
    .where("promotedAt", "is", null)
    .where("droppedAt", "is", null)
    .where("voidedAt", "is", null)
    .execute();
  return endSessions(tx, now, { userId: seen.id });
}

async function findSource(tx: Tx, holder: Holder): Promise<Source | null> {
  if (holder.temporaryPasswordExpiresAt === null) return null;
  const saved = await tx
    .selectFrom("passwordSuggestions")
    .select("id")
    .where("userId", "=", holder.id)
    .where("becameVersion", "=", holder.passwordVersion)
    .where("voidedAt", "is", null)
    .executeTakeFirst();
  if (saved !== undefined) return { table: "passwordSuggestions", id: saved.id };
  const generated = await tx
    .selectFrom("generatedPasswords")
    .select("id")
    .where("userId", "=", holder.id)
    .where("promotedAt", "is not", null)
    .where("voidedAt", "is", null)
    .where("replacedAt", "is", null)
    .where("expiresAt", "=", holder.temporaryPasswordExpiresAt)
    .orderBy("id", "desc")
    .executeTakeFirst();
  return generated === undefined ? null : { table: "generatedPasswords", id: generated.id };
}
