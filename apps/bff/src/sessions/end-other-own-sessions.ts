import type { endOtherOwnSessions as route } from "@latchkey/contract/sessions.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { endSessions } from "./session-store.ts";
import type { Verb } from "../http/verb.ts";

/** Ends all of one's own sessions but the one that asks. */
export const endOtherOwnSessions: Verb<typeof route> = async (ctx) => {
  const { userId, sessionId } = signedIn(ctx);
  return transact(ctx, async (tx) => {
    const ended = await endSessions(tx, ctx.clock.now(), { userId, exceptId: sessionId });
    await recordAudit(tx, ctx, {
      action: "sessions.ended",
      subjectId: userId,
      details: { sessions: String(ended) },
    });
    return { ended };
  });
};
