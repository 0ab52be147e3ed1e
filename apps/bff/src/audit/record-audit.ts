import type { AuditAction, AuditDetails, RefusalDetails } from "@latchkey/contract/audit-actions.ts";
import type { Actor, Ctx, SignedIn, System } from "../ctx.ts";
import { insertedOften } from "../db/asked-often.ts";
import { transact, type Tx } from "../db/transaction.ts";
import type { Database } from "../db/schema.ts";
import { networkOf } from "../http/client-address.ts";
import { addMinutes } from "../ports/clock.ts";
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

/** For so long after the first, refusals of the same are counted in its row. */
const floodMinutes = 10;

/**
 * Records that something was refused and changed nothing. The same action, person, subject, problem and network within ten
 * minutes is one row with a count. Each is written before its answer: what is counted later would tell the first by its time.
 */
export async function recordRefusal(ctx: Ctx, action: AuditAction, details: RefusalDetails): Promise<void> {
  const subjectId = ctx.subject.userId;
  const { actorKind, actorId } = actorColumns(ctx.actor);
  // Strangers from other sites are counted by nothing else: their networks, of which there may be any number, make no rows.
  const network = action === "access.denied" && actorKind === "stranger" ? null : networkOf(ctx.address);
  const common = [action, subjectId, actorKind, actorId, details.problem, network];
  const floodKey = ctx.sealer.fingerprint(`refusal ${JSON.stringify(common)}`);
  await transact(ctx, async (tx) => {
    const now = ctx.clock.now();
    const first = await tx
      .selectFrom("auditEvents")
      .select(["id", "times", "details"])
      .where("floodKey", "=", floodKey)
      .where("at", ">", addMinutes(now, -floodMinutes))
      .where("at", "<=", now)
      .orderBy("at", "desc")
      .executeTakeFirst();
    if (first === undefined) {
      await insertEvent(tx, ctx, { id: newId(), action, subjectId, outcome: "refused", details, floodKey });
      return;
    }
    const before = JSON.parse(first.details) as RefusalDetails;
    await tx
      .updateTable("auditEvents")
      .set({ times: first.times + 1, lastAt: now, details: JSON.stringify(withRoutes(before, details)) })
      .where("id", "=", first.id)
      .execute();
  });
}

/** Every route that was asked for, each once: names of ours, so that there is an end to them. */
function withRoutes(before: RefusalDetails, { routes }: RefusalDetails): RefusalDetails {
  if (routes === undefined) return before;
  const names = new Set([...(before.routes?.split(", ") ?? []), routes]);
  return { ...before, routes: [...names].join(", ") };
}

const insertRow = insertedOften("auditEvents");

async function insertEvent(
  tx: Tx,
  { clock, actor, address = null, userAgent = null, requestId }: AuditSource,
  {
    details,
    ...event
  }: Pick<Database["auditEvents"], "id" | "action" | "subjectId" | "outcome"> & {
    details: object;
    floodKey?: string;
  },
): Promise<string> {
  await insertRow(tx, {
    at: clock.now(),
    ...event,
    ...actorColumns(actor),
    address,
    userAgent,
    requestId: requestId ?? null,
    details: JSON.stringify(details),
  });
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
