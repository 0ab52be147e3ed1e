import { sql, type Kysely } from "kysely";

/**
 * What was sent to an address lately is found by it. The links that people asked for are found by their time, and no question
 * of one user goes through that index: it would pass everybody's. Indexes of what few messages have hold those alone, so that a message
 * that neither is in a parcel nor has a name at the mail service costs them nothing.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createIndex("messagesByAddress")
    .on("messages")
    .columns([sql`lower("toAddress")`, "createdAt"] as never)
    .execute();
  await db.schema.dropIndex("recoveriesByAsking").execute();
  await db.schema
    .createIndex("recoveriesAskedByUsers")
    .on("recoveries")
    .column("createdAt")
    .where(sql.ref("askedBy"), "=", sql.lit("user"))
    .execute();
  for (const [name, columns] of [
    ["messagesByParcel", ["parcelId", "id"]],
    ["messagesByProvider", ["providerId"]],
  ] as const) {
    await db.schema.dropIndex(name).execute();
    await db.schema
      .createIndex(name)
      .on("messages")
      .columns<string>([...columns])
      .where(columns[0], "is not", null)
      .execute();
  }
}
