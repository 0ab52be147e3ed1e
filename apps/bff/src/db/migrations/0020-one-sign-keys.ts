import type { Kysely } from "kysely";

/** The keys of one sign can be turned off, by each for themselves. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable("users").addColumn("oneSignKeysOffAt", "text").execute();
}
