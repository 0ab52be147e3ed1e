import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { recordAudit } from "../audit/record-audit.ts";
import { transact } from "../db/transaction.ts";
import { operatorSource } from "./operator-source.ts";
import type { OpenSystem } from "./with-system.ts";

/** Writes a consistent copy of the database to a new file of mode 0600. Returns the exit code. */
export async function backUp({ system, database }: OpenSystem, file: string): Promise<number> {
  const otherwise = database.copiedOtherwise(file);
  if (otherwise !== null) {
    process.stderr.write(`${otherwise}\n`);
    return 1;
  }
  if (existsSync(file)) {
    process.stderr.write(`${file} exists already. Choose another name; a backup never overwrites.\n`);
    return 1;
  }
  if (!existsSync(dirname(resolve(file)))) {
    process.stderr.write(`There is no folder ${dirname(resolve(file))}. Make it first, or choose another.\n`);
    return 1;
  }
  await transact(system, (tx) =>
    recordAudit(tx, operatorSource(system, "backup"), { action: "backup.made", subjectId: null }),
  );
  database.copyTo(file);
  process.stdout.write(
    `The database was copied to ${file}. Keep the secret key apart from it: who has both can read waiting mails.\n`,
  );
  return 0;
}
