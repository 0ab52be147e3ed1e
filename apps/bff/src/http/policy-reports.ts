import type { Handler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import type { Log } from "../ports/log.ts";
import type { RequestEnv } from "./env-of-request.ts";
import { loggablePath } from "./escaped-links.ts";

/** Where browsers report what the content policy of a page kept from happening. Anybody may call it. */
export const policyReportPath = "/api/policy-reports";

/** The largest request, in bytes, the most reports of one, and the most requests that are read until the counts are told. */
const largestBody = 16 * 1024;
const mostReports = 20;
const mostRequests = 100;

const Violation = z.object({
  effectiveDirective: z.string(),
  blockedURL: z.string().optional(),
  documentURL: z.string().optional(),
});

/** What the Reporting API sends: reports of several kinds at once. */
const Reports = z
  .array(z.object({ type: z.string(), body: z.unknown() }))
  .max(mostReports)
  .transform((reports) =>
    reports
      .filter(({ type }) => type === "csp-violation")
      .flatMap(({ body }) => Violation.safeParse(body).data ?? []),
  );

/** What `report-uri` sends: one, in older words (CSP Level 3, 5.3). */
const OlderReport = z
  .object({
    "csp-report": z.object({
      "effective-directive": z.string().optional(),
      "violated-directive": z.string().optional(),
      "blocked-uri": z.string().optional(),
      "document-uri": z.string().optional(),
    }),
  })
  .transform(({ "csp-report": report }): z.infer<typeof Violation>[] => [
    {
      effectiveDirective: report["effective-directive"] ?? report["violated-directive"] ?? "",
      blockedURL: report["blocked-uri"],
      documentURL: report["document-uri"],
    },
  ]);

const schemas: Partial<Record<string, typeof Reports | typeof OlderReport>> = {
  "application/reports+json": Reports,
  "application/csp-report": OlderReport,
};

const directives = new Set([
  ..."base-uri child-src connect-src default-src font-src form-action frame-ancestors frame-src img-src".split(
    " ",
  ),
  ..."manifest-src media-src object-src script-src script-src-attr script-src-elem style-src".split(" "),
  ..."style-src-attr style-src-elem worker-src".split(" "),
]);

/** What a report names in place of an address. */
const blockedWords = new Set(["inline", "eval", "wasm-eval", "data", "blob", "self", "trusted-types-sink"]);

type Count = { reports: number; blocked: string; page: string };

/** Takes reports and counts them by directive. */
export type PolicyReports = {
  /** 204 for what is taken or too much; 400, 413 and 415 for what is no report. */
  endpoint: Handler<RequestEnv>;
  limit: Handler<RequestEnv>;
  /** Writes a line of the log for each directive that was reported since the last time. */
  tell(): void;
};

/** Opens the counts; `publicUrl` is the origin of our pages. */
export function openPolicyReports(log: Log, publicUrl: string): PolicyReports {
  const counts = new Map<string, Count>();
  let requests = 0;

  function count({ effectiveDirective, blockedURL = "", documentURL = "" }: z.infer<typeof Violation>): void {
    const name = effectiveDirective.split(" ", 1)[0]!;
    const directive = directives.has(name) ? name : "other";
    const before = counts.get(directive);
    if (before !== undefined) before.reports += 1;
    else {
      const [blocked, page] = [originOf(blockedURL), pathOf(documentURL, publicUrl)];
      counts.set(directive, { reports: 1, blocked, page });
    }
  }

  return {
    limit: bodyLimit({ maxSize: largestBody, onError: (c) => c.body(null, 413) }),
    async endpoint(c) {
      // A flood must not fill the log: it tells the counts.
      c.set("isUnlogged", true);
      c.header("cache-control", "no-store");
      const type = c.req.header("content-type")?.split(";", 1)[0]!.trim().toLowerCase();
      const schema = schemas[type ?? ""];
      if (schema === undefined) return c.body(null, 415);
      requests += 1;
      if (requests > mostRequests) return c.body(null, 204);
      const { data } = schema.safeParse(parseJson(await c.req.text()));
      if (data === undefined) return c.body(null, 400);
      for (const violation of data) count(violation);
      return c.body(null, 204);
    },
    tell() {
      for (const [directive, found] of counts) log.warn("policy.violated", { directive, ...found });
      if (requests > mostRequests) log.warn("policy.reports-unread", { requests: requests - mostRequests });
      counts.clear();
      requests = 0;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What was blocked, in short: no path, query or fragment, which may hold anything. */
function originOf(blocked: string): string {
  if (blockedWords.has(blocked)) return blocked;
  const url = URL.parse(blocked);
  if (url === null || url.origin.length > 100) return "other";
  return url.origin === "null" ? url.protocol.slice(0, 50) : url.origin;
}

/** The path of a page of ours; what else a report says of where it happened is not kept. */
function pathOf(page: string, publicUrl: string): string {
  const url = URL.parse(page);
  return url?.origin === publicUrl && /^[\w/-]{1,100}$/.test(url.pathname)
    ? loggablePath(url.pathname)
    : "elsewhere";
}
