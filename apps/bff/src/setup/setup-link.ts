import { administratorType } from "@latchkey/contract/permissions.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { System } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import { hashToken } from "../ports/hasher.ts";
import { newId, newToken } from "../ports/random.ts";

/** Whether a System Administrator exists, active or not. */
export async function hasAdministrator(db: System["db"] | Tx): Promise<boolean> {
  const found = await db
    .selectFrom("users")
    .select("id")
    .where("type", "=", administratorType)
    .executeTakeFirst();
  return found !== undefined;
}

/** Makes the one-time set-up link that the start prints; older ones stop working. */
export async function makeSetupLink(system: System): Promise<string> {
  const token = newToken(system.random);
  const now = system.clock.now();
  await transact(system, async (tx) => {
    await tx.updateTable("setupLinks").set({ usedAt: now }).where("usedAt", "is", null).execute();
    await tx
      .insertInto("setupLinks")
      .values({ id: newId(), tokenHash: hashToken(token), createdAt: now, usedAt: null })
      .execute();
  });
  return `${system.installation.publicUrl}/setup#${token}`;
}

/** Throws `setup-closed` once an administrator exists, `setup-link-wrong` for any but the newest link. */
export async function checkSetupToken(db: System["db"] | Tx, token: string): Promise<void> {
  if (await hasAdministrator(db)) throw new ProblemError("setup-closed");
  const link = await db
    .selectFrom("setupLinks")
    .select("id")
    .where("tokenHash", "=", hashToken(token))
    .where("usedAt", "is", null)
    .executeTakeFirst();
  if (link === undefined) throw new ProblemError("setup-link-wrong");
}
