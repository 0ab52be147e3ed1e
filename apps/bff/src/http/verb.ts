import type { HintRoute, InputOf, ReplyOf, RouteDescription } from "@latchkey/contract/route.ts";
import type { Ctx } from "../ctx.ts";
import type { Watch } from "./live-streams.ts";

/**
 * What a route does: guard, make, write, send, reply. Throws `ProblemError` to refuse. That of a stream of hints replies
 * with how to read what is watched.
 */
export type Verb<Route extends RouteDescription> = (
  ctx: Ctx,
  input: InputOf<Route>,
) => Promise<Route extends HintRoute ? Watch : ReplyOf<Route>>;
