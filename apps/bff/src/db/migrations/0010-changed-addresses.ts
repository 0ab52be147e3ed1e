import type { Kysely } from "kysely";

/** The record tells since when it has its address: Forgot Password? of a System Administrator waits for a new one. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable("users").addColumn("emailChangedAt", "text").execute();
}
