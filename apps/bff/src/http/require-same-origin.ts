import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Context, MiddlewareHandler } from "hono";
import type { RequestEnv } from "./env-of-request.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Every method that may change something must come from our own pages and be JSON (ASVS 3.5.1): another site can send
 * neither without being asked for permission first, which it never gets. `onForeign` is told of what comes from elsewhere.
 */
export function requireSameOrigin(
  onForeign: (c: Context<RequestEnv>, problem: ProblemError) => Promise<void>,
): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    if (safeMethods.has(c.req.method)) return next();
    if (c.req.header("origin") !== c.get("ctx").installation.publicUrl) {
      const problem = new ProblemError("origin-refused");
      await onForeign(c, problem);
      throw problem;
    }
    const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json") throw new ProblemError("unsupported-media-type");
    return next();
  };
}
