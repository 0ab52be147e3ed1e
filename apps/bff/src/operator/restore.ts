import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { recordAudit } from "../audit/record-audit.ts";
import { makeFile, makeFolder, prepareDataFolder } from "../db/data-folder.ts";
import { closeForGood, DatabaseFileError, filesOf } from "../db/open.ts";
import { placeOf } from "../db/place.ts";
import { transact } from "../db/transaction.ts";
import type { Env } from "../env.ts";
import { endEverythingOpen } from "../forget-and-end.ts";
import { operatorSource } from "./operator-source.ts";
import { withSystem, type OpenSystem } from "./with-system.ts";

/**
 * Puts a backup in the place of the database, with the server stopped; the present one is kept aside. Nothing of the backup
 * revives: its links, sessions, temporary passwords, suggestions and waiting mails have ended. Returns the exit code.
 * Throws `DatabaseFileError` when the backup is damaged, the database is in use, or it is not said where one belongs.
 */
export async function restore(env: Env, file: string | undefined): Promise<number> {
  if (!("file" in env.database)) return endWhatWasPutBack(env, file);
  if (file === undefined) {
    process.stderr.write("Name the backup to put back: pnpm latchkey restore FILE\n");
    return 1;
  }
  if (!existsSync(file)) {
    process.stderr.write(`There is no file ${file}. Name the backup to put back.\n`);
    return 1;
  }
  if (statSync(file).isDirectory()) {
    throw new DatabaseFileError(`${file} is a folder where a file is needed. Name the backup to put back.`);
  }
  const present = env.database.file;
  const hadOne = existsSync(present);
  if (hadOne) closeForGood(present);
  else if (!env.given.includes("DATA_DIR") && !env.given.includes("DATABASE_URL")) {
    throw new DatabaseFileError(
      `There is no database at ${present}. Give this command the same DATA_DIR and DATABASE_URL as the server; to put one where none is, name the place: DATA_DIR=${env.dataDir}`,
    );
  }

  const draft = `${present}.restoring`;
  const removeDraft = () => filesOf(draft).forEach((each) => rmSync(each, { force: true }));
  prepareDataFolder(env.dataDir);
  makeFolder(dirname(present));
  removeDraft();
  try {
    await pipeline(createReadStream(file), createWriteStream("", { fd: makeFile(draft) }));
    await prepareDraft({ ...env, database: { file: draft } }, { backup: file, isNew: !hadOne });
    closeForGood(draft);
  } catch (error) {
    removeDraft();
    throw error;
  }

  const aside = freeName(`${present}.before-restore`);
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
async function prepareDraft(env: Env, { backup, isNew }: { backup: string; isNew: boolean }): Promise<void> {
  const work = async (open: OpenSystem) => {
    if (open.database.findDamage().length > 0) {
      throw new DatabaseFileError(
        `The backup ${backup} is damaged. Nothing was changed; choose another one.`,
      );
    }
    await takeLifeOut(open);
  };
  await withSystem(env, work, { isNew, isBackup: true });
}

/** A database on a server was put back by that server's own tools: what is left is that nothing of it revives. */
async function endWhatWasPutBack(env: Env, file: string | undefined): Promise<number> {
  const place = placeOf(env.database);
  if (file !== undefined) {
    process.stderr.write(
      `PostgreSQL puts its databases back itself. With Latchkey stopped: pg_restore --clean --if-exists --dbname "$DATABASE_URL" ${file}, then: pnpm latchkey restore\n`,
    );
    return 1;
  }
  await place.refuseInUse();
  await withSystem(env, takeLifeOut);
  process.stdout.write(
    `Nothing of the database ${place.name} that was open revives. Everybody signs in again; open links and temporary passwords must be sent anew.\n`,
  );
  return 0;
}

async function takeLifeOut({ system }: OpenSystem): Promise<void> {
  await transact(system, async (tx) => {
    await endEverythingOpen(tx, system.clock.now(), "restored");
    await recordAudit(tx, operatorSource(system, "restore"), { action: "backup.restored", subjectId: null });
  });
}

/** The name, or the next one after it that no file has: what an earlier restore kept stays. */
function freeName(name: string): string {
  let free = name;
  for (let number = 2; existsSync(free); number++) free = `${name}-${number}`;
  return free;
}
