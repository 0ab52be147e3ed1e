import { ProblemError } from "@latchkey/contract/problem.ts";
import type { endOwnSession as route } from "@latchkey/contract/sessions.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { endSessions } from "./session-store.ts";
import type { Verb } from "../http/verb.ts";

/** Ends one of one's own sessions; another person's is not found. */
export const endOwnSession: Verb<typeof route> = async (ctx, { params: { sessionId } }) => {
  const { userId } = signedIn(ctx);
  await transact(ctx, async (tx) => {
    const ended = await endSessions(tx, ctx.clock.now(), { userId, sessionId });
    if (ended === 0) throw new ProblemError("not-found");
    await recordAudit(tx, ctx, { action: "sessions.ended", subjectId: userId, details: { sessions: "1" } });
  });
};
