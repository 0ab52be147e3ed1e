import { expect, test } from "vitest";
import { origin, startApp, startBareApp, type BareApp } from "../test/start.ts";
import { policyReportPath } from "./policy-reports.ts";

const reportsType = "application/reports+json";
const olderType = "application/csp-report";

const violation = (more: object = {}) => ({
  type: "csp-violation",
  age: 10,
  url: `${origin}/reset-password`,
  body: {
    effectiveDirective: "script-src-elem",
    blockedURL: "https://evil.test/x.js?planted=4711",
    documentURL: `${origin}/reset-password?planted=4711#planted-token`,
    sample: "planted sample",
    ...more,
  },
});

async function report(app: BareApp, type: string, body: string | object): Promise<number> {
  const response = await app.fetch(
    new Request(`${origin}${policyReportPath}`, {
      method: "POST",
      headers: { "content-type": type, origin: "null" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );
  expect(await response.text()).toBe("");
  return response.status;
}

async function told(app: BareApp) {
  await app.stop();
  return app.log.filter(({ event }) => event.startsWith("policy."));
}

test("a page says where its policy's reports go, over https in both ways that browsers know", async () => {
  const publicUrl = "https://latchkey.acme.test";
  const { headers } = await (await startBareApp({ publicUrl })).visitor().fetch("/users");
  expect(headers.get("reporting-endpoints")).toBe(`csp="${publicUrl}${policyReportPath}"`);
  expect(headers.get("content-security-policy")).toMatch(
    /; report-uri \/api\/policy-reports; report-to csp$/,
  );

  // Over plain http Chromium takes no endpoint, and then leaves `report-uri` out as well.
  const plain = await (await startBareApp()).visitor().fetch("/users");
  expect(plain.headers.get("reporting-endpoints")).toBeNull();
  expect(plain.headers.get("content-security-policy")).toMatch(/; report-uri \/api\/policy-reports$/);
});

test("reports are counted by directive, one line each, without what may be secret in an address", async () => {
  const app = await startApp();
  const before = app.log.length;

  expect(await report(app, reportsType, [violation(), violation(), { type: "deprecation", body: {} }])).toBe(
    204,
  );
  expect(await report(app, `${reportsType}; charset=utf-8`, [violation({ blockedURL: "inline" })])).toBe(204);
  const older = {
    "violated-directive": "img-src 'self' data:",
    "blocked-uri": "data",
    "document-uri": "about",
  };
  expect(await report(app, olderType, { "csp-report": older })).toBe(204);
  expect(
    await report(app, reportsType, [violation({ effectiveDirective: "planted", blockedURL: "planted" })]),
  ).toBe(204);
  const page = `${origin}/stop/${"planted-Token".repeat(3)}`;
  expect(
    await report(app, reportsType, [violation({ effectiveDirective: "font-src", documentURL: page })]),
  ).toBe(204);

  expect(app.log.slice(before)).toEqual([]);
  expect(await told(app)).toEqual([
    {
      event: "policy.violated",
      fields: {
        directive: "script-src-elem",
        reports: 3,
        blocked: "https://evil.test",
        page: "/reset-password",
      },
    },
    {
      event: "policy.violated",
      fields: { directive: "img-src", reports: 1, blocked: "data", page: "elsewhere" },
    },
    {
      event: "policy.violated",
      fields: { directive: "other", reports: 1, blocked: "other", page: "/reset-password" },
    },
    {
      event: "policy.violated",
      fields: { directive: "font-src", reports: 1, blocked: "https://evil.test", page: "/stop/…" },
    },
  ]);
  expect(JSON.stringify(app.log)).not.toContain("planted");
});

test("what is no report is refused, and what is too much is counted only", async () => {
  const app = await startApp();

  expect(await report(app, "application/json", [violation()])).toBe(415);
  expect(await report(app, reportsType, "{")).toBe(400);
  expect(await report(app, reportsType, "null")).toBe(400);
  expect(await report(app, olderType, [violation()])).toBe(400);
  expect(
    await report(
      app,
      reportsType,
      Array.from({ length: 21 }, () => violation()),
    ),
  ).toBe(400);
  expect(await report(app, reportsType, [violation({ sample: "x".repeat(17_000) })])).toBe(413);
  for (let times = 0; times < 150; times++) expect(await report(app, reportsType, [violation()])).toBe(204);

  expect(await told(app)).toMatchObject([
    { event: "policy.violated", fields: { directive: "script-src-elem", reports: 96 } },
    { event: "policy.reports-unread", fields: { requests: 54 } },
  ]);
});
