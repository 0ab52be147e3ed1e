import type { getUser as route } from "@latchkey/contract/users.ts";
import type { Verb } from "../http/verb.ts";
import { readUserRecord } from "./read-user-record.ts";

/** The user record. */
export const getUser: Verb<typeof route> = (ctx, { params: { userId } }) => readUserRecord(ctx, userId);
