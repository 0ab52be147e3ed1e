import type { Kysely } from "kysely";
import { searchColumns, type Findable } from "../search-text.ts";

/** So many users are read at once. */
const batch = 500;

/** Users are sorted and found by whatever is known of them, in any writing; the index of it is made later, by 0018. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  for (let last = ""; ;) {
    const users: (Findable & { id: string })[] = await db
      .selectFrom("users")
      .select(["id", "firstName", "lastName", "userName", "email", "phone", "title", "teams"])
      .where("deletedAt", "is", null)
      .where("id", ">", last)
      .orderBy("id")
      .limit(batch)
      .execute();
    for (const user of users) {
      const { sortName, searchText } = searchColumns(user);
      await db.updateTable("users").set({ sortName, searchText }).where("id", "=", user.id).execute();
    }
    if (users.length < batch) break;
    last = users.at(-1)!.id;
  }
}
