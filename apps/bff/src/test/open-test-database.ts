import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { migrate } from "../db/migrate.ts";
import { openDatabase, type OpenDatabase } from "../db/open.ts";
import { systemClock } from "../ports/clock.ts";
import { openPGlite } from "./open-pglite.ts";

/** A database of a test's own, and the folder that it may use. */
export type TestDatabase = { database: OpenDatabase; folder: string; remove(): void };

// Starting PGlite takes seconds and migrating is half of a test's start: both happen once, and each test gets what was made.
const sharedPGlite = process.env["TEST_DATABASE"] === "pglite" ? await startPGlite() : null;
const migratedFile = sharedPGlite === null ? await makeMigratedFile() : null;

/**
 * Opens a database without rows: real SQLite in a folder of its own, or PGlite when the conformance project asks for it; with
 * the folder of an earlier one, what is left in it; blank, an SQLite file without tables.
 */
export async function openTestDatabase({
  earlier,
  isBlank = false,
}: { earlier?: string | undefined; isBlank?: boolean } = {}): Promise<TestDatabase> {
  const folder = earlier ?? mkdtempSync(join(tmpdir(), "latchkey-test-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (migratedFile !== null) {
    const file = join(folder, "latchkey.db");
    if (earlier === undefined && !isBlank) writeFileSync(file, migratedFile, { mode: 0o600 });
    return { database: openDatabase(file), folder, remove };
  }
  const { pglite, empty } = sharedPGlite!;
  await pglite.exec(empty);
  return { database: openPGlite(pglite), folder, remove };
}

/** The bytes of an SQLite file that is migrated and holds nothing. */
async function makeMigratedFile(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-test-"));
  const file = join(folder, "latchkey.db");
  const database = openDatabase(file);
  await migrate(database, systemClock);
  database.checkpoint();
  await database.close();
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return bytes;
}

/** A migrated PGlite, and the statements that take every row out of it. */
async function startPGlite(): Promise<{ pglite: PGlite; empty: string }> {
  const pglite = await PGlite.create();
  await migrate(openPGlite(pglite), systemClock);
  const { rows } = await pglite.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schemaMigrations'`,
  );
  const deletions = rows.map(({ name }) => `delete from "${name}";`).join("");
  // As a replica no row asks for the one that it refers to, whichever goes first.
  return {
    pglite,
    empty: `set session_replication_role = replica; ${deletions} set session_replication_role = origin;`,
  };
}
