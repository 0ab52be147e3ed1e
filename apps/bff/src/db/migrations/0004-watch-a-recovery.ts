import type { Kysely } from "kysely";

/** What becomes of a mail after it was accepted, batches, the steps of a recovery, "this wasn't me". */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await addColumns(db, "messages", ["template", "subject", "openParts", "batchId"]);
  for (const [name, first] of [
    ["priority", 0],
    ["batchLimit", 100],
  ] as const) {
    await db.schema
      .alterTable("messages")
      .addColumn(name, "integer", (c) => c.notNull().defaultTo(first))
      .execute();
  }
  const templateOfKind = {
    "generated-password": "access-info",
    "temporary-password": "access-info",
    "password-change-link": "password-change-link",
    "password-changed": "password-changed",
    "administrator-changed-your-access": "administrator-changed-your-access",
  };
  for (const [kind, template] of Object.entries(templateOfKind)) {
    await db.updateTable("messages").set({ template }).where("kind", "=", kind).execute();
  }
  await db.schema.dropIndex("messagesByDue").execute();
  await db.schema
    .createIndex("messagesByDue")
    .on("messages")
    .columns(["state", "priority", "nextAttemptAt", "id"])
    .execute();
  await db.schema.createIndex("messagesByBatch").on("messages").columns(["batchId", "id"]).execute();
  await db.schema.createIndex("messagesByGivingUp").on("messages").columns(["state", "giveUpAt"]).execute();
  await db.schema.createIndex("messagesByProvider").on("messages").column("providerId").execute();
  // The orders of the list of messages; they hold what it filters and searches by.
  const filters = ["template", "userId", "toAddress"];
  await db.schema
    .createIndex("messagesByTime")
    .on("messages")
    .columns(["createdAt", "id", "state", ...filters])
    .execute();
  await db.schema
    .createIndex("messagesByState")
    .on("messages")
    .columns(["state", "createdAt", "id", ...filters])
    .execute();

  await db.schema
    .createTable("messageBatches")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("nextAttemptAt", "text", (c) => c.notNull())
    .addColumn("leasedUntil", "text")
    .addColumn("firstAttemptAt", "text", (c) => c.notNull())
    .addColumn("createdAt", "text", (c) => c.notNull())
    .execute();

  await db.schema
    .createTable("messageEvents")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("messageId", "text", (c) => c.notNull().references("messages.id"))
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("reason", "text")
    .execute();
  await db.schema
    .createIndex("messageEventsByMessage")
    .on("messageEvents")
    .columns(["messageId", "id"])
    .execute();

  await db.schema
    .createTable("webhookDeliveries")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("type", "text", (c) => c.notNull())
    .addColumn("messageId", "text")
    .addColumn("receivedAt", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex("webhookDeliveriesByTime")
    .on("webhookDeliveries")
    .column("receivedAt")
    .execute();

  await db.schema
    .alterTable("senderPauses")
    .addColumn("kind", "text", (c) => c.notNull().defaultTo("limit"))
    .execute();
  await db.schema
    .createTable("senderLimits")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("requestsPerSecond", "integer", (c) => c.notNull())
    .addColumn("announcedAt", "text", (c) => c.notNull())
    .execute();

  await addColumns(db, "users", [
    "addressFault",
    "addressFaultReason",
    "addressFaultAt",
    "passwordSetThrough",
    "recoveryStoppedAt",
    "selfServiceBlockedUntil",
  ]);
  await addColumns(db, "passwordChangeLinks", ["openedAt"]);
  await addColumns(db, "generatedPasswords", ["signedInAt", "replacedAt"]);
  await addColumns(db, "passwordSuggestions", ["signedInAt", "replacedAt"]);
  await fillReplaced(db, "generatedPasswords", "promotedAt", "expiresAt");
  await fillReplaced(db, "passwordSuggestions", "usedAt", "temporaryUntil");

  // What the list can be narrowed to: few rows as a rule, in the order of the names, with what it filters by and searches.
  const listed = ["sortName", "id", "deletedAt", "deactivatedAt", "type", "searchText"];
  for (const [name, column] of [
    ["usersWithTemporaryPassword", "temporaryPasswordExpiresAt"],
    ["usersWithAddressFault", "addressFault"],
  ] as const) {
    await db.schema.createIndex(name).on("users").columns(listed).where(column, "is not", null).execute();
  }
  await db.schema.dropIndex("usersByLastSignIn").execute();
  await db.schema
    .createIndex("usersByLastSignIn")
    .on("users")
    .columns(["lastSignedInAt", ...listed])
    .execute();
  await db.schema
    .createIndex("passwordChangeLinksOpen")
    .on("passwordChangeLinks")
    .columns<string>(["expiresAt", "userId"])
    .where("usedAt", "is", null)
    .where("voidedAt", "is", null)
    .execute();

  await db.schema
    .createTable("recoveryNotes")
    .addColumn("recoveryId", "text", (c) => c.primaryKey())
    .addColumn("auditEventId", "text", (c) => c.notNull())
    .addColumn("reason", "text")
    .addColumn("ticket", "text")
    .addColumn("verifiedBy", "text")
    .execute();
  await db.schema
    .createTable("ownPasswordChanges")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("userId", "text", (c) => c.notNull().references("users.id"))
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("messageId", "text")
    .addColumn("follows", "text")
    .execute();
  await db.schema.createIndex("ownPasswordChangesByUser").on("ownPasswordChanges").column("userId").execute();

  await db.schema
    .createTable("stopLinks")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("userId", "text", (c) => c.notNull().references("users.id"))
    .addColumn("tokenHash", "text", (c) => c.notNull().unique())
    .addColumn("aboutId", "text")
    .addColumn("messageId", "text", (c) => c.notNull())
    .addColumn("template", "text", (c) => c.notNull())
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("expiresAt", "text", (c) => c.notNull())
    .addColumn("usedAt", "text")
    .execute();
  await db.schema.createIndex("stopLinksByUser").on("stopLinks").column("userId").execute();
}

// oxlint-disable-next-line typescript/no-explicit-any -- as above
async function addColumns(db: Kysely<any>, table: string, names: string[]): Promise<void> {
  for (const name of names) await db.schema.alterTable(table).addColumn(name, "text").execute();
}

/** The audit trail remembers when temporary passwords were replaced; until then it stood nowhere else. */
async function fillReplaced(
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  db: Kysely<any>,
  table: "generatedPasswords" | "passwordSuggestions",
  from: "promotedAt" | "usedAt",
  until: "expiresAt" | "temporaryUntil",
): Promise<void> {
  await db
    .updateTable(table)
    .set((eb) => ({
      replacedAt: eb
        .selectFrom("auditEvents")
        .select((event) => event.fn.min("at").as("at"))
        .where("action", "=", "temporary-password.replaced")
        .where("outcome", "=", "done")
        .whereRef("subjectId", "=", `${table}.userId`)
        .whereRef("at", ">=", `${table}.${from}`)
        .whereRef("at", "<", `${table}.${until}`),
    }))
    .where(from, "is not", null)
    .where("voidedAt", "is", null)
    .execute();
}
