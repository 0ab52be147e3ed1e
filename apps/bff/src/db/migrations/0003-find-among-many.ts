import type { Kysely } from "kysely";

/** One index for each order of the list of users; they hold what the list filters by, and that of the names what it searches. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  const filters = ["deletedAt", "deactivatedAt", "type"];
  await db.schema.dropIndex("usersBySortName").execute();
  await db.schema
    .createIndex("usersByName")
    .on("users")
    .columns(["sortName", "id", ...filters, "searchText"])
    .execute();
  await db.schema
    .createIndex("usersByEmail")
    .on("users")
    .columns(["emailKey", "sortName", "id", ...filters])
    .execute();
  await db.schema
    .createIndex("usersByType")
    .on("users")
    .columns(["type", "sortName", "id", "deletedAt", "deactivatedAt"])
    .execute();
  await db.schema
    .createIndex("usersByLastSignIn")
    .on("users")
    .columns(["lastSignedInAt", "sortName", "id", ...filters])
    .execute();
}
