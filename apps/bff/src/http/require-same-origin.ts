import { ProblemError } from "@latchkey/contract/problem.ts";
import type { MiddlewareHandler } from "hono";
import type { RequestEnv } from "./env-of-request.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Every method that may change something must be JSON and come from our own pages (ASVS 3.5.1): another site can send
 * neither without being asked for permission first, which it never gets.
 */
export const requireSameOrigin: MiddlewareHandler<RequestEnv> = async (c, next) => {
  if (safeMethods.has(c.req.method)) return next();
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new ProblemError("unsupported-media-type");
  if (c.req.header("origin") !== c.get("ctx").installation.publicUrl)
    throw new ProblemError("origin-refused");
  return next();
};
