import { ProblemError } from "@latchkey/contract/problem.ts";
import { signedIn, type Ctx, type System } from "../ctx.ts";
import { erasedAtOnce } from "../db/erased-at-once.ts";
import { transact, type Tx } from "../db/transaction.ts";
import { addMinutes } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { newToken } from "../ports/random.ts";

/** So long can a preview be looked at. */
export const previewMinutes = 10;

/** So many are kept for one administrator; the oldest go first. */
const mostOfOwner = 20;

/** Keeps the HTML part of a preview, sealed, for the asking administrator. Returns a name that nobody can guess. */
export async function keepPreview(ctx: Ctx, html: string): Promise<string> {
  const name = newToken(ctx.random);
  const id = hashToken(name);
  const ownerId = signedIn(ctx).userId;
  const sealed = ctx.sealer.seal(html, id);
  await transact(ctx, async (tx) => {
    const now = ctx.clock.now();
    await tx
      .insertInto("templatePreviews")
      .values({ id, ownerId, sealed, createdAt: now, expiresAt: addMinutes(now, previewMinutes) })
      .execute();
    await tx
      .deleteFrom("templatePreviews")
      .where("id", "in", (eb) =>
        eb
          .selectFrom("templatePreviews")
          .select("id")
          .where("ownerId", "=", ownerId)
          .where("id", "!=", id)
          .orderBy("createdAt", "desc")
          // Else SQLite takes no offset.
          .limit(erasedAtOnce)
          .offset(mostOfOwner - 1),
      )
      .execute();
  });
  return name;
}

/** The HTML part of a preview of the asking administrator's. Throws `not-found`. */
export async function findPreview(ctx: Ctx, name: string): Promise<string> {
  const id = hashToken(name);
  const kept = await ctx.db
    .selectFrom("templatePreviews")
    .select("sealed")
    .where("id", "=", id)
    .where("ownerId", "=", signedIn(ctx).userId)
    .where("expiresAt", ">", ctx.clock.now())
    .executeTakeFirst();
  // Its key may have been changed since.
  if (kept === undefined || ctx.sealer.keyOf(kept.sealed, id) === null) throw new ProblemError("not-found");
  return ctx.sealer.open(kept.sealed, id);
}

/** Erases previews that nobody can look at any more. Returns how many, at most a batch. */
export async function eraseExpiredPreviews(system: System, tx: Tx): Promise<number> {
  const erased = await tx
    .deleteFrom("templatePreviews")
    .where("id", "in", (eb) =>
      eb
        .selectFrom("templatePreviews")
        .select("id")
        .where("expiresAt", "<=", system.clock.now())
        .limit(erasedAtOnce),
    )
    .executeTakeFirst();
  return Number(erased.numDeletedRows);
}
