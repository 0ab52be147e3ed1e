import type { listRecoveries as route } from "@latchkey/contract/recoveries.ts";
import type { Verb } from "../http/verb.ts";
import { readRecoveries } from "./read-recovery.ts";
import { readUser } from "../accounts/user-row.ts";

/** The recoveries of a user and what became of them. */
export const listRecoveries: Verb<typeof route> = async (ctx, { params: { userId } }) => {
  await readUser(ctx.db, userId);
  return { recoveries: await readRecoveries(ctx, userId) };
};
