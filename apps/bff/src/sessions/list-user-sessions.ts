import type { listUserSessions as route } from "@latchkey/contract/sessions.ts";
import { administrator } from "../ctx.ts";
import { selectOpenSessions } from "../http/session-store.ts";
import type { Verb } from "../http/verb.ts";
import { readUser } from "../passwords/user-row.ts";

/** The open sessions of a user. */
export const listUserSessions: Verb<typeof route> = async (ctx, { params: { userId } }) => {
  await readUser(ctx.db, userId);
  const rows = await selectOpenSessions(ctx.db, ctx.clock.now(), userId)
    .select(["id", "createdAt", "lastSeenAt", "address", "userAgent"])
    .orderBy("lastSeenAt", "desc")
    .execute();
  return {
    sessions: rows.map(({ createdAt, ...row }) => ({
      ...row,
      startedAt: createdAt,
      isThisOne: row.id === administrator(ctx).sessionId,
    })),
  };
};
