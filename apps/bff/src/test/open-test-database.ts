import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import { openDatabase, type OpenDatabase } from "../db/open.ts";
import type { Database } from "../db/schema.ts";
import { refuseInsideTransaction } from "../db/transaction.ts";

/** A database of a test's own, and the folder that it may use. */
export type TestDatabase = { database: OpenDatabase; folder: string; remove(): void };

let sharedPGlite: PGlite | undefined;

/**
 * Opens an empty database: real SQLite in a folder of its own, or PGlite when the conformance project asks for it; with the
 * folder of an earlier one, what is left in it.
 */
export async function openTestDatabase(earlier?: string): Promise<TestDatabase> {
  const folder = earlier ?? mkdtempSync(join(tmpdir(), "latchkey-test-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (process.env["TEST_DATABASE"] !== "pglite") {
    return { database: openDatabase(join(folder, "latchkey.db")), folder, remove };
  }
  // Starting PGlite takes a second, so each test file has one and empties it.
  sharedPGlite ??= await PGlite.create();
  const pglite = sharedPGlite;
  await pglite.exec("drop schema public cascade; create schema public");
  const db = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite }),
    plugins: [refuseInsideTransaction],
  });
  const refuse = () => {
    throw new Error("Only SQLite has a file.");
  };
  return {
    database: { db, checkpoint: () => true, copyTo: refuse, findDamage: refuse, close: async () => {} },
    folder,
    remove,
  };
}
