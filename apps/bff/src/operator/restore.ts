import { copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { recordAudit } from "../audit/record-audit.ts";
import { makeFolder } from "../db/data-folder.ts";
import { closeForGood, DatabaseFileError, filesOf } from "../db/open.ts";
import { transact } from "../db/transaction.ts";
import type { Env } from "../env.ts";
import { endEverythingOpen } from "../forget-and-end.ts";
import { operatorSource } from "./operator-source.ts";
import { withSystem } from "./with-system.ts";

/**
 * Puts a backup in the place of the database, with the server stopped; the present one is kept aside. Nothing of the backup
 * revives: its links, sessions, temporary passwords, suggestions and waiting mails have ended. Returns the exit code.
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
  makeFolder(dirname(present));
  try {
    copyFileSync(file, draft);
    await prepareDraft({ ...env, databaseFile: draft }, file);
    closeForGood(draft);
  } catch (error) {
    for (const each of filesOf(draft)) rmSync(each, { force: true });
    throw error;
  }

  const aside = freeName(`${present}.before-restore`);
  const hadOne = existsSync(present);
  // A damaged one may have left a log, which must not be taken for the backup's.
  for (const [index, each] of filesOf(present).entries()) {
    if (existsSync(each)) renameSync(each, filesOf(aside)[index]!);
  }
  renameSync(draft, present);
  process.stdout.write(
    "The backup is in place. Everybody signs in again; open links and temporary passwords must be sent anew.\n",
  );
  if (hadOne) process.stdout.write(`The database that was there is kept in ${aside}.\n`);
  return 0;
}

/** Brings the copy up to date and takes the life out of everything in it that was open. */
async function prepareDraft(env: Env, backup: string): Promise<void> {
  await withSystem(env, async ({ system, database }) => {
    if (database.findDamage().length > 0) {
      throw new DatabaseFileError(
        `The backup ${backup} is damaged. Nothing was changed; choose another one.`,
      );
    }
    await transact(system, async (tx) => {
      await endEverythingOpen(tx, system.clock.now(), "restored");
      await recordAudit(tx, operatorSource(system, "restore"), {
        action: "backup.restored",
        subjectId: null,
      });
    });
  });
}

/** The name, or the next one after it that no file has: what an earlier restore kept stays. */
function freeName(name: string): string {
  let free = name;
  for (let number = 2; existsSync(free); number++) free = `${name}-${number}`;
  return free;
}
