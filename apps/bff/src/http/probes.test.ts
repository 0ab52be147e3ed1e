import { expect, test } from "vitest";
import { startApp } from "../test/start.ts";

test("the server is ready when the database can be written and the worker runs", async () => {
  const app = await startApp();

  const response = await app.visitor().fetch("/readyz");

  expect([response.status, await response.json()]).toEqual([200, { status: "ready", reasons: [] }]);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect((await app.visitor().fetch("/healthz")).status).toBe(200);
});

test("each request leaves one line, without query, body or cookie", async () => {
  const app = await startApp();
  const secret = "planted-secret-4711";

  await app.admin.fetch(`/api/users?search=${secret}`);
  await app.admin.fetch("/api/session", {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": secret, referer: `http://x/${secret}` },
    body: JSON.stringify({ userNameOrEmail: secret, password: secret }),
  });

  const lines = app.log.filter(({ event }) => event === "request").slice(-2);
  expect(
    lines.map(({ fields }) => [fields["method"], fields["path"], fields["status"], fields["error"]]),
  ).toEqual([
    ["GET", "/api/users", 200, undefined],
    ["POST", "/api/session", 401, "sign-in-refused"],
  ]);
  expect(lines[0]!.fields["userId"]).toBe(app.adminId);
  expect(JSON.stringify(app.log)).not.toContain(secret);
  expect(JSON.stringify(app.log)).not.toContain(app.admin.cookie());
});
