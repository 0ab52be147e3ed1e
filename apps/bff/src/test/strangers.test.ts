import { routes, type RouteName } from "@latchkey/contract/routes.ts";
import { requestPasswordRecovery } from "@latchkey/contract/password-change-links.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { createUser, updateUser } from "@latchkey/contract/users.ts";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { newId } from "../ports/random.ts";
import { speak } from "./speak.ts";
import { origin, refusal, startApp, type TestApp } from "./start.ts";

vi.setConfig({ testTimeout: 60_000 });

const soak = process.env["SOAK"] === "1";
/** Tries of each body with something wrong in it. */
const tries = soak ? 500 : 15;

const words = { subject: "Hello", preheader: "", html: "<p>Hello</p>", text: null };
const colours = { accent: "#00757a", onAccent: "#ffffff", page: "#f6f9fb" };
const layout = {
  logo: null,
  productName: null,
  companyName: null,
  supportContact: null,
  colours: { light: colours, dark: colours },
  footers: {},
};

/** A good body for every route that takes one; what is wrong is then put into it. */
const goodBodies: { [Name in RouteName]?: Record<string, unknown> } = {
  copyPasswordChangeLink: { note: { reason: null, ticket: null, verifiedBy: null } },
  extendLink: { note: { reason: null, ticket: null, verifiedBy: null } },
  sendPasswordChangeLink: {
    note: { reason: null, ticket: null, verifiedBy: null },
    despiteAddressFault: false,
  },
  generateNewPassword: {
    note: { reason: null, ticket: null, verifiedBy: null },
    despiteAddressFault: false,
  },
  suggestPassword: { style: "groups" },
  lookUpPasswordChangeLink: { token: "x".repeat(43) },
  redeemPasswordChangeLink: { token: "x".repeat(43), newPassword: "quiet harbour lamp 49" },
  lookUpStopLink: { token: "x".repeat(43) },
  stopRecovery: { token: "x".repeat(43) },
  requestPasswordRecovery: { userNameOrEmail: "nobody" },
  replaceTemporaryPassword: { newPassword: "quiet harbour lamp 49" },
  changeOwnPassword: { currentPassword: "x", newPassword: "quiet harbour lamp 49" },
  createUser: {
    userName: "new.user",
    lastName: "User",
    salutation: null,
    firstName: null,
    title: null,
    email: null,
    phone: null,
    type: "regular",
    isActive: true,
    teams: [],
    language: null,
    timeZone: null,
    sendAccessInfo: false,
  },
  updateUser: {
    version: 1,
    userName: "jane",
    lastName: "Okafor",
    salutation: null,
    firstName: null,
    title: null,
    email: null,
    phone: null,
    type: "regular",
    isActive: true,
    teams: [],
    language: null,
    timeZone: null,
    passwordSuggestionId: newId(),
    sendAccessInfo: false,
    recoveryNote: { reason: null, ticket: null, verifiedBy: null },
    despiteAddressFault: false,
  },
  saveTemplate: { ...words, basedOn: 0, note: "" },
  saveTemplateDraft: { ...words, basedOn: 0 },
  restoreTemplate: { number: 1, basedOn: 1, note: "" },
  resetTemplate: { basedOn: 0, note: "" },
  lintTemplate: words,
  saveMailLayout: { layout, basedOn: 0, note: "" },
  saveMailLayoutDraft: { layout, basedOn: 0 },
  restoreMailLayout: { number: 1, basedOn: 1, note: "" },
  resetMailLayout: { basedOn: 0, note: "" },
  lintMailLayout: layout,
  previewTemplate: {
    key: "password-changed",
    locale: "en",
    source: words,
    layout: null,
    userId: null,
  },
  sendTestMail: { to: null, source: words, layout: null, userId: null },
  deleteUser: { userName: "jane" },
  updateProfile: { language: null, timeZone: null, theme: "dark" },
  updateSettings: { language: "de", timeZone: "Europe/Berlin" },
  settleMessage: { outcome: "accepted" },
  updateMailQueue: { state: "running" },
  signIn: { userNameOrEmail: "nobody", password: "x" },
  lookUpSetupLink: { token: "x" },
  completeSetup: {
    token: "x",
    userName: "first.admin",
    firstName: null,
    lastName: "Admin",
    email: "first@acme.test",
    password: "quiet harbour lamp 49",
    sampleUsers: false,
    language: "de",
    timeZone: "Europe/Berlin",
  },
};

/** A value that may be of any type, size and strangeness. */
const anything = fc.oneof(
  fc.anything({ maxDepth: 3 }),
  fc.string({ unit: "binary" }),
  fc.constantFrom<unknown>(
    null,
    [],
    {},
    [["root.admin"]],
    { $ne: null },
    { toString: "x" },
    { __proto__: null, constructor: { prototype: { isAdmin: true } } },
    Number.MAX_SAFE_INTEGER,
    -1,
    1e308,
    0.5,
    true,
    "",
    "\u0000",
    "a\u0000b",
    "\uD800",
    "x".repeat(10_000),
    "١٢٣",
    "\u202Ejane",
    "'; drop table users; --",
    "%_!",
    "${7*7}{{7*7}}<script>",
  ),
);

const inPath: Record<string, string> = { key: "password-changed", locale: "en" };
const fillIn = (path: string, id: string) =>
  path.replace(/\{(\w+)\}/g, (_all, name: string) => inPath[name] ?? id);

test("whatever stands in a body, a query or a path, it is refused in words and never a fault of the server", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane" });
  const names = Object.keys(routes) as RouteName[];
  for (const name of names) {
    const { request, method } = routes[name] as { request: { body?: unknown }; method: string };
    expect([name, name in goodBodies]).toEqual([name, request.body !== undefined]);
    expect(method).toBeTypeOf("string");
  }

  const wrong = fc.record({
    name: fc.constantFrom(...(Object.keys(goodBodies) as RouteName[])),
    field: fc.nat(),
    value: anything,
    how: fc.constantFrom("replace", "replace", "replace", "add", "whole", "wrap", "own __proto__"),
  });
  await fc.assert(
    fc.asyncProperty(wrong, async ({ name, field, value, how }) => {
      const { method, path } = routes[name];
      const good = goodBodies[name]!;
      const keys = Object.keys(good);
      const key = keys[field % Math.max(keys.length, 1)] ?? "field";
      const body = {
        replace: () => JSON.stringify({ ...good, [key]: value }),
        add: () => JSON.stringify({ ...good, [`${key}2`]: value }),
        whole: () => JSON.stringify(value),
        wrap: () => JSON.stringify([good]),
        "own __proto__": () =>
          `{"__proto__":${JSON.stringify(value) ?? "1"},${JSON.stringify(good).slice(1)}`,
      }[how]();
      const response = await app.admin.fetch(fillIn(path, jane.id), {
        method: method.toUpperCase(),
        headers: { "content-type": "application/json" },
        body: body ?? "",
      });
      expect([name, how, body?.slice(0, 200), response.status]).toEqual([
        name,
        how,
        body?.slice(0, 200),
        expect.not.toSatisfy((status: number) => status >= 500),
      ]);
      if (response.status >= 400) {
        expect(response.headers.get("content-type")).toBe("application/problem+json");
      }
    }),
    { numRuns: tries * Object.keys(goodBodies).length, seed: soak ? Date.now() : 20261123 },
  );

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("search", "status", "type", "sort", "order", "page", "x"),
      anything,
      async (key, value) => {
        const text = typeof value === "string" ? value : String(JSON.stringify(value));
        const query = new URLSearchParams({ [key]: text.toWellFormed() });
        const response = await app.admin.fetch(`/api/users?${query}&${query}`);
        expect([key, text, response.status < 500]).toEqual([key, text, true]);
      },
    ),
    { numRuns: tries * 4, seed: soak ? Date.now() : 20261123 },
  );
  expect(app.log.filter(({ event }) => event === "request.failed")).toEqual([]);
});

test("only JSON from our own pages changes anything: every method, kind of content and origin", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const before = await app.db.selectFrom("recoveries").select("id").execute();
  const good = "application/json";
  const contents = [
    good,
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/json",
    null,
  ];
  const origins = [
    "https://evil.test",
    "null",
    `${origin}.evil.test`,
    "http://localhost:3001",
    "https://localhost:3000",
    "http://127.0.0.1:3000",
    `${origin}/`,
    `${origin}, https://evil.test`,
    origin.toUpperCase(),
    "",
  ];
  const path = sendPasswordChangeLink.path.replace("{userId}", jane.id);

  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "GET"]) {
    for (const content of contents) {
      for (const from of [origin, ...origins]) {
        if (method === "POST" && content === good && from === origin) continue;
        const response = await app.admin.fetch(path, {
          method,
          headers: { ...(content === null ? {} : { "content-type": content }), origin: from },
          ...(["GET", "HEAD", "OPTIONS"].includes(method) ? {} : { body: "{}" }),
        });
        expect([method, content, from, response.status >= 400 && response.status < 500]).toEqual([
          method,
          content,
          from,
          true,
        ]);
        expect(response.headers.get("access-control-allow-origin")).toBeNull();
      }
    }
  }

  expect(await app.db.selectFrom("recoveries").select("id").execute()).toEqual(before);
  const response = await app.admin.fetch(path, {
    method: "POST",
    headers: { "content-type": "Application/JSON; charset=utf-8", origin },
    body: "{}",
  });
  expect(response.status).toBe(201);
});

test("links in mails lead to PUBLIC_URL, whatever Host, X-Forwarded-Host or absolute target a request names", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const port = await app.listen();
  const path = sendPasswordChangeLink.path.replace("{userId}", jane.id);
  const forged = [
    { target: path, headers: ["Host: evil.test"] },
    {
      target: path,
      headers: ["Host: localhost:3000", "X-Forwarded-Host: evil.test", "X-Forwarded-Proto: https"],
    },
    {
      target: path,
      headers: ["Host: localhost:3000", "Forwarded: host=evil.test;proto=https", "X-Original-URL: /x"],
    },
    { target: `http://evil.test${path}`, headers: ["Host: localhost:3000"] },
    { target: `http://evil.test${path}`, headers: ["Host: evil.test"] },
    { target: path, headers: ["Host: localhost:3000@evil.test"] },
    { target: path, headers: ["Host: evil.test", "Host: localhost:3000"] },
  ];

  const statuses: number[] = [];
  for (const { target, headers } of forged) {
    statuses.push(await speak(port, post(app, target, headers, "{}")));
  }
  statuses.push(
    await speak(
      port,
      post(
        app,
        requestPasswordRecovery.path,
        ["Host: evil.test"],
        JSON.stringify({ userNameOrEmail: jane.userName }),
      ),
    ),
  );

  expect(statuses.filter((status) => status < 300).length).toBeGreaterThan(3);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  await expect
    .poll(async () =>
      app.db.selectFrom("messages").select("id").where("state", "in", ["queued", "sending"]).execute(),
    )
    .toEqual([]);
  const mails = await app.mailbox.mails({ to: jane.email! });
  expect(mails.length).toBeGreaterThan(3);
  for (const mail of mails) {
    const text = `${mail.text} ${mail.html}`;
    expect(text).not.toContain("evil");
    for (const [link] of text.matchAll(/https?:\/\/[^\s"'<>)]+/g))
      expect(link.startsWith(`${origin}/`)).toBe(true);
  }
});

test("odd targets, methods and framings are refused and never a fault", async () => {
  const app = await startApp();
  const port = await app.listen();
  const host = "Host: localhost:3000";
  const targets = [
    "/api/users/../settings",
    "/api/users/%2e%2e/settings",
    "/api//users",
    "//api/users",
    "/API/USERS",
    "/api/users/",
    "/api/users;a=b",
    "/api/users%2f",
    "/api/users%00",
    "/api/%ff",
    "/api/users?page=%ff",
    `/api/users/${"a".repeat(4000)}`,
    "/..%5c..%5cetc%5cpasswd",
    "*",
    "?",
  ];

  for (const target of targets) {
    const status = await speak(port, `GET ${target} HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`);
    expect([target, status]).toEqual([target, expect.toSatisfy((code: number) => code < 500)]);
    // What is not under /api is a page of the screens at most.
    if (/^\/api\/.*users/.test(target)) {
      expect([target, [400, 401, 404].includes(status)]).toEqual([target, true]);
    }
  }
  for (const raw of [
    `TRACE /api/users HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`,
    "GET /api/users HTTP/1.1\r\nConnection: close\r\n\r\n",
    `POST /api/session HTTP/1.1\r\n${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `POST /api/session HTTP/1.1\r\n${host}\r\nContent-Length: abc\r\n\r\n`,
  ]) {
    const status = await speak(port, raw);
    expect([raw, status >= 400 && status < 500]).toEqual([raw, true]);
  }
  expect(app.log.filter(({ event }) => event === "request.failed")).toEqual([]);
});

test("names and addresses that look alike or hide characters are refused or count as the same", async () => {
  const app = await startApp();
  await app.createUser({ userName: "kelvin", email: "kelvin@acme.test" });
  const make = (fields: object) =>
    app.admin.call(createUser, { body: { userName: `other.${newId()}`, lastName: "X", ...fields } });

  for (const userName of ["KELVIN", "\u212Aelvin", "ｋｅｌｖｉｎ", " kelvin "]) {
    await refusal(make({ userName }), "user-name-taken");
  }
  for (const userName of [
    "kel\u200Bvin",
    "kel vin",
    "kelvin@acme.test",
    "ke\u0000lvin",
    "\u202Enivlek",
    "kel\u00ADvin",
  ]) {
    await refusal(make({ userName }), "invalid-fields");
  }
  for (const email of ["KELVIN@ACME.TEST", " kelvin@acme.test "])
    await refusal(make({ email }), "email-taken");
  for (const email of [
    "\u212Aelvin@acme.test",
    "kelvin＠acme.test",
    "kelvin@acme.test\nbcc: evil@evil.test",
    "kelvin@acme.test\u0000.evil.test",
    "kеlvin@acme.test",
    "kelvin@аcme.test",
    '"kelvin"@acme.test',
    "Kelvin <kelvin@acme.test>",
    "kelvin@acme.test,evil@evil.test",
    "kelvin@[127.0.0.1]",
  ]) {
    await refusal(make({ email }), "invalid-fields");
  }
});

test("a name can't break out of a mail: no header, no markup, no link of its own", async () => {
  const app = await startApp();
  const jane = await app.createUser({
    firstName: '<img src=x onerror="1">',
    lastName: "{{ link }} https://evil.test",
  });
  await refusal(
    app.admin.call(updateUser, {
      params: { userId: jane.id },
      body: { version: 1, lastName: "X\r\nBcc: evil@evil.test" },
    }),
    "invalid-fields",
  );

  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });

  const mail = await app.mailbox.waitForMail({ to: jane.email! });
  expect(mail.html).not.toContain("<img src=x");
  expect(mail.html).not.toMatch(/href="https:\/\/evil/);
  expect(`${mail.html} ${mail.text} ${mail.subject}`).not.toMatch(/https?:\/\/evil/);
  expect(mail.to).toEqual([jane.email]);
});

function post(app: TestApp, target: string, headers: string[], body: string): string {
  return [
    `POST ${target} HTTP/1.1`,
    ...headers,
    `Origin: ${origin}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Cookie: latchkey=${app.admin.cookie()}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}
