import type { watchUser as route } from "@latchkey/contract/users.ts";
import type { Ctx } from "../ctx.ts";
import { selectOpenSessions } from "../sessions/session-store.ts";
import type { Verb } from "../http/verb.ts";
import { listSuggestions } from "../passwords/suggestion.ts";
import { readTimeline } from "../recoveries/read-recovery.ts";
import { readUser } from "../accounts/user-row.ts";
import { readUserRecord } from "./read-user-record.ts";

/** Watches what the record shows: the fields, the state of the access, recoveries and their mails, proposals, sessions and history. */
export const watchUser: Verb<typeof route> = async (ctx, { params: { userId } }) => {
  await readUser(ctx.db, userId);
  return () => readShown(ctx, userId);
};

async function readShown(ctx: Ctx, userId: string): Promise<unknown> {
  const now = ctx.clock.now();
  const user = await readUserRecord(ctx, userId);
  const isPast = (moment: string | null) => moment !== null && moment <= now;
  const about = ctx.db.selectFrom("auditEvents").where("subjectId", "=", userId);
  return {
    user,
    temporaryPasswordExpired: isPast(user.temporaryPasswordUntil),
    selfServiceOpenAgain: isPast(user.selfServiceBlockedUntil),
    recoveries: await readTimeline(ctx, userId),
    suggestions: await listSuggestions(ctx, userId),
    sessions: await selectOpenSessions(ctx.db, now, userId).select("id").orderBy("id").execute(),
    events: await about.select((eb) => eb.fn.sum<string>("times").as("events")).execute(),
  };
}
