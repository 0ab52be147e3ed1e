import { existsSync } from "node:fs";
import {
  claimForServer,
  closeForGood,
  DatabaseFileError,
  filesOf,
  holdsDatabase,
  openDatabase,
  type OpenDatabase,
} from "./open.ts";

/** Where the database is, as the environment says: a file of SQLite's, or the URL of one on a PostgreSQL server. */
export type DatabaseAddress = { file: string } | { url: string };

/** The place of a database, before it is opened. */
export type DatabasePlace = {
  /** As the operator knows it; no password is in it. */
  name: string;
  /** Its files on this machine, whether they are there or not; none when a server keeps it. */
  files: readonly string[];
  /** Whether there is one. Throws `DatabaseFileError` when that can't be told. */
  exists(): Promise<boolean>;
  /** Whether its secret key may be made for it: nobody has used it yet, and it is this machine's alone. */
  mayGetKey(): boolean;
  /** Throws `DatabaseFileError` when it can't be used; the message says what to do. */
  open(): Promise<OpenDatabase>;
  /** Claims it for this server. False when only one at a time is meant to be there, and another one is. */
  claimForServer(): boolean;
  /** Throws `DatabaseFileError` while a server uses it. */
  refuseInUse(): Promise<void>;
};

/** The place that an address leads to. Whatever is for PostgreSQL alone is loaded when it is asked for. */
export function placeOf(address: DatabaseAddress): DatabasePlace {
  return "file" in address ? placeOfFile(address.file) : placeOnServer(address.url);
}

function placeOfFile(file: string): DatabasePlace {
  return {
    name: file,
    files: filesOf(file),
    exists: async () => existsSync(file),
    mayGetKey: () => !holdsDatabase(file),
    open: async () => openDatabase(file),
    claimForServer: () => claimForServer(file),
    async refuseInUse() {
      if (existsSync(file)) closeForGood(file);
    },
  };
}

function placeOnServer(url: string): DatabasePlace {
  const { host, pathname } = new URL(url);
  const name = `postgres://${host}${pathname}`;
  return {
    name,
    files: [],
    async exists() {
      const { isMigrated } = await import("./open-postgres.ts");
      return isMigrated(url, name);
    },
    mayGetKey: () => false,
    async open() {
      const { connectPostgres } = await import("./open-postgres.ts");
      return connectPostgres(url, name);
    },
    // Several are meant to be there.
    claimForServer: () => true,
    async refuseInUse() {
      const { countServers } = await import("./open-postgres.ts");
      const servers = await countServers(url, name);
      if (servers > 0) {
        throw new DatabaseFileError(
          `The database ${name} is in use by ${servers === 1 ? "a server" : `${servers} servers`}. Stop Latchkey first, on every machine.`,
        );
      }
    },
  };
}
