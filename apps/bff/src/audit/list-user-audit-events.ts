import type { AuditActor, listUserAuditEvents as route } from "@latchkey/contract/audit.ts";
import type { AuditAction } from "@latchkey/contract/audit-actions.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Database } from "../db/schema.ts";
import type { Verb } from "../http/verb.ts";

/** How many events the record shows. */
const shown = 50;

/** The newest events about a user. */
export const listUserAuditEvents: Verb<typeof route> = async (ctx, { params: { userId } }) => {
  const user = await ctx.db.selectFrom("users").select("id").where("id", "=", userId).executeTakeFirst();
  if (user === undefined) throw new ProblemError("not-found");

  const about = ctx.db.selectFrom("auditEvents").where("subjectId", "=", userId);
  const rows = await about.selectAll().orderBy("at", "desc").orderBy("id", "desc").limit(shown).execute();
  const { total } = await about.select((eb) => eb.fn.countAll().as("total")).executeTakeFirstOrThrow();
  return {
    total: Number(total),
    events: rows.map(({ id, at, action, outcome, address, userAgent, details, times, lastAt, ...actor }) => ({
      id,
      at,
      action: action as AuditAction,
      outcome,
      actor: actorOf(actor),
      address,
      userAgent,
      details: JSON.parse(details) as Record<string, string>,
      times,
      lastAt,
    })),
  };
};

function actorOf({
  actorKind,
  actorId,
  actorName,
}: Pick<Database["auditEvents"], "actorKind" | "actorId" | "actorName">): AuditActor {
  switch (actorKind) {
    case "user":
      return { kind: actorKind, id: actorId ?? "", name: actorName ?? "" };
    case "operator":
      return { kind: actorKind, command: actorName ?? "" };
    case "worker":
    case "stranger":
      return { kind: actorKind };
  }
}
