import { administratorType } from "@latchkey/contract/permissions.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Tx } from "../db/transaction.ts";
import type { UserRow } from "../accounts/user-row.ts";

/**
 * Throws `last-administrator` when this user is the last active System Administrator, whom nobody may deactivate, demote or
 * delete. `pointer` names the field that would do it.
 */
export async function keepAnAdministrator(tx: Tx, user: UserRow, pointer?: string): Promise<void> {
  if (user.type !== administratorType || user.deactivatedAt !== null) return;
  const another = await tx
    .selectFrom("users")
    .select("id")
    .where("type", "=", administratorType)
    .where("deactivatedAt", "is", null)
    .where("id", "<>", user.id)
    .executeTakeFirst();
  if (another !== undefined) return;
  const message = "This is the last active System Administrator. Make another one first.";
  throw new ProblemError(
    "last-administrator",
    pointer === undefined ? {} : { errors: [{ pointer, message }] },
  );
}
