import { ProblemError } from "@latchkey/contract/problem.ts";
import type { endUserSession as route } from "@latchkey/contract/sessions.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { transact } from "../db/transaction.ts";
import { endSessions } from "./session-store.ts";
import type { Verb } from "../http/verb.ts";

/** Ends one session of a user. */
export const endUserSession: Verb<typeof route> = async (ctx, { params: { userId, sessionId } }) => {
  await transact(ctx, async (tx) => {
    const ended = await endSessions(tx, ctx.clock.now(), { userId, sessionId });
    if (ended === 0) throw new ProblemError("not-found");
    await recordAudit(tx, ctx, { action: "sessions.ended", subjectId: userId, details: { sessions: "1" } });
  });
};
