import type { Ctx } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import { newId } from "../ports/random.ts";

/** What happens to accounts, in the past tense. */
export type AuditAction =
  | "setup.completed"
  | "user.created"
  | "user.updated"
  | "user.activated"
  | "user.deactivated"
  | "user.deleted"
  | "session.opened"
  | "session.closed"
  | "sessions.ended"
  | "password-change-link.sent"
  | "password-change-link.requested"
  | "password-change-link.revoked"
  | "password-change-link.redeemed"
  | "generated-password.sent"
  | "generated-password.activated"
  | "generated-password.dropped"
  | "generated-password.revoked"
  | "password-suggestion.generated"
  | "temporary-password.saved"
  | "temporary-password.replaced"
  | "temporary-password.revoked"
  | "password.changed"
  | "recovery.stopped"
  | "mail-queue.paused"
  | "mail-queue.resumed"
  | "message.settled"
  | "template.saved"
  | "template.restored"
  | "template.reset"
  | "template.failed"
  | "layout.saved"
  | "layout.restored"
  | "layout.reset"
  | "test-mail.sent"
  | "break-glass-link.made"
  | "address.marked"
  | "backup.made"
  | "backup.restored";

/** An event about to be recorded. */
export type AuditEntry = {
  action: AuditAction;
  subjectId: string | null;
  /** Facts in words; never a secret. */
  details?: Record<string, string>;
};

/** Whose action it is: a request, or the system itself when a mail's fate decides. */
export type AuditSource = Pick<Ctx, "clock" | "actor" | "address" | "userAgent" | "requestId">;

/** Records an event in the transaction of the change; if it can't be written, nothing changes. Returns the event's id. */
export async function recordAudit(tx: Tx, source: AuditSource, entry: AuditEntry): Promise<string> {
  return insertEvent(tx, source, entry, "done");
}

/** Records that something was refused and changed nothing, in a transaction of its own. */
export async function recordRefusal(ctx: Ctx, entry: AuditEntry): Promise<void> {
  await transact(ctx, (tx) => insertEvent(tx, ctx, entry, "refused"));
}

async function insertEvent(
  tx: Tx,
  source: AuditSource,
  entry: AuditEntry,
  outcome: "done" | "refused",
): Promise<string> {
  const id = newId();
  await tx
    .insertInto("auditEvents")
    .values({
      id,
      at: source.clock.now(),
      action: entry.action,
      outcome,
      actorId: source.actor?.userId ?? null,
      actorName: source.actor?.name ?? null,
      subjectId: entry.subjectId,
      address: source.address,
      userAgent: source.userAgent,
      requestId: source.requestId,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
  return id;
}
