import { sql, type Kysely } from "kysely";
import type { Dialect } from "../transaction.ts";

/**
 * What was meant by a mistyped word is found among the words that users have, not among the users; those who are inactive are found
 * without looking at others, by whatever the list is narrowed to.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>, { search }: Dialect): Promise<void> {
  await db.schema.dropIndex("usersInactive").execute();
  await db.schema
    .createIndex("usersInactive")
    .on("users")
    .columns<string>(["sortName", "id", "deletedAt", "deactivatedAt", "type", "lastSignedInAt", "searchText"])
    .where(sql.ref("deactivatedAt"), "is not", null)
    .execute();
  for (const [name, column] of [
    ["usersInactiveByEmail", "emailKey"],
    ["usersInactiveByType", "type"],
    ["usersInactiveByLastSignIn", "lastSignedInAt"],
  ] as const) {
    await db.schema
      .createIndex(name)
      .on("users")
      .columns<string>([
        ...new Set([column, "sortName", "id", "deletedAt", "deactivatedAt", "type", "lastSignedInAt"]),
      ])
      .where(sql.ref("deactivatedAt"), "is not", null)
      .execute();
  }
  await search.extend(db);
}
