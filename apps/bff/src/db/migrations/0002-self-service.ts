import type { Kysely } from "kysely";

/** Forgot password, throttles, own settings, deleted users. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable("users").addColumn("theme", "text").execute();
  await db.schema.alterTable("users").addColumn("deletedAt", "text").execute();
  await db.schema
    .createTable("throttles")
    .addColumn("key", "text", (c) => c.primaryKey())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("lastAttemptAt", "text", (c) => c.notNull())
    .addColumn("blockedUntil", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("recoveryRequests")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("sealed", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("settledAt", "text")
    .addColumn("address", "text")
    .addColumn("userAgent", "text")
    .addColumn("requestId", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex("recoveryRequestsBySettling")
    .on("recoveryRequests")
    .columns(["settledAt", "id"])
    .execute();
}
