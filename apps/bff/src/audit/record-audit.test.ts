import { listUserAuditEvents } from "@latchkey/contract/audit.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { routes } from "@latchkey/contract/routes.ts";
import { signOut } from "@latchkey/contract/sign-in.ts";
import { expect, test } from "vitest";
import { parseTrustedProxies } from "../http/client-address.ts";
import { addMinutes } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { passwordIn } from "../test/read-mail.ts";
import { refusal, startApp, type Browser, type TestApp } from "../test/start.ts";

const password = "the old password of Jane";
const json = { "content-type": "application/json" };

const refusalsIn = ({ db }: TestApp, action: string) =>
  db
    .selectFrom("auditEvents")
    .selectAll()
    .where("outcome", "=", "refused")
    .where("action", "=", action as never)
    .orderBy("id")
    .execute();

/** Asks for every route but sign-out, with a body that no schema takes. Returns the problems. */
async function askForEverything(browser: Browser, headers: Record<string, string> = {}): Promise<string[]> {
  const problems = [];
  for (const { path, method } of Object.values(routes).filter((route) => route !== signOut)) {
    const response = await browser.fetch(
      path.replaceAll(/\{\w+\}/g, () => newId()),
      {
        method: method.toUpperCase(),
        headers: { ...json, ...headers },
        ...(method !== "get" && { body: '{"unknownField":1}' }),
      },
    );
    if (!response.ok) problems.push(((await response.json()) as { type: string }).type);
  }
  return problems;
}

test("a session that asks for what it may not leaves one event with a count, on its own record", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);

  const problems = [...(await askForEverything(browser)), ...(await askForEverything(browser))];

  const forbidden = problems.filter((problem) => problem === "forbidden").length;
  expect(forbidden).toBeGreaterThan(40);
  const { events } = await app.admin.call(listUserAuditEvents, { params: { userId: jane.id } });
  const denied = events.filter(({ action }) => action === "access.denied");
  expect(denied).toHaveLength(2);
  const event = denied.find(({ details }) => details["problem"] === "forbidden");
  expect(event).toMatchObject({
    outcome: "refused",
    actor: { kind: "user", id: jane.id, name: "Jane Okafor" },
    userAgent: "Test Browser",
    times: forbidden,
    lastAt: expect.any(String),
  });
  const asked = event!.details["routes"]!.split(", ");
  expect(asked).toEqual(expect.arrayContaining(["listUsers", "updateUser", "watchUser", "settleMessage"]));
  expect(asked).toHaveLength(forbidden / 2);
});

test("a temporary password's session that asks for more is an event; a stranger without a session is none", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const mail = await app.mailbox.waitForMail({ to: jane.email! });
  const browser = await app.signIn(jane.userName, passwordIn(mail));

  await browser.fetch("/api/users");
  await browser.fetch("/api/users");
  expect(await askForEverything(app.visitor())).toContain("not-signed-in");

  const denied = await refusalsIn(app, "access.denied");
  expect(denied).toMatchObject([{ subjectId: jane.id, actorId: jane.id, times: 2 }]);
  expect(JSON.parse(denied[0]!.details)).toEqual({
    problem: "password-change-required",
    routes: "listUsers",
  });
});

test("a changing request of another origin is an event, of the session if it brought one, which it does not keep alive", async () => {
  const app = await startApp({ trustedProxies: parseTrustedProxies("127.0.0.1") });
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);
  const seen = () => app.db.selectFrom("sessions").select(["userId", "lastSeenAt"]).orderBy("id").execute();
  app.clock.advance({ minutes: 5 });
  const before = await seen();

  const port = await app.listen();
  for (const address of ["203.0.113.7", "2001:db8::1", "2001:db8:0:1::1"]) {
    await fetch(`http://127.0.0.1:${port}/api/session`, {
      method: "DELETE",
      headers: { "x-forwarded-for": address },
    });
  }
  for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"]) {
    const forged = {
      method: "POST",
      headers: { "content-type": type, origin: "https://evil.test" },
      body: "{}",
    };
    expect((await browser.fetch("/api/session", forged)).status).toBe(403);
    expect((await app.visitor().fetch("/api/users", forged)).status).toBe(403);
    expect((await app.visitor().fetch("/api/no-such-thing", forged)).status).toBe(403);
  }

  expect(await seen()).toEqual(before);
  const denied = await refusalsIn(app, "access.denied");
  expect(
    denied.map(({ subjectId, actorKind, times, details }) => [
      subjectId,
      actorKind,
      times,
      JSON.parse(details),
    ]),
  ).toEqual([
    [null, "stranger", 9, { problem: "origin-refused", routes: "signOut, createUser" }],
    [jane.id, "user", 3, { problem: "origin-refused", routes: "signIn" }],
  ]);
  expect(JSON.stringify(denied)).not.toContain("evil.test");
});

test("floods are one row each ten minutes, by whom, about whom, what, why and from where", async () => {
  const app = await startApp({ trustedProxies: parseTrustedProxies("127.0.0.1") });
  const port = await app.listen();
  const jane = await app.createUser({ password });
  const john = await app.createUser({ password });
  const guess = async (userNameOrEmail: string, address: string) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/session`, {
      method: "POST",
      headers: { ...json, origin: "http://localhost:3000", "x-forwarded-for": address },
      body: JSON.stringify({ userNameOrEmail, password: "a wrong guess of mine" }),
    });
    return ((await response.json()) as { type: string }).type;
  };

  await Promise.all([
    ...Array.from({ length: 12 }, () => guess(jane.userName, "203.0.113.7")),
    ...Array.from({ length: 5 }, () => guess(john.userName, "2001:db8::1")),
    guess(john.userName, "2001:db8::2"),
    guess(john.userName, "2001:db8:0:1::1"),
    guess("nobody", "203.0.113.7"),
    guess("no one either", "203.0.113.7"),
  ]);
  app.clock.advance({ minutes: 10 });
  await guess(john.userName, "2001:db8::1");

  const rows = await refusalsIn(app, "session.opened");
  const told = rows.map(({ subjectId, address, times, lastAt, details }) => [
    subjectId,
    address?.replace("::2", "::1"),
    (JSON.parse(details) as { problem: string }).problem,
    times,
    lastAt !== null,
  ]);
  const [v4, v6] = ["203.0.113.7", "2001:db8::1"];
  expect(told.toSorted()).toEqual(
    [
      [jane.id, v4, "sign-in-refused", 11, true],
      [jane.id, v4, "too-many-attempts", 1, false],
      [john.id, v6, "sign-in-refused", 6, true],
      [john.id, "2001:db8:0:1::1", "sign-in-refused", 1, false],
      [john.id, v6, "sign-in-refused", 1, false],
      [null, v4, "sign-in-refused", 2, true],
    ].toSorted(),
  );
  expect(JSON.stringify(rows)).not.toContain("guess");
  expect(JSON.stringify(rows)).not.toContain("no one");
});

test("tokens that are no link, and refusals of a session, are counted too; what happened is never", async () => {
  const app = await startApp();
  const visitor = app.visitor();
  for (const name of ["a", "b", "c"]) {
    await refusal(
      visitor.call(redeemPasswordChangeLink, {
        body: { token: name.repeat(43), newPassword: "quiet harbour lamp 49" },
      }),
      "link-unknown",
    );
  }
  const jane = await app.createUser({ isActive: false });
  const john = await app.createUser();
  for (const { id } of [jane, jane, john, john]) {
    await app.admin.call(generateNewPassword, { params: { userId: id }, body: {} }).catch(() => {});
  }

  expect(await refusalsIn(app, "password-change-link.redeemed")).toMatchObject([
    { times: 3, subjectId: null },
  ]);
  expect(await refusalsIn(app, "generated-password.sent")).toMatchObject([{ times: 2, subjectId: jane.id }]);
  const sent = await app.auditOf(john.id);
  expect(sent.filter((action) => action === "generated-password.sent")).toHaveLength(2);
});

test("a flood costs fewer commits than it has refusals, and every one is counted", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);
  let commits = 0;
  const stop = app.dialect.onCommit(() => (commits += 1));

  await Promise.all(Array.from({ length: 528 }, () => browser.fetch("/api/users")));

  expect(await refusalsIn(app, "access.denied")).toMatchObject([{ times: 528 }]);
  stop();
  expect(commits).toBeGreaterThan(0);
  expect(commits).toBeLessThan(528 / 4);
});

test("what is refused after the clock was put back is not counted with what is still to come", async () => {
  const app = await startApp();
  const jane = await app.createUser({ isActive: false });
  const ask = () =>
    refusal(app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} }), "user-inactive");
  await ask();
  const later = addMinutes(app.clock.now(), 3);
  await app.db.updateTable("auditEvents").set({ at: later }).where("outcome", "=", "refused").execute();
  await ask();
  await ask();

  const rows = await refusalsIn(app, "generated-password.sent");
  expect(rows.map(({ times, at }) => [times, at === later])).toEqual([
    [1, true],
    [2, false],
  ]);
});
