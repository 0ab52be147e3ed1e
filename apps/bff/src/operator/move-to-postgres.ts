import { recordAudit } from "../audit/record-audit.ts";
import { readReached } from "../db/clock-mark.ts";
import { copyToPostgres, findOccupied, type Copied } from "../db/copy-to-postgres.ts";
import { secretKeyFile } from "../db/data-folder.ts";
import { migrate, readMissing } from "../db/migrate.ts";
import { markMoved } from "../db/moved-mark.ts";
import { DatabaseFileError, type OpenDatabase } from "../db/open.ts";
import { placeOf, type DatabasePlace } from "../db/place.ts";
import type { Tx } from "../db/transaction.ts";
import { readPostgresUrl, type Env } from "../env.ts";
import { openDataFolder } from "../open-data-folder.ts";
import { openSteadyClock, type Clock } from "../ports/clock.ts";
import { operatorSource } from "./operator-source.ts";

/**
 * Copies an SQLite installation, with its server stopped, into an empty PostgreSQL database, compares every table and marks
 * the file as moved: all of it or nothing, so that it can be called again. Returns the exit code. Throws `EnvError`, and
 * `DatabaseFileError` for whatever keeps it from that; neither says the URL's password.
 * @param given The URL, or the name of the file that holds it.
 */
export async function moveToPostgres(env: Env, given: string): Promise<number> {
  const target = placeOf({ url: readPostgresUrl(given) });
  const source = placeOf(env.database);
  if (!("file" in env.database)) {
    throw new DatabaseFileError(
      `The installation is at ${source.name} already. Leave DATABASE_URL out to move the one in DATA_DIR.`,
    );
  }
  if (source.mayGetKey()) {
    throw new DatabaseFileError(
      `There is no database at ${source.name}. Give this command the same DATA_DIR and DATABASE_URL as the server.`,
    );
  }
  await source.refuseInUse();
  const { database: here, clock } = await openDataFolder(env);
  try {
    await refuseOtherState(here, source.name);
    await target.refuseInUse();
    const there = await target.open();
    try {
      const steady = openSteadyClock(clock, await readReached(here.db));
      await move({ here, there, clock: steady, target });
    } finally {
      await there.close();
    }
  } finally {
    await here.close();
  }
  tellWhatIsNext(env, source, target);
  return 0;
}

/** Throws when a database is damaged, was moved, or is not of this version. */
async function refuseOtherState({ db, findDamage }: OpenDatabase, name: string): Promise<void> {
  if (findDamage().length > 0) {
    throw new DatabaseFileError(`The database file ${name} is damaged. Put back a backup, and move that.`);
  }
  const missing = await readMissing(db);
  if (missing.length === 0) return;
  throw new DatabaseFileError(
    `The database ${name} was written by an older Latchkey (it lacks ${missing[0]}). Start this version on it once, stop it, and call this again.`,
  );
}

type Move = { here: OpenDatabase; there: OpenDatabase; clock: Clock; target: DatabasePlace };

async function move({ here, there, clock, target }: Move): Promise<void> {
  try {
    await there.db.transaction().execute((to) => refuseOccupied(to, target.name));
    await migrate(there, clock);
    // Nothing is written here meanwhile, by a server that is started too early neither; and there by no other such command.
    await here.dialect.begin().execute(async (from) => {
      await markMoved(from, target.name, clock.now());
      await there.dialect.migrate(async (to) => {
        await refuseOccupied(to, target.name);
        const copied = await copyToPostgres(from, to);
        tell(copied);
        refuseDifference(copied, target.name);
        await recordAudit(to, operatorSource({ clock }, "move-to-postgres"), {
          action: "database.moved",
          subjectId: null,
        });
      });
    });
  } catch (error) {
    if (there.dialect.isAway(error)) {
      throw new DatabaseFileError(
        `The connection to ${target.name} was lost. Nothing is half moved: call this again.`,
        { cause: error },
      );
    }
    if (there.dialect.isFull(error)) {
      throw new DatabaseFileError(
        `The database ${target.name} can't be written to (${error.code}). Nothing was moved: make room there, and call this again.`,
        { cause: error },
      );
    }
    throw error;
  }
}

async function refuseOccupied(to: Tx, name: string): Promise<void> {
  const occupied = await findOccupied(to);
  if (occupied === null) return;
  throw new DatabaseFileError(
    `The database ${name} is not empty: there is something in its table ${occupied}. Nothing was moved. Make an empty one (create database …) and give this command its URL.`,
  );
}

function refuseDifference(copied: readonly Copied[], name: string): void {
  const other = copied.find(
    ({ here, there }) => here.rows !== there.rows || here.checksum !== there.checksum,
  );
  if (other === undefined) return;
  throw new DatabaseFileError(
    `What arrived in the table ${other.table} of ${name} is not what was sent. Nothing was moved. Something there changes rows, such as a trigger: make an empty database, and give this command its URL.`,
  );
}

/** So many digits of a checksum are shown: nobody compares more by eye. */
const shown = 16;

function tell(copied: readonly Copied[]): void {
  const rows = copied.map(({ table, here, there }) => [
    table,
    String(here.rows),
    String(there.rows),
    here.checksum.slice(0, shown),
    there.checksum.slice(0, shown),
  ]);
  const all = [["Table", "Rows here", "there", "Checksum here", "there"], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 1 || column === 2 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join("  ")
      .trimEnd();
  process.stdout.write(`${all.map(line).join("\n")}\n`);
}

function tellWhatIsNext(
  { secretKeys, dataDir, publicUrl }: Env,
  source: DatabasePlace,
  target: DatabasePlace,
) {
  const key =
    secretKeys === null
      ? `the key in ${secretKeyFile(dataDir)} (SECRET_KEY_FILE=${secretKeyFile(dataDir)} will do)`
      : "as it is";
  process.stdout.write(`
The installation was moved to ${target.name}: sessions, links and waiting mails go on there.
Start every server with
  DATABASE_URL  the URL that you gave this command
  SECRET_KEY    ${key}: the same on every server
  PUBLIC_URL    ${publicUrl}
and the other variables as they are. The database ${source.name} is marked as moved, and no server starts on it.
Keep it until you trust the new one, then delete it: it holds personal data. To go back, with every server stopped:
pnpm latchkey restore ${source.name}; links, sessions and waiting mails have ended then.
`);
}
