import { OpenAPIHono } from "@hono/zod-openapi";
import { unattendedHeader } from "@latchkey/contract/client.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { RouteDescription } from "@latchkey/contract/route.ts";
import { routes, type RouteName } from "@latchkey/contract/routes.ts";
import { bodyLimit } from "hono/body-limit";
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { recordRefusal } from "./audit/record-audit.ts";
import type { Ctx, System } from "./ctx.ts";
import { minutesPutBack } from "./db/clock-mark.ts";
import { checkWritable } from "./db/migrate.ts";
import { clientAddress, type TrustedProxies } from "./http/client-address.ts";
import type { RequestEnv } from "./http/env-of-request.ts";
import { loggablePath } from "./http/escaped-links.ts";
import type { LiveStreams } from "./http/live-streams.ts";
import { mount } from "./http/mount.ts";
import { pages } from "./http/pages.ts";
import { policyReportPath, type PolicyReports } from "./http/policy-reports.ts";
import { mayHearReasons, peerAddress } from "./http/probe-access.ts";
import { asProblem, problemResponse } from "./http/problem-response.ts";
import { requireSameOrigin } from "./http/require-same-origin.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { ownCookie } from "./http/own-cookie.ts";
import { knownDays } from "./sessions/known-device.ts";
import { peekSession, resolveSession } from "./sessions/session-store.ts";
import { mailAlerts } from "./mail/get-mail-queue.ts";
import { reportEndpoint, reportPath } from "./mail/report-endpoint.ts";
import { mailKinds } from "./mail-kinds.ts";
import type { ReportReader } from "./ports/mailer.ts";
import { httpDate } from "./ports/clock.ts";
import { newId } from "./ports/random.ts";
import { describeError } from "./ports/log.ts";
import { verbs } from "./routes.ts";

/** The largest body that a route takes, in bytes; where templates are written it holds one with its layout and logo. */
const largestBody = 64 * 1024;
const largestDesign = 640 * 1024;
/** What comes with these is never read: a `Request` can't hold it (Fetch, 5.4). */
const bodiless = new Set(["GET", "HEAD"]);
const designs = /^\/api\/(?:templates|template-previews|mail-layout)(?:\/|$)/;

/**
 * How a server stands to requests: it takes them; it takes them and asks to be left, before it stops; or it takes none any
 * more and only finishes.
 */
export type Standing = "open" | "leaving" | "closed";

/** What the app needs beside the system. */
export type AppParts = {
  /** The folder of the built screens. */
  webFolder: string;
  trustedProxies: TrustedProxies | null;
  /** With which a probe hears more than ready or not, from anywhere; null for nobody. */
  probeToken: string | null;
  standing(): Standing;
  /** What is wrong with the database's file, with what to do about it, once that was found; else null. */
  damage(): string | null;
  isWorkerHealthy(): boolean;
  live: LiveStreams;
  policyReports: PolicyReports;
  /** Reads what the mail service reports; null when it can't be told from a forgery, for want of a secret. */
  readReport: ReportReader | null;
};

/** The Hono app: every route of the contract, the pages, and the two probes. What nothing here describes is refused. */
export function createApp(system: System, parts: AppParts): OpenAPIHono<RequestEnv> {
  const app = new OpenAPIHono<RequestEnv>();
  app.onError(problemResponse);

  app.use(async (c, next) => {
    const startedAt = performance.now();
    c.set("ctx", requestContext(system, parts, c));
    await next();
    // The screens count down to our deadlines, and their clock may be another.
    c.res.headers.set("date", httpDate(system.clock.now()));
    // The next request has to find another server, and none may be on its way here when the connection goes.
    if (parts.standing() !== "open") c.res.headers.set("connection", "close");
    logRequest(c, startedAt);
  });
  app.use(securityHeaders);
  app.use((c, next) =>
    // What reads it later would throw: `Host: 999.1` is an address that there can't be.
    URL.canParse(c.req.url) ? next() : Promise.resolve(c.text("The Host header names no host.", 400)),
  );

  app.get("/healthz", (c) => c.json({ status: "alive" }));
  app.get("/readyz", async (c) => {
    const reasons = await unreadyReasons(system, parts);
    const [status, code] = reasons.length === 0 ? (["ready", 200] as const) : (["not ready", 503] as const);
    c.header("cache-control", "no-store");
    if (!mayHearReasons(c, parts.probeToken)) return c.json({ status }, code);
    // Mail that waits or a wrong clock are no reason to send requests elsewhere, but somebody should look.
    const details = [...clockAlerts(system), ...(await mailAlerts(system).catch(() => []))];
    return c.json({ status, reasons, ...(details.length > 0 && { details }) }, code);
  });

  app.use((_, next) =>
    // Nothing of it was begun: whoever asked may ask another server, whatever it was.
    parts.standing() === "closed" ? refuse(new ProblemError("server-busy")) : next(),
  );

  const limitTo = (maxSize: number): MiddlewareHandler<RequestEnv> => {
    const onError = () => refuse(new ProblemError("body-too-large"));
    const limited = bodyLimit({ maxSize, onError });
    return (c, next) => {
      const length = c.req.header("content-length");
      // Node hands on no more than was announced.
      const isAnnounced = length !== undefined && c.req.header("transfer-encoding") === undefined;
      if (!isAnnounced && !bodiless.has(c.req.method)) return limited(c, next);
      // To look for the body here would make a whole `Request` of each.
      return Number(length ?? 0) > maxSize ? onError() : next();
    };
  };
  const [usual, ofDesigns] = [limitTo(largestBody), limitTo(largestDesign)];
  app.use("/api/*", (c, next) => (designs.test(c.req.path) ? ofDesigns : usual)(c, next));
  // Browsers report on their own, and without a session.
  app.post(policyReportPath, parts.policyReports.limit, parts.policyReports.endpoint);
  // The mail service is no page of ours: its signature stands for the origin.
  app.post(reportPath, reportEndpoint(system, mailKinds, parts.readReport));
  app.use(
    "/api/*",
    requireSameOrigin(async (c, problem) => {
      const ctx = c.get("ctx");
      ctx.actor = await peekSession(system, ctx.sessionCookie.read());
      await auditDenial(ctx, routeNameOf(c), problem);
    }),
  );
  app.use("/api/*", async (c, next) => {
    const ctx = c.get("ctx");
    const findActor = c.req.header(unattendedHeader) === undefined ? resolveSession : peekSession;
    ctx.actor = await findActor(system, ctx.sessionCookie.read());
    return next();
  });
  for (const name of Object.keys(routes) as RouteName[]) {
    mount(app, routes[name], verbs[name] as never, {
      findActor: (token) => peekSession(system, token),
      onRefused: (ctx, problem) => auditRefusal(ctx, name, problem),
      onDenied: (ctx, problem) => auditDenial(ctx, name, problem),
      live: parts.live,
    });
  }
  app.doc31("/api/openapi.json", { openapi: "3.1.0", info: { title: "Latchkey", version: "1" } });
  app.all("/api/*", () => refuse(new ProblemError("not-found")));

  app.route("/", pages(parts.webFolder));
  app.notFound((c) => problemResponse(new ProblemError("not-found"), c));
  return app;
}

function refuse(problem: ProblemError): never {
  throw problem;
}

function requestContext(system: System, parts: AppParts, c: Context<RequestEnv>): Ctx {
  return {
    ...system,
    actor: { kind: "stranger" },
    requestId: newId(),
    address: clientAddress(
      peerAddress(c),
      parts.trustedProxies === null ? undefined : c.req.header(parts.trustedProxies.header),
      parts.trustedProxies,
    ),
    userAgent: c.req.header("user-agent")?.slice(0, 300) ?? null,
    audits: [],
    subject: { userId: null },
    sessionCookie: ownCookie(c, system.installation.publicUrl, {
      name: "latchkey",
      clearsSiteData: true,
    }),
    deviceCookie: ownCookie(c, system.installation.publicUrl, {
      name: "latchkey-device",
      maxAge: knownDays * 24 * 60 * 60,
    }),
  };
}

function logRequest(c: Context<RequestEnv>, startedAt: number): void {
  const { log, requestId, actor } = c.get("ctx");
  c.res.headers.set("x-request-id", requestId);
  if (c.get("isUnlogged")) return;
  log.info("request", {
    requestId,
    method: c.req.method,
    path: loggablePath(c.req.path),
    status: c.res.status,
    milliseconds: Math.round(performance.now() - startedAt),
    userId: actor.kind === "user" ? actor.userId : undefined,
    error: c.error === undefined ? undefined : asProblem(c.error, c.get("ctx")).type,
  });
}

async function unreadyReasons(system: System, parts: AppParts): Promise<string[]> {
  const reasons: string[] = [];
  if (parts.standing() !== "open") return ["The server stops."];
  const damage = parts.damage();
  if (damage !== null) return [damage];
  await checkWritable(system).catch((error: unknown) => {
    system.log.error("readiness.failed", describeError(error));
    reasons.push("The database can't be written to.");
  });
  if (!parts.isWorkerHealthy()) reasons.push("The mail worker fails.");
  return reasons;
}

function clockAlerts(system: System): string[] {
  const minutes = minutesPutBack(system);
  if (minutes === 0) return [];
  return [`The machine's clock was put back by ${minutes} minutes. Run \`pnpm latchkey doctor\`.`];
}

/** Of a server short of something the log has a line of each: it tells nothing of who asked. */
const statusOfShortage = 503;

async function auditRefusal(ctx: Ctx, name: RouteName, problem: ProblemError): Promise<void> {
  const route: RouteDescription = routes[name];
  if (!route.audits || problem.problem.status === statusOfShortage) return;
  await recordRefusal(ctx, route.audits.refused, { problem: problem.type });
}

/** Whoever asks for what they may not is whom the event is about; nobody's record can be filled by naming it in an address. */
async function auditDenial(ctx: Ctx, name: RouteName | undefined, problem: ProblemError): Promise<void> {
  ctx.subject.userId = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  await recordRefusal(ctx, "access.denied", {
    problem: problem.type,
    ...(name !== undefined && { routes: name }),
  });
}

const routeNames = new Map(
  Object.entries(routes).map(([name, { method, path }]) => [
    `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
    name as RouteName,
  ]),
);

/** Which of our routes a request would have reached. */
function routeNameOf(c: Context<RequestEnv>): RouteName | undefined {
  const found = matchedRoutes(c).map(({ method, path }) => routeNames.get(`${method} ${path}`));
  return found.find((name) => name !== undefined);
}
