import { chmodSync, closeSync, existsSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { CompiledQuery, Kysely, sql, SqliteDialect, SqliteDriver, type DatabaseConnection } from "kysely";
import type { Database } from "./schema.ts";
import { openBell } from "../ports/bell.ts";
import type { Moment } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import { ownRounds, type Rounds } from "../ports/rounds.ts";
import { examineBeside } from "./examine-beside.ts";
import { isOpenToOthers, makeFile, makeFolder } from "./data-folder.ts";
import { begin, keepStatements } from "./kept-statements.ts";
import { searchByTrigrams } from "./search-by-trigrams.ts";
import { SteadyCompiler } from "./steady-compiler.ts";
import { hasCode, refuseInsideTransaction, transact, type Dialect } from "./transaction.ts";

/** The database file can't be used; the message says what to do. */
export class DatabaseFileError extends Error {
  override readonly name = "DatabaseFileError";
}

/** One thing that was looked at: fine, or what to do about it. */
export type Finding = { what: string; remedy: string | null };

/** The open database: for everybody its handle and its dialect, and what only its owner may do to it. */
export type OpenDatabase = {
  db: Kysely<Database>;
  dialect: Dialect;
  /** Moves the write-ahead log into the file and empties it, so that erased bytes are gone. False: busy, or looked through; try later. */
  checkpoint(): boolean;
  /** What to do for a copy in that file where `copyTo` makes none; null where it does. */
  copiedOtherwise(file: string): string | null;
  /**
   * Writes a consistent copy to a file that does not exist yet, while the database is in use. Throws `DatabaseFileError`
   * when it can't be written, and leaves nothing then.
   */
  copyTo(file: string): void;
  /** What is wrong with the whole file; empty when it is sound. Quickly: without a look whether each index holds its rows. */
  findDamage(how?: "quickly"): string[];
  /** The same, quickly, beside the traffic; see `examineBeside`. */
  examineBeside(signal: AbortSignal): Promise<string | null>;
  /** From now on it is read, and every change fails as on a full disk. */
  refuseChanges(): void;
  /** Looks through all of it, and at what it runs on; it is `now` on this machine. */
  examine(now: Moment): Promise<Finding[]>;
  /** How the servers that use it agree who does what one does for all. Throws when they can't. */
  openRounds(log: Log): Promise<Rounds>;
  close(): Promise<void>;
};

/** The settings on which durability, references and erasure rest, and what SQLite says when each holds. */
const settings = { journal_mode: "wal", synchronous: 2, foreign_keys: 1, secure_delete: 1 };

/** A database's file, its write-ahead log and the index of that, whether they are there or not. */
export function filesOf(file: string): string[] {
  return ["", "-wal", "-shm"].map((end) => file + end);
}

/** How long whatever is no transaction waits for another process's lock, in milliseconds. */
const busyTimeoutMilliseconds = 150;

const busy = /^SQLITE_BUSY/;

/**
 * Runs what may wait for another process's lock: it holds up the event loop meanwhile. Nothing else waits, because a pragma
 * around each transaction would cost more than its beginning and its end.
 */
function waiting<Result>(sqlite: Sqlite.Database, run: () => Result): Result {
  sqlite.pragma(`busy_timeout = ${busyTimeoutMilliseconds}`);
  try {
    return run();
  } finally {
    sqlite.pragma("busy_timeout = 0");
  }
}

/** Runs what seldom meets another process's lock, and once more, waiting, when it does. */
function runPatiently<Result>(sqlite: Sqlite.Database, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!hasCode(error, busy)) throw error;
    return waiting(sqlite, run);
  }
}

/**
 * Opens the SQLite file, creating it with mode 0600 whatever the umask, and its folder with 0700.
 * Throws `DatabaseFileError` when the file can't be written to, is not a sound SQLite database, or has left its log behind.
 */
export function openDatabase(file: string): OpenDatabase {
  const log = `${file}-wal`;
  if (!existsSync(file) && existsSync(log)) {
    throw new DatabaseFileError(
      `The database file ${file} is missing, but its log is there. Put the file back beside it, or move ${log} aside to start with an empty database.`,
    );
  }
  try {
    makeFolder(dirname(file));
    if (!existsSync(file)) closeSync(makeFile(file));
    closeSync(openSync(file, "a"));
  } catch (cause) {
    throw new DatabaseFileError(
      `The database file ${file} can't be opened for writing. Check its path, its owner and the disk.`,
      { cause },
    );
  }

  let sqlite: Sqlite.Database;
  try {
    // The mode of what is no database is not ours to change.
    if (statSync(file).size > 0 && !holdsDatabase(file)) throw new Error("not a database");
    for (const each of filesOf(file)) if (existsSync(each) && isOpenToOthers(each)) chmodSync(each, 0o600);
    sqlite = new Sqlite(file, { timeout: busyTimeoutMilliseconds });
    for (const [name, value] of Object.entries(settings)) sqlite.pragma(`${name} = ${value}`);
    // The tables' names at least; the rest is looked at beside the traffic.
    sqlite.exec("select 1 from sqlite_schema");
    sqlite.pragma("busy_timeout = 0");
  } catch (cause) {
    throw new DatabaseFileError(
      `The database file ${file} is damaged or not a database. Stop Latchkey, move the file aside and put back a backup.`,
      { cause },
    );
  }
  const db = new Kysely<Database>({
    dialect: new ImmediateSqliteDialect(sqlite),
    plugins: [refuseInsideTransaction],
  });
  const commits = openBell();
  const dialect: Dialect = {
    // Immediately: see the driver below.
    begin: () => db.transaction(),
    runUnflushed: (work) =>
      // Nobody else has the connection meanwhile: only this commit does not wait.
      db.connection().execute(async (connection) => {
        await sql`pragma synchronous = normal`.execute(connection);
        try {
          await connection.transaction().execute(work);
        } finally {
          await sql`pragma synchronous = full`.execute(connection);
        }
      }),
    isBusy: (error) => hasCode(error, busy),
    isClash: () => false,
    isAway: () => false,
    lanes: 1,
    // Whoever reads waits as well.
    longestGroup: 8,
    hold: () => sql``,
    migrate: (work) => transact({ dialect }, work),
    isFull: (error) => hasCode(error, /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN)/),
    notify: commits.ring,
    onCommit: commits.onRing,
    search: searchByTrigrams,
  };
  const findDamage: OpenDatabase["findDamage"] = (how) => {
    const check = how === undefined ? "integrity_check" : "quick_check(1)";
    const rows = waiting(sqlite, () => sqlite.pragma(check)) as object[];
    return rows.flatMap((row) => Object.values(row) as string[]).filter((line) => line !== "ok");
  };
  let isExamined = false;
  return {
    db,
    dialect,
    checkpoint() {
      // It would stand still until its patience ends: the log can't be emptied beneath a reader of the whole file.
      if (isExamined) return false;
      const [result] = waiting(sqlite, () => sqlite.pragma("wal_checkpoint(TRUNCATE)")) as [{ busy: number }];
      return result.busy === 0;
    },
    copiedOtherwise: () => null,
    copyTo(copy) {
      let isOurs = false;
      try {
        closeSync(makeFile(copy));
        isOurs = true;
        waiting(sqlite, () => sqlite.prepare("vacuum into ?").run(copy));
      } catch (cause) {
        if (isOurs) rmSync(copy, { force: true });
        throw new DatabaseFileError(
          `The copy ${copy} can't be written. Check its folder, its owner and the room on the disk, or choose another file.`,
          { cause },
        );
      }
    },
    findDamage,
    async examineBeside(signal) {
      isExamined = true;
      try {
        return await examineBeside(file, signal);
      } finally {
        isExamined = false;
      }
    },
    refuseChanges: () => void sqlite.pragma("query_only = on"),
    async examine() {
      const wrong = Object.entries(settings).flatMap(([name, wanted]) => {
        const found = waiting(sqlite, () => sqlite.pragma(name, { simple: true }));
        return found === wanted ? [] : [`${name} is ${String(found)}`];
      });
      const [damage] = findDamage();
      return [
        {
          what: "The database keeps what it acknowledges, and forgets what it erases",
          remedy:
            wrong.length === 0
              ? null
              : `${wrong.join(", ")}: is the file on a network drive? Move it to a local disk.`,
        },
        {
          what: "The database file is sound",
          remedy:
            damage === undefined ? null : `It is damaged (${damage}). Stop Latchkey and put back a backup.`,
        },
      ];
    },
    openRounds: async () => ownRounds,
    close: () => db.destroy(),
  };
}

/** Whether there is a file that begins as every SQLite file does. Throws what the system says when it can't be read. */
export function holdsDatabase(file: string): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const first = Buffer.alloc(16);
  const opened = openSync(file, "r");
  readSync(opened, first);
  closeSync(opened);
  return first.toString("latin1") === "SQLite format 3\0";
}

/** What is claimed by this process, lest the locks are collected with what holds them. */
const claims: Sqlite.Database[] = [];

/**
 * Claims a database for this server until the process ends, however it ends: by a lock of the system's on a file beside it.
 * False when another server has claimed it. Throws what the system says when that file can't be made.
 */
export function claimForServer(file: string): boolean {
  const path = `${file}-server`;
  if (!existsSync(path)) closeSync(makeFile(path));
  const claim = new Sqlite(path, { timeout: 0 });
  try {
    // Nothing is ever written to it.
    claim.exec("begin exclusive");
  } catch (error) {
    claim.close();
    if (hasCode(error, busy)) return false;
    throw error;
  }
  claims.push(claim);
  return true;
}

/**
 * A bare `begin` lets a read-then-write fail at once beside a second process; `begin immediate` takes its turn. A file that
 * was moved away or replaced takes no more changes: they would be lost with it.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #sqlite: Sqlite.Database;
  readonly #opened: FileIdentity | null;

  constructor(sqlite: Sqlite.Database) {
    super({ database: keepStatements(sqlite, (run) => runPatiently(sqlite, run)) });
    this.#sqlite = sqlite;
    this.#opened = identify(sqlite.name);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const found = identify(this.#sqlite.name);
    if (found === null || found.ino !== this.#opened?.ino || found.dev !== this.#opened.dev) {
      throw new Sqlite.SqliteError("The database file was moved.", "SQLITE_READONLY_DBMOVED");
    }
    // Waiting here would hold up the event loop and every read: `transact` waits without, and tries again.
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  /** When the disk is full SQLite takes a transaction back by itself: nothing is left to roll back then. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
  }
}

type FileIdentity = { ino: number; dev: number };

/** Which file a path leads to, or null when there is none. */
function identify(file: string): FileIdentity | null {
  return statSync(file, { throwIfNoEntry: false }) ?? null;
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #sqlite: Sqlite.Database;

  constructor(sqlite: Sqlite.Database) {
    super({ database: sqlite });
    this.#sqlite = sqlite;
  }

  override createDriver(): ImmediateSqliteDriver {
    return new ImmediateSqliteDriver(this.#sqlite);
  }

  override createQueryCompiler(): SteadyCompiler {
    return new SteadyCompiler();
  }
}

/**
 * Takes a database out of use, for one that is put in its place: empties its write-ahead log and leaves one file. One that
 * is damaged is left as it is: it can be put aside all the same.
 * Throws `DatabaseFileError` when it can't be opened, or another process has it open.
 */
export function closeForGood(file: string): void {
  let sqlite: Sqlite.Database;
  try {
    sqlite = new Sqlite(file, { timeout: 0 });
  } catch (cause) {
    throw new DatabaseFileError(`The database ${file} can't be opened. Check its path and its owner.`, {
      cause,
    });
  }
  try {
    if (sqlite.pragma("journal_mode = DELETE", { simple: true }) !== "delete") throw new Error("in use");
  } catch (cause) {
    if (hasCode(cause, /^SQLITE_(?:NOTADB|CORRUPT)/)) return;
    throw new DatabaseFileError(`The database ${file} is in use. Stop Latchkey first.`, { cause });
  } finally {
    sqlite.close();
  }
}
