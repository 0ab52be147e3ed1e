import { isCommonPassword } from "@latchkey/contract/common-passwords.ts";
import { brokenPasswordRules, ownWordsOf } from "@latchkey/contract/password-policy.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { turnOf } from "../accounts/turn-of.ts";
import type { UserRow } from "../accounts/user-row.ts";
import type { Ctx, System } from "../ctx.ts";
import { asCompared, type StoredPassword } from "./typed-as-made.ts";

/** Whose words a password must not be. */
type Owner = Pick<UserRow, "userName" | "firstName" | "lastName" | "email">;

/** Throws `password-refused` with every rule that a password chosen by the user breaks (NIST SP 800-63B-4, 3.1.1.2). */
export function checkNewPassword(
  { installation }: Pick<System, "installation">,
  owner: Owner,
  newPassword: string,
  isUnchanged: boolean,
): void {
  const ownWords = ownWordsOf({ ...owner, productName: installation.productName });
  const rules = brokenPasswordRules(newPassword, { ownWords, isCommon: isCommonPassword });
  if (isUnchanged) rules.push("unchanged");
  if (rules.length > 0) throw new ProblemError("password-refused", { rules });
}

/**
 * Checks and hashes a password that takes the place of one that is not known here. It costs the same work however it ends.
 * Throws what `checkNewPassword` throws, and `server-busy`.
 */
export async function hashNewPassword(
  ctx: Ctx,
  owner: Owner & StoredPassword,
  newPassword: string,
): Promise<string> {
  const turn = turnOf(ctx);
  const [isUnchanged, passwordHash] = await Promise.all([
    ctx.hasher.verify(asCompared(newPassword, owner), owner.passwordHash, turn),
    ctx.hasher.hash(newPassword, turn),
  ]);
  checkNewPassword(ctx, owner, newPassword, isUnchanged);
  return passwordHash;
}
