import type { getSession as route } from "@latchkey/contract/sessions.ts";
import type { Verb } from "../http/verb.ts";
import { readSession } from "./read-session.ts";

/** Who is signed in, if anybody is. */
export const getSession: Verb<typeof route> = async (ctx) => ({
  session: await readSession(ctx, ctx.sessionCookie.read()),
});
