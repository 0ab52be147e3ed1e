import { readdirSync, renameSync, rmSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";

const migrationsFolder = new URL("../db/migrations/", import.meta.url);

// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
type Migration = { up(db: Kysely<any>): Promise<void> };

/**
 * Makes the database of a stopped server what it was before the newest migration, so that the next start has to migrate it;
 * what only the newest tables and columns hold is gone.
 */
export async function takeBackNewestMigration(databaseFile: string): Promise<void> {
  const olderFile = `${databaseFile}.older`;
  const sqlite = new Sqlite(olderFile);
  // Rows are copied table by table, whichever refers to which.
  sqlite.pragma("foreign_keys = OFF");
  const older = new Kysely({ dialect: new SqliteDialect({ database: sqlite }) });
  const names = readdirSync(migrationsFolder).toSorted();
  for (const name of names.slice(0, -1)) {
    const { up } = (await import(new URL(name, migrationsFolder).href)) as Migration;
    await up(older);
  }
  sqlite.prepare("attach ? as present").run(databaseFile);
  for (const table of tablesOf(sqlite)) copyRows(sqlite, table);
  const newest = names.at(-1)!.replace(".ts", "");
  sqlite.exec(`create table "schemaMigrations" as select * from present."schemaMigrations"`);
  const forgotten = sqlite.prepare(`delete from main."schemaMigrations" where "name" = ?`).run(newest);
  if (forgotten.changes !== 1) throw new Error(`The database does not know the migration ${newest}.`);
  await older.destroy();

  for (const log of ["-wal", "-shm"]) rmSync(databaseFile + log, { force: true });
  renameSync(olderFile, databaseFile);
}

function tablesOf(sqlite: Sqlite.Database): string[] {
  return sqlite
    .prepare(`select "name" from main.sqlite_schema where "type" = 'table' and "name" not like 'sqlite_%'`)
    .pluck()
    .all() as string[];
}

function copyRows(sqlite: Sqlite.Database, table: string): void {
  const columnsIn = (schema: string) =>
    sqlite.prepare(`select "name" from pragma_table_info(?, ?)`).pluck().all(table, schema) as string[];
  const kept = new Set(columnsIn("present"));
  const columns = columnsIn("main")
    .filter((name) => kept.has(name))
    .map((name) => `"${name}"`)
    .join();
  sqlite.exec(`insert into main."${table}" (${columns}) select ${columns} from present."${table}"`);
}
