import type { Kysely } from "kysely";

/** With which browser and on what a recovery was used first is kept beside when. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable("recoveries").addColumn("usedOn", "text").execute();
}
