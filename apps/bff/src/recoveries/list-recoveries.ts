import type { listRecoveries as route } from "@latchkey/contract/recoveries.ts";
import { readUser } from "../accounts/user-row.ts";
import type { Verb } from "../http/verb.ts";
import { readTimeline } from "./read-recovery.ts";

/** The recoveries of a user and the changes of their own password, and what became of them. */
export const listRecoveries: Verb<typeof route> = async (ctx, { params: { userId } }) => {
  await readUser(ctx.db, userId);
  return readTimeline(ctx, userId);
};
