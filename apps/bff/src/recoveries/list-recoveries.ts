import type { listRecoveries as route } from "@latchkey/contract/recoveries.ts";
import { readUser } from "../accounts/user-row.ts";
import type { Verb } from "../http/verb.ts";
import { listSuggestions } from "../passwords/suggestion.ts";
import { readTimeline } from "./read-recovery.ts";

/** The recoveries of a user and the changes of their own password, what became of them, and what the caller may still save. */
export const listRecoveries: Verb<typeof route> = async (ctx, { params: { userId } }) => {
  await readUser(ctx.db, userId);
  return { ...(await readTimeline(ctx, userId)), suggestions: await listSuggestions(ctx, userId) };
};
