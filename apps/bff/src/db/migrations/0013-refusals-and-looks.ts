import type { Kysely } from "kysely";
import { nameSkeleton } from "@latchkey/contract/name-skeleton.ts";

/** So many users are read at once. */
const batch = 500;

/** Refusals of the same are one row with a count and the time of the last; user names that look alike can be found. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .alterTable("auditEvents")
    .addColumn("times", "integer", (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema.alterTable("auditEvents").addColumn("lastAt", "text").execute();
  await db.schema.alterTable("auditEvents").addColumn("floodKey", "text").execute();
  await db.schema
    .createIndex("refusalsByFlood")
    .on("auditEvents")
    .columns(["floodKey", "at"])
    .where("floodKey", "is not", null)
    .execute();

  await db.schema.alterTable("users").addColumn("userNameSkeleton", "text").execute();
  for (let last = ""; ;) {
    const users: { id: string; userName: string }[] = await db
      .selectFrom("users")
      .select(["id", "userName"])
      .where("deletedAt", "is", null)
      .where("id", ">", last)
      .orderBy("id")
      .limit(batch)
      .execute();
    for (const { id, userName } of users) {
      await db
        .updateTable("users")
        .set({ userNameSkeleton: nameSkeleton(userName) })
        .where("id", "=", id)
        .execute();
    }
    if (users.length < batch) break;
    last = users.at(-1)!.id;
  }
  await db.schema.createIndex("usersByLooks").on("users").column("userNameSkeleton").execute();
}
