import type { Kysely, Updateable } from "kysely";
import type { Database } from "../db/schema.ts";
import { searchColumns } from "../db/search-text.ts";

/** Writes to a user past the product, as another version of it or another process may have done. */
export async function writeBehind(
  db: Kysely<Database>,
  userId: string,
  changes: Updateable<Database["users"]>,
): Promise<void> {
  const user = await db
    .updateTable("users")
    .set(changes)
    .where("id", "=", userId)
    .returningAll()
    .executeTakeFirstOrThrow();
  await db.updateTable("users").set(searchColumns(user)).where("id", "=", userId).execute();
}
