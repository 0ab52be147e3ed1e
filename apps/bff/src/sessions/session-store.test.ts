import type { UserType } from "@latchkey/contract/permissions.ts";
import { unattendedHeader } from "@latchkey/contract/client.ts";
import { changeOwnPassword } from "@latchkey/contract/sign-in.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { millisecondsBetween } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { rootAdmin, startApp, startBareApp } from "../test/start.ts";
import { setUpUnattended } from "../setup/first-administrator.ts";

const password = "the old password of Jane";

const limits = [
  ["an administrator", rootAdmin.userName, 30, 8],
  ["a user", "jane", 60, 12],
] as const;

test.each(limits)("the session of %s without a request ends after %s", async (_, userName, minutes) => {
  const { app, ask } = await startWithSession(userName);

  app.clock.advance({ minutes: minutes - 1 });
  expect(await ask()).not.toBeNull();
  app.clock.advance({ minutes: minutes - 1 });
  expect(await ask()).not.toBeNull();
  app.clock.advance({ minutes });
  expect(await ask()).toBeNull();
});

test.each(limits)(
  "a busy session of %s ends at the hour that it was told",
  async (_, userName, _idle, hours) => {
    const { app, ask } = await startWithSession(userName);
    const { expiresAt } = (await ask())!;
    expect(millisecondsBetween(app.clock.now(), expiresAt) / 3_600_000).toBeCloseTo(hours, 2);

    for (let quarters = 1; quarters < hours * 4; quarters++) {
      app.clock.advance({ minutes: 15 });
      expect(await ask()).not.toBeNull();
    }
    app.clock.advance({ minutes: 15 });
    expect(await ask()).toBeNull();
  },
);

test("the limits are those of what the user is now", async () => {
  const { app, ask } = await startWithSession("jane");
  const become = (type: UserType) => app.db.updateTable("users").set({ type }).execute();

  app.clock.advance({ minutes: 45 });
  await become("system-administrator");
  expect(await ask()).toBeNull();
  await become("regular");
  expect((await ask())?.user.type).toBe("regular");

  for (let halfHours = 0; halfHours < 16; halfHours++) {
    app.clock.advance({ minutes: 30 });
    await ask();
  }
  await become("system-administrator");
  expect(await ask()).toBeNull();
});

test("what a screen asks on its own, while nobody is there, does not keep the session open", async () => {
  const app = await startApp();
  const ask = () =>
    app.admin.fetch("/api/mail-queue", { headers: { [unattendedHeader]: "1" } }).then(({ status }) => status);

  for (let minutes = 10; minutes < 30; minutes += 10) {
    app.clock.advance({ minutes: 10 });
    expect(await ask()).toBe(200);
  }
  app.clock.advance({ minutes: 10 });
  expect(await ask()).toBe(401);
});

test("only a session's hash stands in the database", async () => {
  const app = await startApp();

  const token = app.admin.cookie()!;

  expect(token).toMatch(/^[\w-]{43}$/);
  const sessions = await app.db.selectFrom("sessions").selectAll().execute();
  expect(sessions.map((session) => session.tokenHash)).toEqual([hashToken(token)]);
  expect(JSON.stringify(sessions)).not.toContain(token);
});

test("sessions end when the password changes and when the user is deactivated", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const first = await app.signIn(jane.userName, password);
  const second = await app.signIn(jane.userName, password);
  await first.call(changeOwnPassword, {
    body: { currentPassword: password, newPassword: "quiet harbour lamp 49" },
  });
  expect((await second.call(getSession, {})).session).toBeNull();

  const third = await app.signIn(jane.userName, "quiet harbour lamp 49");
  await app.admin.call(updateUser, { params: { userId: jane.id }, body: { version: 1, isActive: false } });
  expect((await third.call(getSession, {})).session).toBeNull();
});

test("on this machine the cookie is HttpOnly, SameSite=Lax, and gone with the browser", async () => {
  const app = await startApp();

  const line = await cookieOfSignIn(app.visitor());

  expect(line).toMatch(/^latchkey=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
});

test("over https the cookie is Secure and carries the __Host- prefix, so that no other host can set it", async () => {
  const app = await startBareApp({ publicUrl: "https://latchkey.acme.test" });
  await setUpUnattended(app.system, rootAdmin);

  const line = await cookieOfSignIn(app.visitor());

  expect(line).toMatch(/^__Host-latchkey=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect(line).not.toMatch(/Domain|Expires|Max-Age/i);
});

test("installations on one host at different ports leave each other's cookies alone", async () => {
  const publicUrls = [
    "http://localhost",
    "http://localhost:3000",
    "http://localhost:3001",
    "https://access.acme.test",
    "https://access.acme.test:8443",
    "https://access.acme.test:3000",
  ];
  const lines: string[] = [];
  for (const publicUrl of publicUrls) {
    const app = await startBareApp({ publicUrl });
    await setUpUnattended(app.system, rootAdmin);
    const response = await signInWith(app.visitor());
    lines.push(...response.headers.getSetCookie());
  }
  const names = lines.map((line) => line.slice(0, line.indexOf("=")));
  expect(names).toHaveLength(2 * publicUrls.length);
  expect(new Set(names).size).toBe(names.length);
  expect(names.slice(2, 4).toSorted()).toEqual(["latchkey", "latchkey-device"]);
});

test("signing out takes the cookie back", async () => {
  const app = await startApp();

  const response = await app.admin.fetch("/api/session", {
    method: "DELETE",
    headers: { "content-type": "application/json" },
  });

  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^latchkey=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
});

async function startWithSession(userName: string) {
  const app = await startApp();
  const isRoot = userName === rootAdmin.userName;
  if (!isRoot) await app.createUser({ userName, password });
  const browser = await app.signIn(userName, isRoot ? rootAdmin.password : password);
  const ask = async () => (await browser.call(getSession, {})).session;
  return { app, ask };
}

async function cookieOfSignIn(browser: Awaited<ReturnType<typeof startApp>>["admin"]): Promise<string> {
  const response = await signInWith(browser);
  return response.headers.getSetCookie()[0]!;
}

function signInWith(browser: Awaited<ReturnType<typeof startApp>>["admin"]): Promise<Response> {
  return browser.fetch(signIn.path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ userNameOrEmail: rootAdmin.userName, password: rootAdmin.password }),
  });
}
