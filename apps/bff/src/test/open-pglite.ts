import type { PGlite } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import type { OpenDatabase } from "../db/open.ts";
import type { Database } from "../db/schema.ts";
import { searchByPatterns } from "../db/search-by-patterns.ts";
import { hasCode, refuseInsideTransaction } from "../db/transaction.ts";
import { openBell } from "../ports/bell.ts";

/** PGlite as a database of the server; it has no file of its own, and whoever made it closes it. */
export function openPGlite(pglite: PGlite): OpenDatabase {
  const db = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite }),
    plugins: [refuseInsideTransaction],
  });
  const commits = openBell();
  const refuse = () => {
    throw new Error("Only SQLite has a file.");
  };
  return {
    db,
    dialect: {
      begin: () => db.transaction(),
      isBusy: (error) => hasCode(error, /^(?:40001|40P01)$/),
      isFull: (error) => hasCode(error, /^(?:53100|25006|58030)$/),
      notify: commits.ring,
      onCommit: commits.onRing,
      search: searchByPatterns,
    },
    checkpoint: () => true,
    copyTo: refuse,
    findDamage: refuse,
    examineBeside: refuse,
    refuseChanges: refuse,
    findWrongSettings: refuse,
    close: async () => {},
  };
}
