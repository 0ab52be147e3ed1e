import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { routes } from "@latchkey/contract/routes.ts";
import type { RouteDescription } from "@latchkey/contract/route.ts";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { parseTrustedProxies } from "../http/client-address.ts";
import { policyReportPath } from "../http/policy-reports.ts";
import { reportPath } from "../mail/report-endpoint.ts";
import { newId } from "../ports/random.ts";
import { speak } from "./speak.ts";
import { origin, startApp, type TestApp } from "./start.ts";

vi.setConfig({ testTimeout: 120_000 });

const soak = process.env["SOAK"] === "1";
const parameters = (tries: number) => ({
  numRuns: soak ? tries * 30 : tries,
  seed: soak ? Date.now() : 20261127,
});

/** What one request may cost, in milliseconds of the processor, this test's part and all workers included. */
const mostWork = 2_000;

/** What all requests of a test may leave behind, in bytes. */
const mostKept = 32 * 1024 * 1024;

/** The bytes of a header's value: whatever the parser of HTTP lets through, and what it does not. */
const headerValue = fc.oneof(
  fc.string({ unit: "binary-ascii", maxLength: 300 }),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
  fc.constantFrom(
    "",
    " ",
    ",".repeat(4000),
    "1.2.3.4, ".repeat(900),
    "::ffff:1.2.3.4, fe80::1%eth0, [::1]:80, 0x7f.1, 127.1, 256.1.1.1, unknown, _hidden",
    `for="[2001:db8::1]:80";by=${"x".repeat(3000)}`,
    `${"de-DE;q=0.9,".repeat(500)}*;q=x`,
    `en;q=${"9".repeat(2000)}`,
    'latchkey=; latchkey=%; latchkey=%E0%A4%A; latchkey-device="',
    `latchkey=${"x".repeat(8000)}`,
    `${"a=b; ".repeat(1500)}latchkey=x`,
    "latchkey-device=e30.e30.e30",
    `latchkey-device=${"A".repeat(4000)}`,
    "__proto__=1; constructor=2; latchkey=toString",
    "http://[::1",
    "//:@?#",
    "localhost:99999999",
    "999.1",
    "1.2.3.4.5",
    "0x100000000",
    "[::1",
    "a..b",
    "xn--",
    "xn--a.test:0",
    "null",
    "\u00ff\u00fe",
    'application/json; charset="',
    "application/reports+json;;;=",
    "Bearer ".repeat(500),
    `v1,${"A".repeat(5000)} v1a,= v1, ,`,
    "9".repeat(400),
    "-1e400",
  ),
);

const headerNames = [
  "Cookie",
  "X-Forwarded-For",
  "X-Forwarded-Host",
  "X-Forwarded-Proto",
  "Forwarded",
  "Host",
  "Origin",
  "Accept-Language",
  "Accept-Encoding",
  "User-Agent",
  "Content-Type",
  "Authorization",
  "If-None-Match",
  "Range",
  "Last-Event-ID",
  "Sec-Fetch-Site",
  "X-Latchkey-Unattended",
  "svix-id",
  "svix-timestamp",
  "svix-signature",
];

/** What every request is made to. */
const targets = [
  "GET /",
  "GET /users",
  "GET /theme.js",
  "GET /assets/app.js",
  "GET /healthz",
  "GET /readyz",
  "GET /api/session",
  "GET /api/users",
  "GET /api/openapi.json",
  "POST /api/session",
  "DELETE /api/session",
  "POST /api/recovery-requests",
  "POST /api/setup",
  `POST ${reportPath}`,
  `POST ${policyReportPath}`,
];

test("whatever stands in a header, nothing fails, and neither time nor memory runs away", async () => {
  const app = await startApp({ trustedProxies: parseTrustedProxies("127.0.0.1") });
  const port = await app.listen();
  const header = fc.tuple(fc.constantFrom(...headerNames), headerValue);

  await bounded(app, () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...targets),
        fc.array(header, { minLength: 1, maxLength: 6 }),
        async (target, headers) => {
          const body = '{"userNameOrEmail":"x","password":"x"}';
          const given = new Set(headers.map(([name]) => name));
          const lines = [
            `${target} HTTP/1.1`,
            ...(given.has("Host") ? [] : ["Host: localhost:3000"]),
            ...(given.has("Origin") ? [] : [`Origin: ${origin}`]),
            ...(given.has("Content-Type") ? [] : ["Content-Type: application/json"]),
            // Only a line break ends a header: what stands after it would be another request.
            ...headers.map(([name, value]) => `${name}: ${value.replaceAll(/[\r\n]/g, " ")}`),
            `Content-Length: ${body.length}`,
            "Connection: close",
          ];
          await costs(async () => {
            const status = await speak(port, `${lines.join("\r\n")}\r\n\r\n${body}`);
            expect([target, headers, status]).toEqual([target, headers, expect.toSatisfy(isNoFault)]);
          });
        },
      ),
      parameters(600),
    ),
  );
});

/** Texts that JSON has, almost has, or has in a way that nobody expects. */
const oddJson = fc.oneof(
  fc.json({ maxDepth: 6 }),
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.constantFrom(
    "[".repeat(60_000),
    `${"[".repeat(30_000)}${"]".repeat(30_000)}`,
    `${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}`,
    `{"note":${'{"note":'.repeat(5_000)}1${"}".repeat(5_001)}`,
    '{"password":"a","password":"b","userNameOrEmail":"x"}',
    '{"__proto__":{"restricted":false},"userNameOrEmail":"x","password":"y"}',
    '{"constructor":{"prototype":{"x":1}},"toString":null,"hasOwnProperty":1}',
    '{"userNameOrEmail":"\\ud800","password":"\\udc00\\ud800"}',
    '{"version":1e400,"page":-1e400}',
    `{"version":${"9".repeat(20_000)}}`,
    `{"version":0.${"0".repeat(20_000)}1}`,
    '{"version":-0,"number":1E-400}',
    `{"userNameOrEmail":"${"\\u0000".repeat(8_000)}"}`,
    `{"token":"${"\\\\".repeat(20_000)}"}`,
    `{${Array.from({ length: 4_000 }, (_, index) => `"k${index}":1`).join()}}`,
    `{"teams":[${'"x",'.repeat(12_000)}"x"]}`,
    `{"userName":"${"a\u0301".repeat(10_000)}"}`,
    `{"userName":"${"\ufdfa".repeat(8_000)}"}`,
    `{"email":"${"a".repeat(30_000)}@${"b.".repeat(15_000)}"}`,
    `{"newPassword":"${"a1".repeat(511)}"}`,
    "\ufeff{}",
    "{} {}",
    "nul",
    "",
    " ",
  ),
);

test("whatever is sent as JSON, to every route that takes any, is refused in words", async () => {
  const app = await startApp();
  const withBody = (Object.values(routes) as RouteDescription[]).filter(({ request }) => request.body);
  const calls = [
    ...withBody.map(({ method, path }) => ({ method, path, type: "application/json" })),
    { method: "post", path: reportPath, type: "application/json" },
    { method: "post", path: policyReportPath, type: "application/reports+json" },
    { method: "post", path: policyReportPath, type: "application/csp-report" },
  ];

  const asBytes = fc.oneof(
    { weight: 6, arbitrary: oddJson.map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)) },
  );
  await bounded(app, () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...calls),
        asBytes,
        fc.boolean(),
        async ({ method, path, type }, body, isAdmin) => {
          await costs(async () => {
            const browser = isAdmin ? app.admin : app.visitor();
            const response = await browser.fetch(fillIn(path, newId), {
              method: method.toUpperCase(),
              headers: { "content-type": type },
              body: new Uint8Array(body),
            });
            await response.arrayBuffer();
            expect([path, body.toString().slice(0, 100), response.status]).toEqual([
              path,
              body.toString().slice(0, 100),
              expect.toSatisfy(isNoFault),
            ]);
          });
        },
      ),
      parameters(800),
    ),
  );
});

test("a body without an end is cut off where it is too large, whoever sends it", async () => {
  const app = await startApp();
  let sent = 0;

  for (const [path, method] of [
    ["/api/session", "POST"],
    ["/api/mail-layout", "PUT"],
    [reportPath, "POST"],
    [policyReportPath, "POST"],
  ] as const) {
    sent = 0;
    const response = await app.admin.fetch(path, {
      method,
      headers: { "content-type": path === policyReportPath ? "application/csp-report" : "application/json" },
      body: endless(() => (sent += 16 * 1024)),
      duplex: "half",
    } as RequestInit);
    expect([path, response.status]).toEqual([path, 413]);
    expect(sent).toBeLessThan(1024 * 1024);
  }
});

/** Values of a query or a part of a path, before anything is escaped. */
const inAddress = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.string({ unit: "grapheme-ascii", maxLength: 60 }).map((text) => text.replaceAll(/[\s#]/g, "+")),
  fc.constantFrom(
    "%",
    "%E0%A4%A",
    "%00",
    "%ff%fe",
    "%2e%2e%2f",
    "..",
    "a&a=b&a[]=c&a[b]=d",
    "=&=&==",
    "&".repeat(3_000),
    "a=1&".repeat(1_500),
    "page=1e9",
    "page=-0",
    "page=9007199254740993",
    "page=0x10",
    "%D9%A1",
    "x".repeat(6_000),
    "%25".repeat(2_000),
    "__proto__=1&constructor=2",
    "%ED%A0%80",
  ),
);

test("whatever stands in an address, nothing fails", async () => {
  const app = await startApp();
  const reading = (Object.values(routes) as RouteDescription[]).filter(
    ({ method, responses }) => method === "get" && !JSON.stringify(responses).includes("text/event-stream"),
  );
  const port = await app.listen();

  await bounded(app, () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...reading.map(({ path }) => path), "/users", "/assets/{x}", "/{x}", "/api/{x}"),
        inAddress,
        inAddress,
        fc.constantFrom("", "search=", "page=", "sort=", "status=", "state=", "x="),
        async (path, part, query, key) => {
          const target = `${fillIn(path, () => part)}?${key}${query}`.replaceAll(/[^\x21-\x7e]/g, "+");
          const request = [
            `GET ${target} HTTP/1.1`,
            "Host: localhost:3000",
            `Cookie: latchkey=${app.admin.cookie()}`,
            "Connection: close",
          ];
          await costs(async () => {
            const status = await speak(port, `${request.join("\r\n")}\r\n\r\n`);
            expect([target, status]).toEqual([target, expect.toSatisfy(isNoFault)]);
          });
        },
      ),
      parameters(800),
    ),
  );
});

const fillIn = (path: string, value: () => string) => path.replaceAll(/\{\w+\}/g, value);

/** A server short of something says so; that is no fault of the reader of what came. */
const isNoFault = (status: number) => status < 500 || status === 503;

/** Runs one request and looks at the work that it took. */
async function costs(request: () => Promise<void>): Promise<void> {
  const before = process.cpuUsage();
  await request();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(mostWork);
}

/** Runs all of them and looks at what was logged and kept. */
async function bounded(app: TestApp, requests: () => Promise<void>): Promise<void> {
  const before = keptBytes();
  await requests();
  expect(app.log.filter(({ event }) => event === "request.failed")).toEqual([]);
  // The test's own copy of the log grows with it.
  app.log.length = 0;
  expect(keptBytes() - before).toBeLessThan(mostKept);
  expect((await app.visitor().fetch("/healthz")).status).toBe(200);
}

function keptBytes(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}

function endless(onPull: () => void): ReadableStream {
  return new ReadableStream({
    pull(controller) {
      onPull();
      controller.enqueue(new Uint8Array(16 * 1024).fill(0x20));
    },
  });
}
