import type { listUserSessions as route } from "@latchkey/contract/sessions.ts";
import { signedIn } from "../ctx.ts";
import type { Verb } from "../http/verb.ts";
import { readUser } from "../accounts/user-row.ts";
import { readOpenSessions } from "./read-open-sessions.ts";

/** The open sessions of a user. */
export const listUserSessions: Verb<typeof route> = async (ctx, { params: { userId } }) => {
  await readUser(ctx.db, userId);
  return { sessions: await readOpenSessions(ctx, userId, signedIn(ctx).sessionId) };
};
