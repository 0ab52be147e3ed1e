import type { Kysely } from "kysely";

/** Refusals of the same are one row with a count and the time of the last. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .alterTable("auditEvents")
    .addColumn("times", "integer", (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema.alterTable("auditEvents").addColumn("lastAt", "text").execute();
  await db.schema.alterTable("auditEvents").addColumn("floodKey", "text").execute();
  await db.schema
    .createIndex("refusalsByFlood")
    .on("auditEvents")
    .columns(["floodKey", "at"])
    .where("floodKey", "is not", null)
    .execute();
}
