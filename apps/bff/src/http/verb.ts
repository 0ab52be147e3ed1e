import type { InputOf, ReplyOf, RouteDescription } from "@latchkey/contract/route.ts";
import type { Ctx } from "../ctx.ts";

/** What a route does: guard, make, write, send, reply. Throws `ProblemError` to refuse. */
export type Verb<Route extends RouteDescription> = (
  ctx: Ctx,
  input: InputOf<Route>,
) => Promise<ReplyOf<Route>>;
