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
    // From now on nothing is written here, and a server that is started too early waits until it finds the mark.
    await here.dialect.begin().execute(async (from) => {
      await refuseOtherState(here, from, source.name);
      await target.refuseInUse();
      const there = await target.open();
      try {
        await move({ from, there, target, clock: openSteadyClock(clock, await readReached(from)) });
      } finally {
        await there.close();
      }
    });
  } finally {
    await here.close();
  }
  tellWhatIsNext(env, source, target);
  return 0;
}

/** Throws when a database is damaged, was moved, or is not of this version. */
async function refuseOtherState({ findDamage }: OpenDatabase, from: Tx, name: string): Promise<void> {
  if (findDamage().length > 0) {
    throw new DatabaseFileError(`The database file ${name} is damaged. Put back a backup, and move that.`);
  }
  const missing = await readMissing(from);
  if (missing.length === 0) return;
  throw new DatabaseFileError(
    `The database ${name} was written by an older Latchkey (it lacks ${missing[0]}). Start this version on it once, stop it, and call this again.`,
  );
}

type Move = { from: Tx; there: OpenDatabase; target: DatabasePlace; clock: Clock };

/** Copies everything, and marks what it came from: that holds once its transaction is committed, after the other one. */
async function move({ from, there, target, clock }: Move): Promise<void> {
  try {
    await there.db.transaction().execute((to) => refuseOccupied(to, target.name));
    await migrate(there, clock);
    await markMoved(from, target.name, clock.now());
    // Another such command waits meanwhile, and so does a server that is started there too early.
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
  } catch (error) {
    throw explainFault(error, there, target.name);
  }
}

/** What happened to the connection, or to the room on the other side, in words; anything else as it is. */
function explainFault(error: unknown, { dialect }: OpenDatabase, name: string): unknown {
  if (dialect.isAway(error)) {
    return new DatabaseFileError(
      `The connection to ${name} was lost. Nothing is half moved: call this again.`,
      { cause: error },
    );
  }
  if (dialect.isFull(error)) {
    return new DatabaseFileError(
      `The database ${name} can't be written to (${error.code}). Nothing was moved: make room there, and call this again.`,
      { cause: error },
    );
  }
  return error;
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
