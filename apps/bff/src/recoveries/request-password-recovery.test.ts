import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { addMinutes, millisecondsBetween } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { mailLink, tokenIn } from "../test/read-mail.ts";
import { refusal, startApp, type TestApp } from "../test/start.ts";
import { watchPorts } from "../test/watch-ports.ts";

const password = "the old password of Jane";

test("whoever forgot their password gets a link of 60 minutes, and the mail names the user", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane.okafor", password });

  await forgot(app, " JANE.okafor ");
  await settled(app);

  const [mail] = await app.mailbox.mails({ to: jane.email! });
  expect(mail!.text).toContain("jane.okafor");
  expect(mail!.html).toContain("jane.okafor");
  const link = await app.visitor().call(lookUpPasswordChangeLink, { body: { token: tokenIn(mail!) } });
  expect(link).toMatchObject({ userName: "jane.okafor", askedBy: "user" });
  expect(Math.round(millisecondsBetween(app.clock.now(), link.expiresAt) / 60_000)).toBe(60);
  expect((await app.auditOf(jane.id)).at(-1)).toBe("password-change-link.requested");

  app.clock.advance({ minutes: 60 });
  await refusal(
    app.visitor().call(lookUpPasswordChangeLink, { body: { token: tokenIn(mail!) } }),
    "link-expired",
  );
  await app.signIn("jane.okafor", password);
});

test("the email address does as well as the user name, however it is written", async () => {
  const app = await startApp();
  const jane = await app.createUser({ email: "Jane@Acme.test" });

  await forgot(app, "jane@acme.TEST");
  await settled(app);

  const [mail] = await app.mailbox.mails({ to: jane.email! });
  await app.visitor().call(redeemPasswordChangeLink, {
    body: { token: tokenIn(mail!), newPassword: "quiet harbour lamp 49" },
  });
  await app.signIn(jane.userName, "quiet harbour lamp 49");
});

test("existing, unknown, inactive and mailless accounts get the same answer for the same work", async () => {
  const app = await startApp();
  await app.createUser({ userName: "existing", password });
  const inactive = await app.createUser({ userName: "inactive", password });
  await app.admin.call(updateUser, {
    params: { userId: inactive.id },
    body: { version: 1, isActive: false },
  });
  await app.createUser({ userName: "mailless", email: null, password });
  // The worker's part of the work comes after the answer: here it never comes.
  app.system.outbox.nudge = () => {};
  const work = watchPorts(app);
  const seen = new Set<string>();

  for (const name of [
    "existing",
    "unknown",
    "inactive",
    "mailless",
    "unknown@acme.test",
    "root@latchkey.test",
  ]) {
    work.reset();
    const response = await app.visitor().fetch(requestPasswordRecovery.path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ userNameOrEmail: name }),
    });
    const headers = [...response.headers.keys()].toSorted();
    const body = Object.keys((await response.json()) as object);
    const done = work.done();
    expect(done.statements.length).toBeGreaterThan(1);
    seen.add(JSON.stringify([response.status, headers, body, done]));
  }

  expect([...seen]).toHaveLength(1);
  expect(JSON.parse([...seen][0]!)[0]).toBe(202);
  const rows = await app.db.selectFrom("recoveryRequests").selectAll().orderBy("id").execute();
  const shapes = rows.map(({ sealed, address, userAgent }) => [sealed!.length, address, userAgent]);
  expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1);
});

test("what differs from account to account begins after the answer has left", async () => {
  const app = await startApp();
  await app.createUser({ userName: "existing", password });
  const work = watchPorts(app);

  let nudges = 0;
  const { nudge } = app.system.outbox;
  app.system.outbox.nudge = () => {
    nudges += 1;
    nudge();
  };

  for (const name of ["existing", "unknown"]) {
    work.reset();
    nudges = 0;
    const response = await app.visitor().fetch(requestPasswordRecovery.path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ userNameOrEmail: name }),
    });
    const done = work.done().statements.filter((statement) => statement.includes("recoveryRequests"));
    // The same one twice, where every transaction is run twice.
    expect([...new Set(done)]).toEqual([expect.stringMatching(/^insert into "recoveryRequests"/)]);
    expect(response.status).toBe(202);
    // Woken before, the worker's work would delay the answer where there is somebody to mail to.
    expect(nudges).toBe(0);
    await expect.poll(() => nudges).toBeGreaterThan(0);
    await settled(app);
  }
});

test("only whom a mail may reach gets one, and a settled request keeps nothing of what was typed", async () => {
  const app = await startApp();
  const existing = await app.createUser({ userName: "existing" });
  const inactive = await app.createUser({ userName: "inactive", isActive: false });
  await app.createUser({ userName: "mailless", email: null });

  for (const name of ["unknown", "inactive", inactive.email!, "mailless", "unknown@acme.test", "existing"]) {
    await forgot(app, name);
  }
  await settled(app);

  expect((await app.mailbox.mails()).map((mail) => mail.to)).toEqual([[existing.email]]);
  expect(await app.db.selectFrom("recoveries").select("userId").execute()).toEqual([{ userId: existing.id }]);
  const rows = await app.db
    .selectFrom("recoveryRequests")
    .select(["sealed", "address", "userAgent"])
    .execute();
  expect(rows).toEqual(rows.map(() => ({ sealed: null, address: null, userAgent: null })));
  expect(await app.auditOf(inactive.id)).toEqual(["user.created"]);
});

test("an account gets three links an hour at most; administrators are not held back", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  for (let times = 0; times < 5; times++) {
    await forgot(app, jane.userName);
    // A newer link cancels an older one whose mail has not left yet.
    await settled(app);
  }
  expect(await linksTo(app, jane.email!)).toBe(3);
  await mailLink(app, jane);
  expect(await linksTo(app, jane.email!)).toBe(4);

  app.clock.advance({ minutes: 61 });
  await forgot(app, jane.userName);
  await settled(app);
  expect(await linksTo(app, jane.email!)).toBe(5);
});

test("an address gets three links an hour at most, even when it moves from one account to another", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", email: "shared@acme.test" });
  const john = await app.createUser({ userName: "john", email: "john@acme.test" });
  for (let times = 0; times < 3; times++) await forgot(app, "jane");
  await settled(app);
  await app.admin.call(updateUser, { params: { userId: jane.id }, body: { version: 1, email: null } });
  await app.admin.call(updateUser, {
    params: { userId: john.id },
    body: { version: 1, email: "Shared@acme.test" },
  });

  await forgot(app, "john");
  await settled(app);

  expect(await app.db.selectFrom("recoveries").select("id").execute()).toHaveLength(3);
});

test("forgot links and administrators' links do not replace each other; a newer one of a kind does", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const administrators = await mailLink(app, jane);
  const first = await forgotLink(app, jane.email!);
  const second = await forgotLink(app, jane.email!);
  const look = (token: string) => app.visitor().call(lookUpPasswordChangeLink, { body: { token } });

  await refusal(look(first), "link-replaced");
  expect(await look(second)).toMatchObject({ askedBy: "user" });
  expect(await look(administrators.token)).toMatchObject({ askedBy: "administrator" });
  await mailLink(app, jane);
  await refusal(look(administrators.token), "link-replaced");
  expect(await look(second)).toMatchObject({ askedBy: "user" });
});

test("from one network the twenty-second name waits, whoever it is about", async () => {
  const app = await startApp();
  for (let times = 0; times < 21; times++) await forgot(app, `nobody.${times}`);

  const { retryAt } = await refusal(forgot(app, "nobody.22"), "too-many-attempts");

  expect(millisecondsBetween(app.clock.now(), retryAt!)).toBeLessThanOrEqual(1000);
  expect(await app.db.selectFrom("recoveryRequests").select("id").execute()).toHaveLength(21);
  app.clock.advance({ seconds: 1 });
  await forgot(app, "nobody.22");
});

test("a browser that signed in before asks whatever its network does", async () => {
  const app = await startApp();
  await app.createUser({ userName: "jane", password });
  const browser = await app.signIn("jane", password);
  for (let times = 0; times < 22; times++) await forgot(app, `nobody.${times}`).catch(() => {});

  await refusal(forgot(app, "jane"), "too-many-attempts");
  await browser.call(requestPasswordRecovery, { body: { userNameOrEmail: "jane" } });
});

test("all accounts together get so many links in an hour; who asks beyond it waits, and an administrator's link does not", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane" });
  const john = await app.createUser({ userName: "john" });
  const createdAt = addMinutes(app.clock.now(), -30);
  const rows = Array.from({ length: 600 }, () => ({
    id: newId(),
    userId: john.id,
    way: "link" as const,
    tokenHash: newId(),
    askedBy: "user" as const,
    createdBy: null,
    createdAt,
    expiresAt: createdAt,
    messageId: null,
  }));
  for (let from = 0; from < rows.length; from += 100) {
    await app.db
      .insertInto("recoveries")
      .values(rows.slice(from, from + 100))
      .execute();
  }

  await forgot(app, "jane");
  await mailLink(app, jane);
  const waits = () =>
    app.db.selectFrom("recoveryRequests").select("id").where("settledAt", "is", null).execute();
  expect(await waits()).toHaveLength(1);
  app.clock.advance({ minutes: 29 });
  expect(await waits()).toHaveLength(1);
  app.clock.advance({ minutes: 2 });
  await settled(app);
  expect(
    (await app.mailbox.mails({ to: jane.email! })).filter(({ text }) => text!.includes("You asked")),
  ).toHaveLength(1);
});

test("what nobody can be called is refused in the same way for all", async () => {
  const app = await startApp();

  for (const name of ["", "  ", "a\nb", "x".repeat(255)]) await refusal(forgot(app, name), "invalid-fields");
  expect(await app.db.selectFrom("recoveryRequests").select("id").execute()).toEqual([]);
});

test("a request tells nobody's name to the log or the audit trail", async () => {
  const app = await startApp();

  await forgot(app, "a secret typed into the wrong field");
  await settled(app);

  const audit = await app.db.selectFrom("auditEvents").selectAll().execute();
  expect(JSON.stringify([app.log, audit])).not.toContain("a secret typed");
});

function forgot(app: TestApp, userNameOrEmail: string) {
  return app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail } });
}

/** Waits until the worker has nothing left to look up or to send. */
async function settled(app: TestApp): Promise<void> {
  await expect
    .poll(async () => [
      ...(await app.db.selectFrom("recoveryRequests").select("id").where("settledAt", "is", null).execute()),
      ...(await app.db
        .selectFrom("messages")
        .select("id")
        .where("state", "in", ["queued", "sending"])
        .execute()),
    ])
    .toEqual([]);
}

async function forgotLink(app: TestApp, email: string): Promise<string> {
  await forgot(app, email);
  await settled(app);
  const [mail] = await app.mailbox.mails({ to: email });
  return tokenIn(mail!);
}

async function linksTo(app: TestApp, email: string): Promise<number> {
  return (await app.mailbox.mails({ to: email })).length;
}
