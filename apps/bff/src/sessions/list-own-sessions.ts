import type { listOwnSessions as route } from "@latchkey/contract/sessions.ts";
import { signedIn } from "../ctx.ts";
import type { Verb } from "../http/verb.ts";
import { readOpenSessions } from "./read-open-sessions.ts";

/** One's own open sessions. */
export const listOwnSessions: Verb<typeof route> = async (ctx) => {
  const { userId, sessionId } = signedIn(ctx);
  return { sessions: await readOpenSessions(ctx, userId, sessionId) };
};
