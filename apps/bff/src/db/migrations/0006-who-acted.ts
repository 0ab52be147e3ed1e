import { sql, type Kysely } from "kysely";

/**
 * The trail tells who acted: a user, the operator's shell, the worker or a stranger; only what a request caused has a request's
 * id. A refusal's problem and an administrator's reason are two fields. One name for the emergency link, and for a generated
 * password that took effect.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.dropIndex("auditEventsBySubject").execute();
  await db.schema.alterTable("auditEvents").renameTo("earlierAuditEvents").execute();
  await db.schema
    .createTable("auditEvents")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("action", "text", (c) => c.notNull())
    .addColumn("outcome", "text", (c) => c.notNull())
    .addColumn("actorKind", "text", (c) => c.notNull())
    .addColumn("actorId", "text")
    .addColumn("actorName", "text")
    .addColumn("subjectId", "text")
    .addColumn("address", "text")
    .addColumn("userAgent", "text")
    .addColumn("requestId", "text")
    .addColumn("details", "text", (c) => c.notNull())
    .execute();
  // What stood in place of a request's id told who acted where nobody had a session.
  await sql`
    insert into "auditEvents"
    select
      "id", "at",
      case "action"
        when 'break-glass-link.made' then 'emergency-link.made'
        when 'generated-password.activated' then 'generated-password.took-effect'
        else "action"
      end,
      "outcome",
      case
        when "actorId" is not null then 'user'
        when "requestId" like '% on the server''s shell' or "requestId" = 'unattended set-up' then 'operator'
        when "requestId" like 'message %' or "requestId" like 'template %' then 'worker'
        else 'stranger'
      end,
      "actorId",
      case
        when "requestId" like '% on the server''s shell' then replace("requestId", ' on the server''s shell', '')
        when "requestId" = 'unattended set-up' then 'start'
        else "actorName"
      end,
      "subjectId", "address", "userAgent",
      case
        when "requestId" like '% on the server''s shell' or "requestId" = 'unattended set-up' then null
        when "requestId" like 'message %' or "requestId" like 'template %' then null
        else "requestId"
      end,
      case
        when "outcome" = 'refused' then replace("details", '{"reason":', '{"problem":')
        else replace("details", '"linkId":', '"recoveryId":')
      end
    from "earlierAuditEvents"
  `.execute(db);
  await db.schema.dropTable("earlierAuditEvents").execute();
  await db.schema
    .createIndex("auditEventsBySubject")
    .on("auditEvents")
    .columns(["subjectId", "at"])
    .execute();
}
