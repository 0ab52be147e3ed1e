import type { AuditAction, AuditDetails, Audits, RefusalDetails } from "@latchkey/contract/audit-actions.ts";
import type { Actor, Ctx, SignedIn, System } from "../ctx.ts";
import { transactTogether } from "../db/transact-together.ts";
import type { Tx } from "../db/transaction.ts";
import type { Database } from "../db/schema.ts";
import { newId } from "../ports/random.ts";

/** An event about to be recorded: whom it is about, and facts in words, never a secret; with an id if something refers to it. */
export type AuditEntry<Action extends AuditAction = AuditAction> = {
  [Each in Action]: { id?: string; action: Each; subjectId: string | null } & (Record<
    string,
    never
  > extends AuditDetails<Each>
    ? { details?: AuditDetails<Each> }
    : { details: AuditDetails<Each> });
}[Action];

/** Whose action it is: a request's, or that of somebody without one. */
export type AuditSource = Pick<System, "clock"> &
  Partial<Pick<Ctx, "requestId" | "address" | "userAgent" | "audits">> & {
    actor: Exclude<Actor, SignedIn> | Pick<SignedIn, "kind" | "userId" | "name">;
  };

/**
 * Records an event in the transaction of the change; if it can't be written, nothing changes. Returns the event's id. Throws
 * when the route does not say that it records such an event.
 */
export async function recordAudit(tx: Tx, source: AuditSource, entry: AuditEntry): Promise<string> {
  if (source.audits !== undefined && !source.audits.includes(entry.action)) {
    throw new Error(`The route does not say that it records ${entry.action}.`);
  }
  return insertEvent(tx, source, { id: newId(), ...entry, outcome: "done", details: entry.details ?? {} });
}

/** Records that something was refused and changed nothing. */
export async function recordRefusal(
  ctx: Ctx,
  action: Audits["refused"],
  details: RefusalDetails,
): Promise<void> {
  const subjectId = ctx.subject.userId;
  await transactTogether(ctx, (tx) =>
    insertEvent(tx, ctx, { id: newId(), action, subjectId, outcome: "refused", details }),
  );
}

async function insertEvent(
  tx: Tx,
  { clock, actor, address = null, userAgent = null, requestId }: AuditSource,
  {
    details,
    ...event
  }: Pick<Database["auditEvents"], "id" | "action" | "subjectId" | "outcome"> & { details: object },
): Promise<string> {
  await tx
    .insertInto("auditEvents")
    .values({
      at: clock.now(),
      ...event,
      ...actorColumns(actor),
      address,
      userAgent,
      requestId: requestId ?? null,
      details: JSON.stringify(details),
    })
    .execute();
  return event.id;
}

function actorColumns(actor: AuditSource["actor"]) {
  switch (actor.kind) {
    case "user":
      return { actorKind: actor.kind, actorId: actor.userId, actorName: actor.name };
    case "operator":
      return { actorKind: actor.kind, actorId: null, actorName: actor.command };
    case "worker":
    case "stranger":
      return { actorKind: actor.kind, actorId: null, actorName: null };
  }
}
