import type { Kysely } from "kysely";

/**
 * The language and the time zone of readers whose record names none. An installation that has users begins with the zone that
 * most of them have: without one, mails told moments in UTC.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable("readerDefaults")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("language", "text")
    .addColumn("timeZone", "text")
    .execute();
  const usual = await db
    .selectFrom("users")
    .select("timeZone")
    .where("timeZone", "is not", null)
    .where("deletedAt", "is", null)
    .groupBy("timeZone")
    .orderBy((eb) => eb.fn.countAll(), "desc")
    .orderBy("timeZone")
    .limit(1)
    .executeTakeFirst();
  if (usual === undefined) return;
  await db
    .insertInto("readerDefaults")
    .values({ id: "installation", language: null, timeZone: usual["timeZone"] })
    .execute();
}
