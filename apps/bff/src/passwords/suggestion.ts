import type { SuggestionStanding } from "@latchkey/contract/passwords.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { signedIn, type Ctx, type System } from "../ctx.ts";
import { askedOften, type Later } from "../db/asked-often.ts";
import { erasedAtOnce } from "../db/erased-at-once.ts";
import type { Tx } from "../db/transaction.ts";
import { addMinutes } from "../ports/clock.ts";

/** Whoever saves too late is told so for this long; then the suggestion is forgotten. */
export const toldLateMinutes = 24 * 60;

/** The text of a suggestion that the asking administrator generated for this user; null when it can't be used any more. */
export async function openSuggestion(ctx: Ctx, id: string, userId: string): Promise<string | null> {
  const suggestion = await ctx.db
    .selectFrom("passwordSuggestions")
    .select("sealed")
    .where("id", "=", id)
    .where("userId", "=", userId)
    .where("administratorId", "=", signedIn(ctx).userId)
    .where("expiresAt", ">", ctx.clock.now())
    .executeTakeFirst();
  // Its key may have been changed since.
  const { sealed } = suggestion ?? {};
  return sealed && ctx.sealer.keyOf(sealed, id) !== null ? ctx.sealer.open(sealed, id) : null;
}

/**
 * Consumes a suggestion that the asking administrator generated for this user: it exists once. Throws `suggestion-expired`,
 * and `suggestion-unusable` when it was used or overtaken, or is none of theirs.
 */
export async function consumeSuggestion(
  ctx: Ctx,
  tx: Tx,
  id: string,
  userId: string,
): Promise<{ passwordHash: string }> {
  const theirs = { id, userId, administratorId: signedIn(ctx).userId };
  const consumed = await tx
    .deleteFrom("passwordSuggestions")
    .where((eb) => eb.and(theirs))
    .where("expiresAt", ">", ctx.clock.now())
    .returning("passwordHash")
    .executeTakeFirst();
  if (consumed !== undefined) return consumed;
  const expired = await tx
    .selectFrom("passwordSuggestions")
    .select("id")
    .where((eb) => eb.and(theirs))
    .executeTakeFirst();
  throw new ProblemError(expired === undefined ? "suggestion-unusable" : "suggestion-expired");
}

/** How it stands with what the asking administrator generated for a user and did not save: gone are those that were overtaken. */
export async function listSuggestions(ctx: Ctx, userId: string): Promise<SuggestionStanding[]> {
  const now = ctx.clock.now();
  const theirs = await ctx.db
    .selectFrom("passwordSuggestions")
    .select(["id", "expiresAt"])
    .where("userId", "=", userId)
    .where("administratorId", "=", signedIn(ctx).userId)
    .orderBy("id")
    .execute();
  return theirs.map(({ id, expiresAt }) => ({ id, isExpired: expiresAt <= now }));
}

const dropSuggestions = askedOften((db, later: Later<string>) =>
  db.deleteFrom("passwordSuggestions").where(
    "userId",
    "=",
    later((userId) => userId),
  ),
);

/**
 * Forgets what was proposed for a user, by anybody: what stands there now is not what the proposals were made for. Nobody
 * overwrites unseen what another administrator, or the user, has done meanwhile.
 */
export async function dropOvertakenSuggestions(tx: Tx, userId: string): Promise<void> {
  await dropSuggestions(tx, userId);
}

/** Erases the texts of suggestions that nobody saved in time, and a day later the suggestions. Returns how many, at most a batch. */
export async function eraseExpiredSuggestions(system: System, tx: Tx): Promise<number> {
  const now = system.clock.now();
  await tx
    .updateTable("passwordSuggestions")
    .set({ sealed: null })
    .where("sealed", "is not", null)
    .where("expiresAt", "<=", now)
    .execute();
  const erased = await tx
    .deleteFrom("passwordSuggestions")
    .where("id", "in", (eb) =>
      eb
        .selectFrom("passwordSuggestions")
        .select("id")
        .where("expiresAt", "<=", addMinutes(now, -toldLateMinutes))
        .limit(erasedAtOnce),
    )
    .executeTakeFirst();
  return Number(erased.numDeletedRows);
}
