import type { Kysely } from "kysely";

/** A link can be extended, once. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable("recoveries").addColumn("extendedAt", "text").execute();
}
