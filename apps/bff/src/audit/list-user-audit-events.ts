import type { listUserAuditEvents as route } from "@latchkey/contract/audit.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
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
    events: rows.map(({ id, at, action, outcome, actorId, actorName, address, userAgent, details }) => ({
      id,
      at,
      action,
      outcome,
      actor: actorId === null ? null : { id: actorId, name: actorName ?? "" },
      address,
      userAgent,
      details: JSON.parse(details) as Record<string, string>,
    })),
  };
};
