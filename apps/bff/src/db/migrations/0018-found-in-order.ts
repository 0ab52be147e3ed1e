import { sql, type Kysely } from "kysely";
import { sortPlace } from "../search-text.ts";
import type { Dialect } from "../transaction.ts";

/** So many users are read at once. */
const batch = 500;

/** The index of the search finds users in the order of their names; who is inactive has an index of their own. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>, { search }: Dialect): Promise<void> {
  await db.schema
    .alterTable("users")
    .addColumn("sortPlace", "bigint", (c) => c.notNull().defaultTo(0))
    .execute();
  for (let last = ""; ;) {
    const users: { id: string; sortName: string }[] = await db
      .selectFrom("users")
      .select(["id", "sortName"])
      .where("id", ">", last)
      .orderBy("id")
      .limit(batch)
      .execute();
    for (const { id, sortName } of users) {
      await db
        .updateTable("users")
        .set({ sortPlace: sortPlace(sortName) })
        .where("id", "=", id)
        .execute();
    }
    if (users.length < batch) break;
    last = users.at(-1)!.id;
  }
  await db.schema
    .createIndex("usersInactive")
    .on("users")
    .columns<string>(["sortName", "id", "deletedAt", "deactivatedAt", "type", "searchText"])
    .where(sql.ref("deactivatedAt"), "is not", null)
    .execute();
  await search.install(db);
}
