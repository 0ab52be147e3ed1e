import { administratorType } from "@latchkey/contract/permissions.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { signedIn, type Ctx } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { ownPasswordCount } from "./counts.ts";
import { clearCounts, takeAttempt } from "./throttle.ts";
import { turnOf } from "./turn-of.ts";
import { readUser, type UserRow } from "./user-row.ts";

/** Proves that whoever holds the session knows its password; wrong ones count with those at Change Password. */
async function proveOwnPassword(ctx: Ctx, currentPassword: string): Promise<void> {
  const { userId } = signedIn(ctx);
  const holder = await readUser(ctx.db, userId);
  const counts = [ownPasswordCount(userId)];
  const { isStopped } = await takeAttempt(ctx, counts);
  const isRight = await ctx.hasher.verify(currentPassword, holder.passwordHash, turnOf(ctx));
  if (isStopped) throw new ProblemError("sign-in-stopped");
  if (!isRight) throw new ProblemError("current-password-wrong");
  await transact(ctx, (tx) => clearCounts(ctx, tx, counts));
}

/**
 * The one guard of System Administrators' accounts: when one of these records, as they are or as they would become, is an
 * administrator's, whoever acts proves their own password. Throws `current-password-needed`,
 * `current-password-wrong`, `sign-in-stopped`, `too-many-attempts` and `server-busy`.
 */
export async function guardAdministrators(
  ctx: Ctx,
  records: readonly Pick<UserRow, "type">[],
  currentPassword: string | undefined,
): Promise<void> {
  if (records.every(({ type }) => type !== administratorType)) return;
  if (currentPassword === undefined) throw new ProblemError("current-password-needed");
  await proveOwnPassword(ctx, currentPassword);
}
