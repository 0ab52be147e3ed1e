import type { Ctx } from "../ctx.ts";

/** What a request carries through the app. */
export type RequestEnv = { Variables: { ctx: Ctx; nonce: string; isUnlogged?: true } };
