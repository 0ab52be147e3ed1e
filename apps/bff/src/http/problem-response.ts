import { ProblemError } from "@latchkey/contract/problem.ts";
import { HTTPException } from "hono/http-exception";
import type { Context } from "hono";
import type { Dialect } from "../db/transaction.ts";
import { millisecondsBetween } from "../ports/clock.ts";
import { describeError } from "../ports/log.ts";
import type { RequestEnv } from "./env-of-request.ts";

/** Seconds after which a caller may try again when the server is short of something. */
const retryAfterSeconds = "5";

/**
 * Answers an error as `application/problem+json` (RFC 9457). Whatever is not a `ProblemError` becomes `internal`, with the
 * request id and without a message, and is logged.
 */
export function problemResponse(error: unknown, c: Context<RequestEnv>): Response {
  const ctx = c.get("ctx");
  const { problem } = asProblem(error, ctx);
  if (problem.type === "internal")
    ctx.log.error("request.failed", { requestId: ctx.requestId, ...describeError(error) });
  else if (ctx.dialect.isAway(error))
    ctx.log.warn("database.away", { requestId: ctx.requestId, ...describeError(error) });
  c.header("cache-control", "no-store");
  if (problem.status === 503) c.header("retry-after", retryAfterSeconds);
  if (problem.retryAt !== undefined) {
    const seconds = Math.ceil(millisecondsBetween(ctx.clock.now(), problem.retryAt) / 1000);
    c.header("retry-after", String(Math.max(seconds, 1)));
  }
  return c.body(JSON.stringify({ ...problem, requestId: ctx.requestId }), problem.status as 400, {
    "content-type": "application/problem+json",
  });
}

/** The problem that an error amounts to. */
export function asProblem(error: unknown, { dialect }: { dialect: Dialect }): ProblemError {
  if (error instanceof ProblemError) return error;
  if (dialect.isAway(error)) return new ProblemError("database-busy");
  if (error instanceof HTTPException && error.status === 400) return new ProblemError("malformed-request");
  if (error instanceof HTTPException && error.status === 413) return new ProblemError("body-too-large");
  return new ProblemError("internal");
}
