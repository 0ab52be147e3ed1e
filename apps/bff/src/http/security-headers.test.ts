import { expect, test } from "vitest";
import { writeFileSync } from "node:fs";
import { startApp, startBareApp } from "../test/start.ts";

const always = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

test("every kind of answer carries the security headers and a policy", async () => {
  const app = await startApp();
  writeFileSync(`${app.folder}/web/assets/app.js`, "export {}");
  const answers: [string, RequestInit, number][] = [
    ["/", {}, 200],
    ["/assets/app.js", {}, 200],
    ["/assets/gone.js", {}, 404],
    ["/healthz", {}, 200],
    ["/readyz", {}, 200],
    ["/api/session", {}, 200],
    ["/api/users", {}, 200],
    ["/api/nothing", {}, 404],
    ["/api/openapi.json", {}, 200],
    ["/api/users", { method: "POST", body: "x" }, 415],
    ["/", { method: "POST", body: "x" }, 404],
    ["/api/session", { method: "DELETE", headers: { "content-type": "application/json" } }, 204],
  ];

  for (const [path, init, status] of answers) {
    const response = await app.admin.fetch(path, init);
    expect([path, response.status]).toEqual([path, status]);
    expect(Object.fromEntries(response.headers)).toMatchObject(always);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("permissions-policy")).toContain("camera=()");
    expect(response.headers.get("strict-transport-security")).toBeNull();
    expect(response.headers.get("x-request-id")).not.toBeNull();
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  }
});

test("over https browsers are told to stay there", async () => {
  const app = await startBareApp({ publicUrl: "https://latchkey.acme.test" });

  const response = await app.visitor().fetch("/");

  expect(response.headers.get("strict-transport-security")).toBe("max-age=63072000; includeSubDomains");
});

test("replies of the API are never kept", async () => {
  const app = await startApp();

  for (const path of ["/api/session", "/api/users", `/api/users/${app.adminId}`, "/api/settings"]) {
    expect([path, (await app.admin.fetch(path)).headers.get("cache-control")]).toEqual([path, "no-store"]);
  }
});
