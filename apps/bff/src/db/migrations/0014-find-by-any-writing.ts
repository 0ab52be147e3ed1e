import type { Kysely } from "kysely";
import { searchColumns, type Findable } from "../search-text.ts";
import type { Dialect } from "../transaction.ts";

/** So many users are read at once. */
const batch = 500;

/** Users are sorted and found by whatever is known of them, in any writing, and by an index of their words' parts. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>, { search }: Dialect): Promise<void> {
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
      await db.updateTable("users").set(searchColumns(user)).where("id", "=", user.id).execute();
    }
    if (users.length < batch) break;
    last = users.at(-1)!.id;
  }
  await search.install(db);
}
