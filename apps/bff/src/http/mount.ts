import { can } from "@latchkey/contract/permissions.ts";
import { ProblemError, problems, Problem, type FieldError } from "@latchkey/contract/problem.ts";
import type { Access, RouteDescription } from "@latchkey/contract/route.ts";
import { createRoute, type OpenAPIHono, type Hook } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import type { Actor, Ctx } from "../ctx.ts";
import type { RequestEnv } from "./env-of-request.ts";
import { asProblem } from "./problem-response.ts";
import { policyOfMail } from "./security-headers.ts";
import type { LiveStreams, Watch } from "./live-streams.ts";
import type { Verb } from "./verb.ts";

/** What the composition root gives to every route. */
type Surroundings = {
  /** Who stands behind a session token now; it counts as no request. */
  findActor(token: string | null): Promise<Actor>;
  /** Told when a verb refuses, so that the refusal can be audited. */
  onRefused(ctx: Ctx, problem: ProblemError): Promise<void>;
  /** Told when a session asks for what it may not. */
  onDenied(ctx: Ctx, problem: ProblemError): Promise<void>;
  live: LiveStreams;
};

/**
 * Mounts one route: access, parse in, verb, parse out, no-store. What the contract does not list can neither come in nor
 * leave.
 */
export function mount<Route extends RouteDescription>(
  app: OpenAPIHono<RequestEnv>,
  route: Route,
  verb: Verb<Route>,
  { findActor, onRefused, onDenied, live }: Surroundings,
): void {
  const { access } = route;
  const isOwnAffair = access === "signed-in" || access === "temporary-password";
  const openApiRoute = createRoute({
    method: route.method,
    path: route.path,
    summary: route.summary,
    request: route.request,
    responses: { ...route.responses, ...problemReplies(route) },
    middleware: [requireAccess(access, onDenied)] as const,
  });
  const status = Number(Object.keys(route.responses)[0]);
  const schema = replySchema(route, status);
  const isDocument = "text/html" in contentOf(route, status);
  const isStream = "text/event-stream" in contentOf(route, status);

  /** Whether the session that began to watch is still open and of somebody whom the route lets in. */
  function mayStillWatch({ sessionCookie }: Ctx): () => Promise<boolean> {
    const token = sessionCookie.read();
    return async () => missingAccess(access, await findActor(token)) === null;
  }

  app.openapi(
    openApiRoute,
    async (c) => {
      const ctx = c.get("ctx");
      const valid = (target: "param" | "query" | "json") => c.req.valid(target as never);
      ctx.audits = route.audits?.done ?? [];
      ctx.subject.userId = c.req.param("userId") ?? (isOwnAffair ? userIdOf(ctx.actor) : null);
      const input = {
        params: route.request.params && valid("param"),
        query: route.request.query && valid("query"),
        body: route.request.body && valid("json"),
      };
      let result: unknown;
      try {
        result = await verb(ctx, input as never);
      } catch (error) {
        const problem = asProblem(error, ctx);
        if (problem.type !== "internal") await onRefused(ctx, problem);
        throw error;
      }
      if (isStream) return live.answer(c, result as Watch, mayStillWatch(ctx)) as never;
      c.header("cache-control", "no-store");
      if (isDocument) {
        c.header("content-security-policy", policyOfMail);
        return c.html(result as string) as never;
      }
      if (schema === undefined) return c.body(null, status as 204) as never;
      return c.json(schema.parse(result), status as 200) as never;
    },
    refuseInvalid as Hook<unknown, RequestEnv, string, unknown> as never,
  );
}

function contentOf(route: RouteDescription, status: number): object {
  const response = route.responses[status];
  return response !== undefined && "content" in response ? (response.content ?? {}) : {};
}

type ReplySchema = { parse(value: unknown): object };

function replySchema(route: RouteDescription, status: number): ReplySchema | undefined {
  const response = route.responses[status];
  if (response === undefined || !("content" in response)) return undefined;
  const media = response.content?.["application/json"];
  return media !== undefined && "schema" in media ? (media.schema as ReplySchema) : undefined;
}

/** Lets in only those whom the route names; the screens are told what is missing. */
function requireAccess(access: Access, onDenied: Surroundings["onDenied"]): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    const ctx = c.get("ctx");
    const missing = missingAccess(access, ctx.actor);
    if (missing === null) return next();
    // A session that ended is everyday, and a stranger without one has shown nothing of themselves: no event.
    if (missing.type !== "not-signed-in") await onDenied(ctx, missing);
    throw missing;
  };
}

function userIdOf(actor: Actor): string | null {
  return actor.kind === "user" ? actor.userId : null;
}

function missingAccess(access: Access, actor: Actor): ProblemError | null {
  if (access === "anyone") return null;
  if (actor.kind !== "user") return new ProblemError("not-signed-in");
  if (access === "temporary-password") {
    return actor.restricted ? null : new ProblemError("password-change-not-required");
  }
  if (actor.restricted) return new ProblemError("password-change-required");
  if (access === "signed-in" || can(actor, access)) return null;
  return new ProblemError("forbidden");
}

type Parsed = {
  target: string;
  success: boolean;
  error?: { issues: { path: PropertyKey[]; message: string; code: string; keys?: string[] }[] };
};

/** Turns what the schema found into pointers; an id that can't be one is an address where nothing is. */
function refuseInvalid(parsed: Parsed): void {
  if (parsed.success) return;
  if (parsed.target === "param") throw new ProblemError("not-found");
  const errors: FieldError[] = (parsed.error?.issues ?? []).flatMap((issue) => {
    if (issue.code !== "unrecognized_keys")
      return [{ pointer: pointerTo(issue.path), message: issue.message }];
    return (issue.keys ?? []).map((key) => ({
      pointer: pointerTo([...issue.path, key]),
      message: "This field is not known.",
    }));
  });
  throw new ProblemError("invalid-fields", { errors });
}

/** A JSON pointer (RFC 6901). */
function pointerTo(path: PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Problems that the floor below the verbs can give on any route. */
function problemReplies(route: RouteDescription) {
  const types = new Set([...route.problems, "internal", "database-busy", "storage-full"] as const);
  if (route.access !== "anyone") types.add("not-signed-in").add("password-change-required").add("forbidden");
  if (route.request.body !== undefined || route.request.query !== undefined) types.add("invalid-fields");
  if (route.method !== "get") types.add("origin-refused").add("unsupported-media-type");
  const byStatus = Map.groupBy(types, (type) => problems[type].status);
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      { description: names.join(", "), content: { "application/problem+json": { schema: Problem } } },
    ]),
  );
}
