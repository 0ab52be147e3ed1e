import { isCommonPassword } from "@latchkey/contract/common-passwords.ts";
import { brokenPasswordRules, ownWordsOf } from "@latchkey/contract/password-policy.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { System } from "../ctx.ts";
import type { UserRow } from "../accounts/user-row.ts";

/** Throws `password-refused` with every rule that a password chosen by the user breaks (NIST SP 800-63B-4, 3.1.1.2). */
export async function checkNewPassword(
  system: System,
  owner: Pick<UserRow, "userName" | "firstName" | "lastName" | "email" | "passwordHash">,
  newPassword: string,
): Promise<void> {
  const ownWords = ownWordsOf({ ...owner, productName: system.installation.productName });
  const rules = brokenPasswordRules(newPassword, { ownWords, isCommon: isCommonPassword });
  const unchanged =
    owner.passwordHash !== null && (await system.hasher.verify(newPassword, owner.passwordHash));
  if (unchanged) rules.push("unchanged");
  if (rules.length > 0) throw new ProblemError("password-refused", { rules });
}
