import type { Kysely } from "kysely";

/**
 * Attempts weigh more or less, and too many in a row are a stop. What is counted is known by a keyed fingerprint from now on,
 * which the old hashes can't become: running counts start anew.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.dropTable("throttles").execute();
  await db.schema
    .createTable("throttles")
    .addColumn("key", "text", (c) => c.primaryKey())
    .addColumn("points", "double precision", (c) => c.notNull())
    .addColumn("lastAttemptAt", "text", (c) => c.notNull())
    .addColumn("blockedUntil", "text", (c) => c.notNull())
    .addColumn("aim", "text")
    .addColumn("stoppedAt", "text")
    .addColumn("tellUserId", "text", (c) => c.references("users.id"))
    .execute();
  await db.schema
    .createIndex("stopsToTell")
    .on("throttles")
    .column("tellUserId")
    .where("tellUserId", "is not", null)
    .execute();
  await db.schema
    .createIndex("recoveriesByAsking")
    .on("recoveries")
    .columns(["askedBy", "createdAt"])
    .execute();
}
