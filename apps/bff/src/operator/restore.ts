import { copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { recordAudit } from "../audit/record-audit.ts";
import { closeForGood } from "../db/open.ts";
import { transact, type Tx } from "../db/transaction.ts";
import type { Env } from "../env.ts";
import type { Moment } from "../ports/clock.ts";
import { operatorSource } from "./operator-source.ts";
import { withSystem } from "./with-system.ts";

/**
 * Puts a backup in the place of the database, with the server stopped; the present one is kept aside. Nothing of the backup
 * revives: its links, sessions, temporary passwords, suggestions and waiting mails are void. Returns the exit code.
 * Throws `DatabaseFileError` when the backup is damaged or the database is in use.
 */
export async function restore(env: Env, file: string): Promise<number> {
  if (!existsSync(file)) {
    process.stderr.write(`There is no file ${file}. Name the backup to put back.\n`);
    return 1;
  }
  const present = env.databaseFile;
  if (existsSync(present)) closeForGood(present);

  const draft = `${present}.restoring`;
  rmSync(draft, { force: true });
  copyFileSync(file, draft);
  await withSystem({ ...env, databaseFile: draft }, async ({ system, database }) => {
    const damage = database.findDamage();
    if (damage.length > 0) throw new Error("damaged");
    await transact(system, async (tx) => {
      await voidEverythingOpen(tx, system.clock.now());
      await recordAudit(tx, operatorSource(system, "restore"), {
        action: "backup.restored",
        subjectId: null,
      });
    });
  });
  closeForGood(draft);

  const aside = `${present}.before-restore`;
  if (existsSync(present)) renameSync(present, aside);
  renameSync(draft, present);
  process.stdout.write(
    `The backup is in place. Everybody signs in again; open links and temporary passwords must be sent anew.\nThe database that was there is kept in ${aside}.\n`,
  );
  return 0;
}

async function voidEverythingOpen(tx: Tx, now: Moment): Promise<void> {
  await tx.updateTable("sessions").set({ endedAt: now }).where("endedAt", "is", null).execute();
  const restored = { voidedAt: now, voidReason: "restored" as const };
  await tx
    .updateTable("passwordChangeLinks")
    .set(restored)
    .where("usedAt", "is", null)
    .where("voidedAt", "is", null)
    .execute();
  await tx.updateTable("generatedPasswords").set(restored).where("voidedAt", "is", null).execute();
  await tx
    .updateTable("passwordSuggestions")
    .set({ ...restored, sealed: null })
    .where("voidedAt", "is", null)
    .execute();
  await tx
    .updateTable("users")
    .set((eb) => ({
      passwordHash: null,
      temporaryPasswordExpiresAt: null,
      passwordVersion: eb("passwordVersion", "+", 1),
    }))
    .where("temporaryPasswordExpiresAt", "is not", null)
    .execute();
  await tx
    .updateTable("messages")
    .set({
      state: "cancelled",
      reason: "The database was put back from a backup.",
      sealed: null,
      endedAt: now,
    })
    .where("state", "in", ["queued", "sending"])
    .execute();
  await tx
    .updateTable("recoveryRequests")
    .set({ settledAt: now, sealed: null })
    .where("settledAt", "is", null)
    .execute();
  await tx.updateTable("setupLinks").set({ usedAt: now }).where("usedAt", "is", null).execute();
}
