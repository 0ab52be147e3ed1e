import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Ctx, System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import { countDeadLink } from "../accounts/count-dead-link.ts";
import { hashToken } from "../ports/hasher.ts";
import { readUser, type UserRow } from "../accounts/user-row.ts";
import type { RecoveryRow } from "./recovery-row.ts";

/**
 * Finds the open link of a token, and its user, without consuming it.
 * Throws `link-unknown`, `link-used`, `link-expired`, `link-replaced` or `link-revoked`.
 */
export async function findOpenLink(
  ctx: Ctx,
  db: System["db"] | Tx,
  token: string,
): Promise<{ link: RecoveryRow; user: UserRow }> {
  const link = await db
    .selectFrom("recoveries")
    .selectAll()
    .where("tokenHash", "=", hashToken(token))
    .executeTakeFirst();
  if (link === undefined) throw new ProblemError("link-unknown");
  ctx.subject.userId = link.userId;
  if (link.finishedAt !== null) throw new ProblemError("link-used");
  if (link.endReason === "replaced") throw new ProblemError("link-replaced");
  if (link.endedAt !== null) throw new ProblemError("link-revoked");
  if (link.expiresAt <= ctx.clock.now()) throw new ProblemError("link-expired");
  return { link, user: await readUser(db, link.userId) };
}

/** As `findOpenLink`, for a token that somebody presents; throws `too-many-attempts` beside the others. */
export function findPresentedLink(ctx: Ctx, token: string): Promise<{ link: RecoveryRow; user: UserRow }> {
  return countDeadLink(ctx, () => findOpenLink(ctx, ctx.db, token));
}
