import { sql, type Kysely } from "kysely";

/**
 * One table of recoveries in place of links, generated passwords, saved suggestions and notes; a suggestion is the proposal
 * only, and an own change of password an event of the audit trail. Every row is kept, under its id.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable("recoveries")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("userId", "text", (c) => c.notNull().references("users.id"))
    .addColumn("way", "text", (c) => c.notNull())
    .addColumn("askedBy", "text", (c) => c.notNull())
    .addColumn("createdBy", "text", (c) => c.references("users.id"))
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("expiresAt", "text", (c) => c.notNull())
    .addColumn("tokenHash", "text", (c) => c.unique())
    .addColumn("passwordHash", "text")
    .addColumn("replacesVersion", "integer")
    .addColumn("becameVersion", "integer")
    .addColumn("openedAt", "text")
    .addColumn("tookEffectAt", "text")
    .addColumn("signedInAt", "text")
    .addColumn("finishedAt", "text")
    .addColumn("endedAt", "text")
    .addColumn("endReason", "text")
    .addColumn("messageId", "text")
    .addColumn("auditEventId", "text")
    .addColumn("reason", "text")
    .addColumn("ticket", "text")
    .addColumn("verifiedBy", "text")
    .execute();

  await sql`
    insert into "recoveries" (
      "id", "userId", "way", "askedBy", "createdBy", "createdAt", "expiresAt", "tokenHash", "openedAt", "finishedAt",
      "endedAt", "endReason", "messageId", "auditEventId", "reason", "ticket", "verifiedBy"
    )
    select
      l."id", l."userId", 'link', l."askedBy", l."createdBy", l."createdAt", l."expiresAt", l."tokenHash", l."openedAt",
      l."usedAt", l."voidedAt", l."voidReason", l."messageId", n."auditEventId", n."reason", n."ticket", n."verifiedBy"
    from "passwordChangeLinks" l left join "recoveryNotes" n on n."recoveryId" = l."id"
  `.execute(db);
  await sql`
    insert into "recoveries" (
      "id", "userId", "way", "askedBy", "createdBy", "createdAt", "expiresAt", "passwordHash", "replacesVersion",
      "becameVersion", "tookEffectAt", "signedInAt", "finishedAt", "endedAt", "endReason", "messageId", "auditEventId",
      "reason", "ticket", "verifiedBy"
    )
    select
      g."id", g."userId", 'mailed-password', 'administrator', g."createdBy", g."createdAt", g."expiresAt",
      case when g."promotedAt" is null and g."droppedAt" is null and g."voidedAt" is null then g."passwordHash" end,
      g."replacesVersion", case when g."promotedAt" is not null then g."replacesVersion" + 1 end, g."promotedAt",
      g."signedInAt", g."replacedAt", coalesce(g."droppedAt", g."voidedAt"),
      case when g."droppedAt" is not null then 'not-accepted' else g."voidReason" end,
      g."messageId", n."auditEventId", n."reason", n."ticket", n."verifiedBy"
    from "generatedPasswords" g left join "recoveryNotes" n on n."recoveryId" = g."id"
  `.execute(db);
  await sql`
    insert into "recoveries" (
      "id", "userId", "way", "askedBy", "createdBy", "createdAt", "expiresAt", "becameVersion", "tookEffectAt",
      "signedInAt", "finishedAt", "endedAt", "endReason", "messageId", "auditEventId", "reason", "ticket", "verifiedBy"
    )
    select
      s."id", s."userId", 'told-password', 'administrator', s."administratorId", s."usedAt", s."temporaryUntil",
      s."becameVersion", s."usedAt", s."signedInAt", s."replacedAt", s."voidedAt", s."voidReason", s."messageId",
      n."auditEventId", n."reason", n."ticket", n."verifiedBy"
    from "passwordSuggestions" s left join "recoveryNotes" n on n."recoveryId" = s."id"
    where s."usedAt" is not null
  `.execute(db);
  // What a user holds now counts, whatever happened to the count of their passwords since it took effect.
  await sql`
    update "recoveries" set "becameVersion" = (
      select "passwordVersion" from "users" where "users"."id" = "recoveries"."userId"
    )
    where "way" = 'mailed-password' and "tookEffectAt" is not null and "finishedAt" is null and "endedAt" is null
      and "expiresAt" = (select "temporaryPasswordExpiresAt" from "users" where "users"."id" = "recoveries"."userId")
  `.execute(db);

  await moveOwnChanges(db);

  await sql`delete from "passwordSuggestions" where "usedAt" is not null`.execute(db);
  // One that ended unsaved is told of as expired, and may never be saved.
  await sql`
    update "passwordSuggestions" set "sealed" = null, "expiresAt" = "voidedAt"
    where "voidedAt" is not null and "voidedAt" < "expiresAt"
  `.execute(db);
  for (const column of [
    "usedAt",
    "temporaryUntil",
    "becameVersion",
    "signedInAt",
    "replacedAt",
    "voidedAt",
    "voidReason",
    "messageId",
  ]) {
    await db.schema.alterTable("passwordSuggestions").dropColumn(column).execute();
  }
  for (const table of ["recoveryNotes", "passwordChangeLinks", "generatedPasswords", "ownPasswordChanges"])
    await db.schema.dropTable(table).execute();

  // The order of the record's timeline.
  await db.schema
    .createIndex("recoveriesByUser")
    .on("recoveries")
    .columns(["userId", "createdAt", "id"])
    .execute();
  await db.schema
    .createIndex("recoveriesOpenLinks")
    .on("recoveries")
    .columns<string>(["expiresAt", "userId"])
    .where("way", "=", sql.lit("link"))
    .where("finishedAt", "is", null)
    .where("endedAt", "is", null)
    .execute();
  await db.schema
    .createIndex("passwordSuggestionsByExpiry")
    .on("passwordSuggestions")
    .column("expiresAt")
    .execute();
}

/**
 * Each own change has one event, written in its transaction: the first change of a user the first event, and so on. What
 * named the change names the event.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- as above
async function moveOwnChanges(db: Kysely<any>): Promise<void> {
  type Change = { id: string; userId: string; messageId: string | null; follows: string | null };
  type Event = { id: string; subjectId: string; details: string };
  const changes: Change[] = await db
    .selectFrom("ownPasswordChanges")
    .select(["id", "userId", "messageId", "follows"])
    .orderBy("id")
    .execute();
  const events: Event[] = await db
    .selectFrom("auditEvents")
    .select(["id", "subjectId", "details"])
    .where("action", "=", "password.changed")
    .where("outcome", "=", "done")
    .orderBy("id")
    .execute();
  const eventsOf = Map.groupBy(events, ({ subjectId }) => subjectId);
  const changesOf = Map.groupBy(changes, ({ userId }) => userId);
  const eventOf = new Map<string, Event>();
  for (const [userId, ofUser] of changesOf) {
    // Those from before own changes were kept have an event only: the newest belong together.
    const newest = (eventsOf.get(userId) ?? []).slice(-ofUser.length);
    for (const [index, change] of ofUser.entries()) {
      const event = newest[index];
      if (event !== undefined) eventOf.set(change.id, event);
    }
  }
  for (const { id, userId, messageId, follows } of changes) {
    const event = eventOf.get(id);
    if (event === undefined) continue;
    const details = {
      ...(JSON.parse(event.details) as object),
      ...(messageId !== null && { messageId }),
      ...(follows !== null && { follows: eventOf.get(follows)?.id ?? follows }),
    };
    await db
      .updateTable("auditEvents")
      .set({ details: JSON.stringify(details) })
      .where("id", "=", event.id)
      .execute();
    await db
      .updateTable("users")
      .set({ passwordSetThrough: event.id })
      .where("id", "=", userId)
      .where("passwordSetThrough", "=", id)
      .execute();
    for (const table of ["stopLinks", "messages"]) {
      const about = db.updateTable(table).where("userId", "=", userId).where("aboutId", "=", id);
      await about.set({ aboutId: event.id }).execute();
    }
  }
}
