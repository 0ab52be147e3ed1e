import { constants, setPriority } from "node:os";
import Sqlite from "better-sqlite3";

// A program of its own, for `examineBeside`: prints what is wrong with the file that it is given, or `ok`.
setPriority(constants.priority.PRIORITY_LOW);
const sqlite = new Sqlite(process.argv[2], { readonly: true, fileMustExist: true });
let found: string;
try {
  found = String(sqlite.pragma("quick_check(1)", { simple: true }));
} catch (error) {
  // Of what is damaged badly SQLite does not get to the end.
  const code = error instanceof Sqlite.SqliteError ? error.code : "";
  if (!/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) throw error;
  found = code;
}
sqlite.close();
process.stdout.write(found);
