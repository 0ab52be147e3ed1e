import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { CompiledQuery, Kysely, SqliteDialect, SqliteDriver, type DatabaseConnection } from "kysely";
import type { Database } from "./schema.ts";
import { refuseInsideTransaction } from "./transaction.ts";

/** The database file can't be used; the message says what to do. */
export class DatabaseFileError extends Error {
  override readonly name = "DatabaseFileError";
}

/** The open database, and what only its owner may do to it. */
export type OpenDatabase = {
  db: Kysely<Database>;
  /** Moves the write-ahead log into the file and empties it, so that erased bytes are gone. False: busy, try later. */
  checkpoint(): boolean;
  /** Writes a consistent copy to a file that does not exist yet, while the database is in use. */
  copyTo(file: string): void;
  /** What SQLite finds wrong with the whole file; empty when it is sound. */
  findDamage(): string[];
  close(): Promise<void>;
};

/** How long one statement waits for another process's lock before `transact` waits without blocking, in ms. */
const busyTimeoutMilliseconds = 150;

/**
 * Opens the SQLite file, creating it with mode 0600 whatever the umask, and its folder with 0700.
 * Throws `DatabaseFileError` when the file is not a sound SQLite database.
 */
export function openDatabase(file: string): OpenDatabase {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);

  let sqlite: Sqlite.Database;
  try {
    sqlite = new Sqlite(file, { timeout: busyTimeoutMilliseconds });
    sqlite.pragma("journal_mode = WAL");
    sqlite.pragma("synchronous = FULL");
    sqlite.pragma("foreign_keys = ON");
    sqlite.pragma("secure_delete = ON");
    if (sqlite.pragma("quick_check(1)", { simple: true }) !== "ok") throw new Error("corrupt");
  } catch (cause) {
    throw new DatabaseFileError(
      `The database file ${file} is damaged or not a database. Stop Latchkey, move the file aside and put back a backup.`,
      { cause },
    );
  }
  const db = new Kysely<Database>({
    dialect: new ImmediateSqliteDialect({ database: sqlite }),
    plugins: [refuseInsideTransaction],
  });
  return {
    db,
    checkpoint() {
      const [result] = sqlite.pragma("wal_checkpoint(TRUNCATE)") as [{ busy: number }];
      return result.busy === 0;
    },
    copyTo(copy) {
      sqlite.prepare("vacuum into ?").run(copy);
      chmodSync(copy, 0o600);
    },
    findDamage() {
      const rows = sqlite.pragma("integrity_check") as { integrity_check: string }[];
      return rows.map((row) => row.integrity_check).filter((line) => line !== "ok");
    },
    close: () => db.destroy(),
  };
}

/** A bare `begin` lets a read-then-write fail at once beside a second process; `begin immediate` takes its turn. */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDialect>[0];

  constructor(config: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(config);
    this.#config = config;
  }

  override createDriver(): ImmediateSqliteDriver {
    return new ImmediateSqliteDriver(this.#config);
  }
}

/**
 * Takes a database out of use, for one that is put in its place: empties its write-ahead log and leaves one file.
 * Throws `DatabaseFileError` while another process has it open.
 */
export function closeForGood(file: string): void {
  const sqlite = new Sqlite(file, { timeout: 0 });
  try {
    if (sqlite.pragma("journal_mode = DELETE", { simple: true }) !== "delete") throw new Error("in use");
  } catch (cause) {
    throw new DatabaseFileError(`The database ${file} is in use. Stop Latchkey first.`, { cause });
  } finally {
    sqlite.close();
  }
}
