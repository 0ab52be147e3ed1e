import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../db/migrate.ts";
import { openDatabase, type OpenDatabase } from "../db/open.ts";
import { openPostgres } from "../db/open-postgres.ts";
import { systemClock } from "../ports/clock.ts";
import { ownRounds } from "../ports/rounds.ts";
import { makePostgresDatabase } from "./postgres-databases.ts";

/** A database of a test's own, and the folder that it may use. */
export type TestDatabase = { database: OpenDatabase; folder: string; remove(): void };

const tablesWithRows = `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schemaMigrations'`;

// Migrating is half of a test's start: it happens once, and each test gets what was made.
const postgres = process.env["TEST_DATABASE"] === "postgres" ? await makeMigratedPostgres() : null;
const migratedFile = postgres === null ? await makeMigratedFile() : null;

/**
 * Opens a database without rows: real SQLite in a folder of its own, or PostgreSQL when the second project asks for it; with
 * the folder of an earlier one, what is left in it; blank, an SQLite file without tables.
 */
export async function openTestDatabase({
  earlier,
  isBlank = false,
}: { earlier?: string | undefined; isBlank?: boolean } = {}): Promise<TestDatabase> {
  const folder = earlier ?? mkdtempSync(join(tmpdir(), "latchkey-test-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (postgres !== null) {
    await postgres.empty();
    // Nobody else is there, and whom the work belongs to takes a while to agree on.
    const database = { ...openPostgres(postgres.url), openRounds: async () => ownRounds };
    return { database, folder, remove };
  }
  const file = join(folder, "latchkey.db");
  if (earlier === undefined && !isBlank) writeFileSync(file, migratedFile!, { mode: 0o600 });
  return { database: openDatabase(file), folder, remove };
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

/** A migrated database of this process on the tests' PostgreSQL, and how every row is taken out of it. */
async function makeMigratedPostgres(): Promise<{ url: string; empty(): Promise<void> }> {
  const { url, query } = await makePostgresDatabase();
  const database = openPostgres(url);
  await migrate(database, systemClock);
  await database.close();
  const tables = (await query(tablesWithRows)) as { name: string }[];
  const deletions = tables.map(({ name }) => `delete from "${name}";`).join("");
  // As a replica no row asks for the one that it refers to, whichever goes first.
  const emptying = `set session_replication_role = replica; ${deletions} set session_replication_role = origin;`;
  return { url, empty: async () => void (await query(emptying)) };
}
