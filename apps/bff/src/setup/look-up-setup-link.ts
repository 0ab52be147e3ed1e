import type { lookUpSetupLink as route } from "@latchkey/contract/setup.ts";
import type { Verb } from "../http/verb.ts";
import { checkSetupToken } from "./setup-link.ts";

/** Says whether the set-up link works, without consuming it. */
export const lookUpSetupLink: Verb<typeof route> = async (ctx, { body: { token } }) => {
  await checkSetupToken(ctx.db, token);
};
