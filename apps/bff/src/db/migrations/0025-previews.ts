import type { Kysely } from "kysely";

/** The HTML part of a preview is asked for by another request, which another server may answer. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable("templatePreviews")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("ownerId", "text", (c) => c.notNull().references("users.id"))
    .addColumn("sealed", "text", (c) => c.notNull())
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("expiresAt", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex("templatePreviewsByOwner")
    .on("templatePreviews")
    .columns(["ownerId", "createdAt"])
    .execute();
  await db.schema.createIndex("templatePreviewsByEnd").on("templatePreviews").column("expiresAt").execute();
}
