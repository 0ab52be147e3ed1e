import { ProblemError } from "@latchkey/contract/problem.ts";
import { mailObstacle } from "@latchkey/contract/mail-obstacle.ts";
import type { Selectable } from "kysely";
import type { AddressFault } from "@latchkey/contract/accounts.ts";
import type { System } from "../ctx.ts";
import { askedOften, type Later } from "../db/asked-often.ts";
import type { Database } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";

/** A user as the database holds it. */
export type UserRow = Selectable<Database["users"]>;

const askForUser = askedOften((db, later: Later<string>) =>
  db
    .selectFrom("users")
    .selectAll()
    .where(
      "id",
      "=",
      later((userId) => userId),
    )
    .where("deletedAt", "is", null),
);

/** Reads a user. Throws `not-found`, for a deleted one too. */
export async function readUser(db: System["db"] | Tx, userId: string): Promise<UserRow> {
  const [user] = await askForUser(db, userId);
  if (user === undefined) throw new ProblemError("not-found");
  return user;
}

/** The user's address, if mail with a link or password may go there. Throws `user-inactive`, `email-missing` or `email-invalid`. */
export function mailableAddress(user: Pick<UserRow, "deactivatedAt" | "email">): string {
  const obstacle = mailObstacle({ isActive: user.deactivatedAt === null, email: user.email });
  if (obstacle !== null) throw new ProblemError(obstacle);
  return user.email!;
}

/** What is known against the user's present address; null when nothing is. */
export function addressFaultOf(
  user: Pick<UserRow, "addressFault" | "addressFaultReason" | "addressFaultAt">,
): AddressFault | null {
  if (user.addressFault === null || user.addressFaultAt === null) return null;
  return { kind: user.addressFault, reason: user.addressFaultReason ?? "", at: user.addressFaultAt };
}
