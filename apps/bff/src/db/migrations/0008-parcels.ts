import { sql, type Kysely } from "kysely";

/**
 * Every attempt is a parcel, of one mail or of several. What was under way or may have left keeps its key: a single mail
 * its own id, a batch the batch's.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable("parcels")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("priority", "integer", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("nextAttemptAt", "text", (c) => c.notNull())
    .addColumn("leasedUntil", "text")
    .addColumn("firstAttemptAt", "text", (c) => c.notNull())
    .addColumn("unclearSince", "text")
    .execute();
  const columns = sql`"id", "priority", "attempts", "nextAttemptAt", "leasedUntil", "firstAttemptAt", "unclearSince"`;
  // A batch that waits, or was tried again, may have left: nothing else is repeated.
  await sql`
    insert into "parcels" (${columns})
    select "id", coalesce((select min("priority") from "messages" where "batchId" = "b"."id"), 1),
      "attempts", "nextAttemptAt", "leasedUntil", "firstAttemptAt",
      case when "leasedUntil" is null or "attempts" > 1 then coalesce(
        (select min("unclearSince") from "messages" where "batchId" = "b"."id"), "firstAttemptAt") end
    from "messageBatches" as "b"`.execute(db);
  await sql`
    insert into "parcels" (${columns})
    select "id", "priority", "attempts", "nextAttemptAt", "leasedUntil", coalesce("firstAttemptAt", "createdAt"), "unclearSince"
    from "messages" where "batchId" is null
      and ("state" = 'sending' or ("state" = 'queued' and "unclearSince" is not null))`.execute(db);

  await db.schema.dropIndex("messagesByBatch").execute();
  await db.schema.alterTable("messages").renameColumn("batchId", "parcelId").execute();
  await db.schema.alterTable("messages").renameColumn("batchLimit", "parcelLimit").execute();
  await sql`update "messages" set "parcelId" = "id" where "id" in (select "id" from "parcels")`.execute(db);
  // Between two attempts the mails of a batch wait, as a single one always did.
  await sql`
    update "messages" set "state" = 'queued' where "state" = 'sending'
      and "parcelId" in (select "id" from "parcels" where "leasedUntil" is null)`.execute(db);
  await db.schema.createIndex("messagesByParcel").on("messages").columns(["parcelId", "id"]).execute();
  for (const column of ["leasedUntil", "firstAttemptAt", "unclearSince"]) {
    await db.schema.alterTable("messages").dropColumn(column).execute();
  }
  await db.schema.dropTable("messageBatches").execute();
}
