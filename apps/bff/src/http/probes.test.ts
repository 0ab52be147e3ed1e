import { expect, test } from "vitest";
import { request, type OutgoingHttpHeaders } from "node:http";
import { parseTrustedProxies } from "./client-address.ts";
import { probeToken, startApp } from "../test/start.ts";

test("the server is ready when the database can be written and the worker runs", async () => {
  const app = await startApp();

  const response = await app
    .visitor()
    .fetch("/readyz", { headers: { authorization: `Bearer ${probeToken}` } });

  expect([response.status, await response.json()]).toEqual([200, { status: "ready", reasons: [] }]);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect((await app.visitor().fetch("/healthz")).status).toBe(200);
});

test("strangers hear ready or not; why, those with the token and this machine itself", async () => {
  const app = await startApp({ trustedProxies: parseTrustedProxies("127.0.0.1") });
  const port = await app.listen();
  const probe = (headers: OutgoingHttpHeaders) =>
    new Promise<unknown>((resolve, reject) => {
      const sent = request({ port, host: "127.0.0.1", path: "/readyz", headers }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.once("end", () => resolve(text.startsWith("{") ? JSON.parse(text) : text));
      });
      sent.once("error", reject).end();
    });
  const whole = { status: "ready", reasons: [] };
  const short = { status: "ready" };

  expect(await (await app.visitor().fetch("/readyz")).json()).toEqual(short);
  expect(await probe({})).toEqual(whole);
  for (const host of ["localhost", "[::1]:3000", "127.0.0.1:80"])
    expect(await probe({ host })).toEqual(whole);
  for (const headers of [
    { "x-forwarded-for": "127.0.0.1" },
    { "x-forwarded-for": "203.0.113.7" },
    { forwarded: "for=127.0.0.1" },
    { "x-real-ip": "127.0.0.1" },
    { "x-forwarded-host": "localhost" },
    { via: "1.1 proxy" },
    { host: "latchkey.acme.test" },
    { host: "localhost.evil.test" },
  ]) {
    const known = { ...headers, authorization: `bearer ${probeToken}` };
    expect([headers, await probe(headers)]).toEqual([headers, short]);
    expect([headers, await probe(known)]).toEqual([headers, whole]);
  }
  for (const host of ["localhost@evil.test", "evil.test#localhost", "127.0.0.1:x"]) {
    expect([host, await probe({ host })]).toEqual([host, expect.not.objectContaining({ reasons: [] })]);
  }
  const elsewhere = { host: "latchkey.acme.test" };
  for (const authorization of [
    "",
    "Bearer",
    "Bearer ",
    probeToken,
    `Basic ${probeToken}`,
    `Bearer ${probeToken}x`,
    `Bearer ${probeToken.slice(1)}`,
    `Bearer Bearer ${probeToken}`,
  ]) {
    expect([authorization, await probe({ ...elsewhere, authorization })]).toEqual([authorization, short]);
  }
  expect(JSON.stringify(app.log)).not.toContain(probeToken);
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
