import type { signOut as route } from "@latchkey/contract/sign-in.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { transact } from "../db/transaction.ts";
import { endSessions } from "../sessions/session-store.ts";
import type { Verb } from "../http/verb.ts";

/** Ends this session; harmless when there is none. */
export const signOut: Verb<typeof route> = async (ctx) => {
  const { actor } = ctx;
  ctx.sessionCookie.clear();
  if (actor.kind !== "user") return;
  await transact(ctx, async (tx) => {
    await endSessions(tx, ctx.clock.now(), { userId: actor.userId, sessionId: actor.sessionId });
    await recordAudit(tx, ctx, { action: "session.closed", subjectId: actor.userId });
  });
};
