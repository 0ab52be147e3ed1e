import { administratorType } from "@latchkey/contract/permissions.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { signedIn, type Ctx } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { ownCount } from "./counts.ts";
import { clearCounts, takeAttempt } from "./throttle.ts";
import { turnOf } from "./turn-of.ts";
import { readUser, type UserRow } from "./user-row.ts";

/** Proves that whoever holds the session knows its password; wrong ones count with those at Change Password. */
async function proveOwnPassword(ctx: Ctx, currentPassword: string): Promise<void> {
  const { userId } = signedIn(ctx);
  const holder = await readUser(ctx.db, userId);
  const counts = [ownCount("own password", userId)];
  await takeAttempt(ctx, counts);
  if (!(await ctx.hasher.verify(currentPassword, holder.passwordHash, turnOf(ctx))))
    throw new ProblemError("current-password-wrong");
  await transact(ctx, (tx) => clearCounts(ctx, tx, counts));
}

/**
 * The one guard of System Administrators' accounts: when one of these records, as they are or as they would become, is an
 * administrator's, whoever acts proves their own password. Throws `current-password-needed`,
 * `current-password-wrong`, `too-many-attempts` and `server-busy`.
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
