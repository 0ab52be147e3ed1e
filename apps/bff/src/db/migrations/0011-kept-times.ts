import { sql, type ExpressionBuilder, type Kysely } from "kysely";

/**
 * How far time has come is kept, so that a clock that is put back revives nothing. When a session ends follows from its
 * beginning and its user's type; what is erased after a time is found by it.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable("clockMarks")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("reachedAt", "text", (c) => c.notNull())
    .addColumn("believedAfter", "text")
    .execute();
  await db.schema.alterTable("sessions").dropColumn("expiresAt").execute();
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  const isKnown = (eb: ExpressionBuilder<any, "sessions">) =>
    eb.or([eb("address", "is not", null), eb("userAgent", "is not", null)]);
  await db.schema
    .createIndex("sessionsByLastUse")
    .on("sessions")
    .column("lastSeenAt")
    .where(isKnown)
    .execute();
  await db.schema
    .createIndex("webhookDeliveriesByReceipt")
    .on("webhookDeliveries")
    .column("receivedAt")
    .execute();
  await db.schema.createIndex("throttlesByLastAttempt").on("throttles").column("lastAttemptAt").execute();
  await db.schema
    .createIndex("recoveriesWithHash")
    .on("recoveries")
    .column("expiresAt")
    .where(sql.ref("passwordHash"), "is not", null)
    .execute();
}
