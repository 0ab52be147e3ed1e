import { sql } from "kysely";
import type { Moment } from "../ports/clock.ts";
import { DatabaseFileError } from "./open.ts";
import { transact, type Dialect, type Tx } from "./transaction.ts";

/** It stands among the migrations: a version of the program from before there was a mark refuses to start as well. */
const mark = "moved to ";

/** Marks a database as one that lives on in another one; its name holds no password. */
export async function markMoved(tx: Tx, to: string, now: Moment): Promise<void> {
  await tx
    .insertInto("schemaMigrations")
    .values({ name: mark + to, appliedAt: now })
    .execute();
}

/** Throws `DatabaseFileError` when there is a mark among the migrations of a database. */
export function refuseMoved(applied: readonly { name: string; appliedAt: Moment }[]): void {
  const moved = applied.find(({ name }) => name.startsWith(mark));
  if (moved === undefined) return;
  throw new DatabaseFileError(
    `This database was ${moved.name} on ${moved.appliedAt}, and lives on there: set DATABASE_URL to that one. What happened there since is not in it. To go back all the same, stop every server and put it back as a backup: pnpm latchkey restore FILE, with the name of its file.`,
  );
}

/** Takes the mark off one that is put back as a backup. */
export async function takeOffMoveMark(database: { dialect: Dialect }): Promise<void> {
  await transact(database, async (tx) => {
    const { rows } = await sql`select 1 from "sqlite_schema" where "name" = 'schemaMigrations'`.execute(tx);
    if (rows.length > 0) await tx.deleteFrom("schemaMigrations").where("name", "like", `${mark}%`).execute();
  });
}
