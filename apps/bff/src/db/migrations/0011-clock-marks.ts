import type { Kysely } from "kysely";

/** How far time has come is kept, so that a clock that is put back revives nothing. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable("clockMarks")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("reachedAt", "text", (c) => c.notNull())
    .addColumn("believedAfter", "text")
    .execute();
}
