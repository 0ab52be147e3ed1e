import type { endUserSessions as route } from "@latchkey/contract/sessions.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { transact } from "../db/transaction.ts";
import { endSessions } from "./session-store.ts";
import type { Verb } from "../http/verb.ts";
import { readUser } from "../accounts/user-row.ts";

/** Sign out everywhere: ends every session of a user. */
export const endUserSessions: Verb<typeof route> = async (ctx, { params: { userId } }) =>
  transact(ctx, async (tx) => {
    await readUser(tx, userId);
    const ended = await endSessions(tx, ctx.clock.now(), { userId });
    await recordAudit(tx, ctx, {
      action: "sessions.ended",
      subjectId: userId,
      details: { sessions: String(ended) },
    });
    return { ended };
  });
