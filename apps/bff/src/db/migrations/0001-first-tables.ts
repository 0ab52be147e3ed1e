import { sql, type Kysely } from "kysely";

/** The first tables. Frozen: a later change is a later migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("users")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("version", "integer", (c) => c.notNull())
    .addColumn("userName", "text", (c) => c.notNull())
    .addColumn("userNameKey", "text", (c) => c.notNull().unique())
    .addColumn("salutation", "text")
    .addColumn("firstName", "text")
    .addColumn("lastName", "text", (c) => c.notNull())
    .addColumn("title", "text")
    .addColumn("email", "text")
    .addColumn("emailKey", "text", (c) => c.unique())
    .addColumn("phone", "text")
    .addColumn("type", "text", (c) => c.notNull().check(sql`"type" in ('system-administrator', 'regular')`))
    .addColumn("teams", "text", (c) => c.notNull())
    .addColumn("language", "text")
    .addColumn("timeZone", "text")
    .addColumn("deactivatedAt", "text")
    .addColumn("sortName", "text", (c) => c.notNull())
    .addColumn("searchText", "text", (c) => c.notNull())
    .addColumn("passwordHash", "text")
    .addColumn("passwordVersion", "integer", (c) => c.notNull())
    .addColumn("temporaryPasswordExpiresAt", "text")
    .addColumn("lastSignedInAt", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("updatedAt", "text", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("usersBySortName").on("users").columns(["sortName", "id"]).execute();

  const ofUser = (name: string) =>
    db.schema
      .createTable(name)
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("userId", "text", (c) => c.notNull().references("users.id"));

  await ofUser("sessions")
    .addColumn("tokenHash", "text", (c) => c.notNull().unique())
    .addColumn("restrictedAt", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("lastSeenAt", "text", (c) => c.notNull())
    .addColumn("expiresAt", "text", (c) => c.notNull())
    .addColumn("endedAt", "text")
    .addColumn("address", "text")
    .addColumn("userAgent", "text")
    .execute();
  await db.schema.createIndex("sessionsByUser").on("sessions").column("userId").execute();

  await ofUser("passwordChangeLinks")
    .addColumn("tokenHash", "text", (c) => c.notNull().unique())
    .addColumn("askedBy", "text", (c) => c.notNull())
    .addColumn("createdBy", "text", (c) => c.references("users.id"))
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("expiresAt", "text", (c) => c.notNull())
    .addColumn("usedAt", "text")
    .addColumn("voidedAt", "text")
    .addColumn("voidReason", "text")
    .addColumn("messageId", "text")
    .execute();
  await db.schema
    .createIndex("passwordChangeLinksByUser")
    .on("passwordChangeLinks")
    .column("userId")
    .execute();

  await ofUser("generatedPasswords")
    .addColumn("passwordHash", "text", (c) => c.notNull())
    .addColumn("replacesVersion", "integer", (c) => c.notNull())
    .addColumn("createdBy", "text", (c) => c.references("users.id"))
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("expiresAt", "text", (c) => c.notNull())
    .addColumn("promotedAt", "text")
    .addColumn("droppedAt", "text")
    .addColumn("voidedAt", "text")
    .addColumn("voidReason", "text")
    .addColumn("messageId", "text", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("generatedPasswordsByUser").on("generatedPasswords").column("userId").execute();

  await ofUser("passwordSuggestions")
    .addColumn("administratorId", "text", (c) => c.notNull().references("users.id"))
    .addColumn("passwordHash", "text", (c) => c.notNull())
    .addColumn("sealed", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("expiresAt", "text", (c) => c.notNull())
    .addColumn("usedAt", "text")
    .addColumn("temporaryUntil", "text")
    .addColumn("becameVersion", "integer")
    .addColumn("voidedAt", "text")
    .addColumn("voidReason", "text")
    .addColumn("messageId", "text")
    .execute();
  await db.schema
    .createIndex("passwordSuggestionsByUser")
    .on("passwordSuggestions")
    .column("userId")
    .execute();

  await ofUser("messages")
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("aboutId", "text")
    .addColumn("toAddress", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("reason", "text")
    .addColumn("sealed", "text")
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("nextAttemptAt", "text", (c) => c.notNull())
    .addColumn("leasedUntil", "text")
    .addColumn("firstAttemptAt", "text")
    .addColumn("unclearSince", "text")
    .addColumn("giveUpAt", "text", (c) => c.notNull())
    .addColumn("expiresAt", "text", (c) => c.notNull())
    .addColumn("providerId", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("endedAt", "text")
    .execute();
  await db.schema.createIndex("messagesByUser").on("messages").column("userId").execute();
  await db.schema.createIndex("messagesByDue").on("messages").columns(["state", "nextAttemptAt"]).execute();

  await db.schema
    .createTable("senderPauses")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("reason", "text", (c) => c.notNull())
    .addColumn("until", "text", (c) => c.notNull())
    .addColumn("createdAt", "text", (c) => c.notNull())
    .execute();

  await db.schema
    .createTable("auditEvents")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("action", "text", (c) => c.notNull())
    .addColumn("outcome", "text", (c) => c.notNull())
    .addColumn("actorId", "text")
    .addColumn("actorName", "text")
    .addColumn("subjectId", "text")
    .addColumn("address", "text")
    .addColumn("userAgent", "text")
    .addColumn("requestId", "text", (c) => c.notNull())
    .addColumn("details", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex("auditEventsBySubject")
    .on("auditEvents")
    .columns(["subjectId", "at"])
    .execute();

  await db.schema
    .createTable("setupLinks")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("tokenHash", "text", (c) => c.notNull().unique())
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("usedAt", "text")
    .execute();
}
