import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { json as readJson } from "node:stream/consumers";
import { Problem } from "@latchkey/contract/problem.ts";
import type { RouteDescription } from "@latchkey/contract/route.ts";
import { routes } from "@latchkey/contract/routes.ts";
import { watchUser } from "@latchkey/contract/users.ts";
import { describe, expect, onTestFinished, test } from "vitest";
import { newId } from "../ports/random.ts";
import { origin, startApp, type Browser } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const json = { "content-type": "application/json" };

test("unknown keys, wrong types and arrays for strings are refused with a pointer to each", async () => {
  const app = await startApp();
  const post = (body: unknown) => send(app.admin, "POST", "/api/users", JSON.stringify(body));

  await expectUnchanged(app, async () => {
    expect(await post({ userName: ["a"], lastName: 7, teams: [1], colour: "red", "a/b~c": 1 })).toMatchObject(
      {
        status: 422,
        type: "invalid-fields",
        pointers: expect.arrayContaining(["/userName", "/lastName", "/teams/0", "/colour", "/a~1b~0c"]),
      },
    );
    expect(await post({ userName: { $ne: "" }, lastName: "X" })).toMatchObject({
      status: 422,
      pointers: ["/userName"],
    });
    for (const body of [[], "text", 7, null, true]) {
      expect(await post(body)).toMatchObject({ status: 422, pointers: [""] });
    }
  });
});

test("an own __proto__ key is an unknown field", async () => {
  const app = await startApp();

  const answer = await send(
    app.admin,
    "POST",
    "/api/users",
    '{"userName":"x","lastName":"X","__proto__":{"isAdmin":true}}',
  );

  expect(answer).toMatchObject({ status: 422, pointers: ["/__proto__"] });
});

describe("no route answers 500 to nonsense", () => {
  const bodies = [
    "",
    "{",
    "[]",
    "null",
    '"x"',
    "7",
    '{"token":[]}',
    '{"a":{"b":{"c":[[[]]]}}}',
    "\u0000",
    "[".repeat(5000),
  ];

  for (const [name, route] of Object.entries(routes).filter(([, each]) => each.method !== "get")) {
    test(name, async () => {
      const app = await startApp();
      const path = (route as RouteDescription).path
        .replace("{key}", "access-info")
        .replace("{locale}", "en")
        .replaceAll(/\{\w+\}/g, () => newId());
      const hasBody = "body" in route.request;
      if (name === "signOut") return;
      for (const body of bodies) {
        const { status } = await send(app.admin, route.method.toUpperCase(), path, body);
        expect([body.slice(0, 20), status]).toEqual([
          body.slice(0, 20),
          expect.toSatisfy((it: number) => it < 500),
        ]);
        if (hasBody && name !== "replaceTemporaryPassword") expect([400, 422]).toContain(status);
      }
    });
  }
});

test("broken JSON is told apart from wrong fields", async () => {
  const app = await startApp();

  expect(await send(app.admin, "POST", "/api/users", "{")).toMatchObject({
    status: 400,
    type: "malformed-request",
  });
  expect(await send(app.admin, "POST", "/api/users", "")).toMatchObject({
    status: 400,
    type: "malformed-request",
  });
});

test("a body of a megabyte is refused, announced or not", async () => {
  const app = await startApp();
  const large = JSON.stringify({ userName: "x".repeat(1024 * 1024), lastName: "X" });

  expect(await send(app.admin, "POST", "/api/users", large)).toMatchObject({
    status: 413,
    type: "body-too-large",
  });
  const streamed = await app.admin.fetch("/api/users", {
    method: "POST",
    headers: json,
    body: new Blob([large]).stream(),
    duplex: "half",
  } as RequestInit);
  expect(streamed.status).toBe(413);
});

test("what comes with a GET is never read: too much is refused, and nothing is looked for", async () => {
  const app = await startApp();
  const port = await app.listen();
  const ask = async (method: string, headers: Record<string, string>, body: string) => {
    const sent = request({
      port,
      method,
      path: "/api/session",
      headers: { host: "localhost:3000", ...headers },
    });
    sent.end(body);
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    const text = method === "HEAD" ? "" : ((await readJson(answer)) as { type?: string }).type;
    return [answer.statusCode, text?.split("/").at(-1)];
  };
  const large = "x".repeat(65 * 1024);

  for (const method of ["GET", "HEAD"]) {
    const type = method === "GET" ? "body-too-large" : "";
    expect(await ask(method, { "content-length": String(large.length) }, large)).toEqual([413, type]);
    expect((await ask(method, { "content-length": "2" }, "{}"))[0]).toBe(200);
    expect((await ask(method, { "transfer-encoding": "chunked" }, large))[0]).toBe(200);
  }
  const bodiless = new Request(`${origin}/api/session`);
  Object.defineProperty(bodiless, "body", {
    get: () => {
      throw new Error("It was looked for.");
    },
  });
  expect((await app.fetch(bodiless)).status).toBe(200);
});

test("a body whose length is announced is not looked for before it is read, and a false announcement helps nobody", async () => {
  const app = await startApp();
  const port = await app.listen();
  const body = JSON.stringify({ userNameOrEmail: "nobody", password: "x" });
  const announced = new Request(`${origin}/api/session`, {
    method: "POST",
    headers: { ...json, origin, "content-length": String(body.length) },
    body,
  });
  Object.defineProperty(announced, "body", {
    get: () => {
      throw new Error("It was looked for.");
    },
  });
  expect((await app.fetch(announced)).status).toBe(401);

  const large = JSON.stringify({ userNameOrEmail: "x".repeat(1024 * 1024), password: "x" });
  const ask = async (headers: Record<string, string>) => {
    const all = { ...json, host: "localhost:3000", origin, ...headers };
    const sent = request({ port, method: "POST", path: "/api/session", headers: all });
    sent.on("error", () => {}).end(large);
    const answer = once(sent, "response") as Promise<[IncomingMessage]>;
    return answer.then(
      ([{ statusCode }]) => statusCode,
      () => "cut off",
    );
  };
  expect(await ask({ "content-length": String(large.length) })).toBe(413);
  // Node reads as much as was announced, and takes no request that announces two ways.
  expect(await ask({ "content-length": "10" })).toBe(400);
  expect(await ask({ "content-length": "10", "transfer-encoding": "chunked" })).toBe(400);
  expect(await ask({ "transfer-encoding": "chunked" })).toBe(413);
});

test("what is not JSON is refused, forms too", async () => {
  const app = await startApp();

  await expectUnchanged(app, async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "",
      "application/jsonx",
    ]) {
      const response = await app.admin.fetch("/api/users", {
        method: "POST",
        headers: { "content-type": type },
        body: '{"userName":"x","lastName":"X"}',
      });
      expect([type, response.status]).toEqual([type, 415]);
    }
  });
});

test("a request from another site is refused, and so is one that does not say where it comes from", async () => {
  const app = await startApp();
  const cookie = `latchkey=${app.admin.cookie()}`;

  await expectUnchanged(app, async () => {
    for (const from of [
      "https://evil.test",
      "null",
      "",
      `${origin}.evil.test`,
      "http://localhost:3001",
      "http://127.0.0.1:3000",
    ]) {
      const response = await app.visitor().fetch("/api/users", {
        method: "POST",
        headers: { ...json, cookie, origin: from },
        body: '{"userName":"x","lastName":"X"}',
      });
      expect([from, response.status]).toEqual([from, 403]);
      expect(await response.json()).toMatchObject({ type: "origin-refused" });
    }
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const response = await app.visitor().fetch(`/api/users/${app.adminId}`, {
        method,
        headers: { ...json, cookie, origin: "https://evil.test" },
      });
      expect(response.status).toBe(403);
    }
  });
});

test("addresses that no route describes are not found, whatever the method", async () => {
  const app = await startApp();

  for (const path of [
    "/api",
    "/api/",
    "/api/nothing",
    "/api/users/",
    "/api//users",
    "/api/users/%ff",
    "/api/users/%00",
  ]) {
    const response = await app.admin.fetch(path);
    expect([path, response.status, response.headers.get("content-type")]).toEqual([
      path,
      404,
      "application/problem+json",
    ]);
  }
  for (const method of ["PUT", "PATCH", "DELETE"]) {
    expect((await send(app.admin, method, "/api/users", "{}")).status).toBe(404);
  }
});

test("every refusal is a problem (RFC 9457) with the request's id, and is never cached", async () => {
  const app = await startApp();

  for (const [path, init] of [
    ["/api/nothing", {}],
    ["/api/users?page=x", {}],
    [`/api/users/${newId()}`, {}],
    ["/api/users", { method: "POST", headers: json, body: "{" }],
    ["/api/users", { method: "POST", body: "x" }],
  ] as [string, RequestInit][]) {
    const response = await app.admin.fetch(path, init);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const problem = Problem.parse(await response.json());
    expect(problem.status).toBe(response.status);
    expect(problem.requestId).toBe(response.headers.get("x-request-id"));
  }
});

test("what is not a refusal becomes an internal problem that tells nothing, and is logged without a message", async () => {
  const app = await startApp();
  const write = process.stderr.write;
  // The log of tests shouts errors; this one is wanted.
  process.stderr.write = () => true;
  onTestFinished(() => void (process.stderr.write = write));
  app.system.hasher.verify = async () => {
    throw new TypeError("the secret reason");
  };

  const response = await app.visitor().fetch("/api/session", {
    method: "POST",
    headers: json,
    body: '{"userNameOrEmail":"root.admin","password":"x"}',
  });

  expect(response.status).toBe(500);
  const requestId = response.headers.get("x-request-id");
  expect(requestId).not.toBeNull();
  expect(await response.json()).toEqual({
    type: "internal",
    title: "Something went wrong on the server.",
    status: 500,
    requestId,
  });
  const line = app.log.find(({ event }) => event === "request.failed");
  expect(line?.fields).toMatchObject({ error: "TypeError", requestId });
  expect(JSON.stringify(app.log)).not.toContain("the secret reason");
});

test("the OpenAPI document describes every route", async () => {
  const app = await startApp();

  const response = await app.visitor().fetch("/api/openapi.json");

  const document = (await response.json()) as {
    openapi: string;
    paths: Record<string, Record<string, unknown>>;
  };
  expect(document.openapi).toBe("3.1.0");
  for (const { path, method } of Object.values(routes))
    expect(Object.keys(document.paths[path] ?? {})).toContain(method);
  expect(document.paths[watchUser.path]!["get"]).toMatchObject({
    responses: { 200: { content: { "text/event-stream": { schema: { type: "string" } } } } },
  });
});

async function send(browser: Browser, method: string, path: string, body: string) {
  const response = await browser.fetch(path, { method, headers: json, ...(body === "" ? {} : { body }) });
  const problem = (await response.json().catch(() => ({}))) as Problem;
  return {
    status: response.status,
    type: problem.type,
    pointers: problem.errors?.map((error) => error.pointer),
  };
}
