import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { openDatabase, type OpenDatabase } from "../db/open.ts";
import { openPGlite } from "./open-pglite.ts";

/** A database of a test's own, and the folder that it may use. */
export type TestDatabase = { database: OpenDatabase; folder: string; remove(): void };

// Starting PGlite takes seconds, so all test files share one, and each test empties it.
const sharedPGlite = process.env["TEST_DATABASE"] === "pglite" ? await PGlite.create() : null;

/**
 * Opens an empty database: real SQLite in a folder of its own, or PGlite when the conformance project asks for it; with the
 * folder of an earlier one, what is left in it.
 */
export async function openTestDatabase(earlier?: string): Promise<TestDatabase> {
  const folder = earlier ?? mkdtempSync(join(tmpdir(), "latchkey-test-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (sharedPGlite === null) {
    return { database: openDatabase(join(folder, "latchkey.db")), folder, remove };
  }
  await sharedPGlite.exec("drop schema public cascade; create schema public");
  return { database: openPGlite(sharedPGlite), folder, remove };
}
