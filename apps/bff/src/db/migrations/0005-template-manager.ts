import type { Kysely } from "kysely";

/** Versions and drafts of templates and of the layout; each mail remembers the version of its words. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable("templateVersions")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("locale", "text", (c) => c.notNull())
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("restores", "integer")
    .addColumn("content", "text")
    .addColumn("note", "text", (c) => c.notNull())
    .addColumn("authorId", "text", (c) => c.notNull())
    .addColumn("authorName", "text", (c) => c.notNull())
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("replacedAt", "text")
    .execute();
  // Unique, so that there are never two in force.
  await db.schema
    .createIndex("templateVersionsInForce")
    .unique()
    .on("templateVersions")
    .columns<string>(["key", "locale"])
    .where("replacedAt", "is", null)
    .execute();
  await db.schema
    .createIndex("templateVersionsByNumber")
    .unique()
    .on("templateVersions")
    .columns(["key", "locale", "number"])
    .execute();
  await db.schema
    .createTable("templateDrafts")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("locale", "text", (c) => c.notNull())
    .addColumn("authorId", "text", (c) => c.notNull().references("users.id"))
    .addColumn("basedOn", "integer", (c) => c.notNull())
    .addColumn("content", "text", (c) => c.notNull())
    .addColumn("updatedAt", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex("templateDraftsByAuthor")
    .unique()
    .on("templateDrafts")
    .columns(["key", "locale", "authorId"])
    .execute();
  await db.schema.alterTable("messages").addColumn("templateVersion", "text").execute();
}
