import { getMailQueue, updateMailQueue } from "@latchkey/contract/mail.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { expect, test } from "vitest";
import { eventually } from "../test/eventually.ts";
import { holdAnswers } from "../test/hold-answers.ts";
import { probeToken, refusal, startApp, type TestApp } from "../test/start.ts";

test("an empty queue has nothing to tell", async () => {
  const app = await startApp();

  expect(await queue(app)).toEqual({
    depth: 0,
    bulk: 0,
    oldestWaitingSince: null,
    isSlow: false,
    undecided: 0,
    requestsPerSecond: null,
    pause: null,
    webhooks: { enabled: expect.any(Boolean), lastReceivedAt: null },
  });
});

test("a service that is down is told before it counts as an outage, and no longer once the mail is through", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "down" });
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const down = { pause: null, retrying: "The mail service is down." };
  expect(await queue(app)).toMatchObject(down);

  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ minutes: 1 });
  await app.mailbox.waitForMail({ to: jane.email! });
  await eventually(() => queue(app)).toMatchObject({ depth: 0, pause: null });
  expect(await queue(app)).not.toHaveProperty("retrying");
});

test("paused by hand, nothing leaves until somebody resumes; both are audited once", async () => {
  const app = await startApp();
  const reason = "root.admin has paused all mail.";
  expect((await set(app, "paused")).pause).toEqual({
    kind: "manual",
    reason,
    since: expect.any(String),
    until: null,
  });
  await set(app, "paused");

  const jane = await app.createUser();
  const { mail } = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  expect(mail).toMatchObject({ state: "queued", reason });
  app.clock.advance({ minutes: 20 });
  expect(await queue(app)).toMatchObject({ depth: 1, isSlow: true, pause: { kind: "manual" } });
  expect(await app.mailbox.mails()).toEqual([]);

  expect(await set(app, "running")).toMatchObject({ depth: 0, pause: null, isSlow: false });
  await app.mailbox.waitForMail({ to: jane.email! });
  await set(app, "running");
  expect(await audit(app)).toEqual([
    { action: "mail-queue.paused", details: "{}" },
    { action: "mail-queue.resumed", details: '{"pause":"manual"}' },
  ]);
});

test("released by hand, a stopped queue tries at once, and says when it is stopped again", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "invalid-key" });
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const stopped = await queue(app);
  expect(stopped).toMatchObject({ depth: 1, pause: { kind: "configuration" } });
  expect(stopped.pause!.until! > app.clock.now()).toBe(true);

  const again = (await set(app, "running")).pause!;
  expect(again.kind).toBe("configuration");
  expect(again.since > stopped.pause!.since).toBe(true);

  await app.mailbox.setFault({ kind: "none" });
  expect(await set(app, "running")).toMatchObject({ depth: 0, pause: null });
  await app.mailbox.waitForMail({ to: jane.email! });
});

test("a pause is told until a mail has got past it", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "invalid-key" });
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  await app.mailbox.setFault({ kind: "none" });
  const answers = holdAnswers(app);
  app.clock.advance({ minutes: 6 });
  await answers.came;

  expect((await queue(app)).pause).toMatchObject({ kind: "configuration" });
  answers.release();
  await eventually(async () => (await queue(app)).pause).toBeNull();
});

test("readiness tells of mail that waits, without an address, and stays ready", async () => {
  const app = await startApp();
  const ready = async () => {
    const response = await app.visitor().fetch("/readyz", {
      headers: { authorization: `Bearer ${probeToken}` },
    });
    return [response.status, await response.json()];
  };
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "invalid-key" });
  const since = app.clock.now();
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const { pause } = await queue(app);
  const stopped = `Mail is stopped since ${pause!.since}: the mail service refuses the key or the sender.`;
  expect(await ready()).toEqual([200, { status: "ready", reasons: [], details: [stopped] }]);

  await set(app, "paused");
  app.clock.advance({ minutes: 9 });
  const paused = expect.stringMatching(/^Mail is paused by an administrator since /);
  expect(await ready()).toEqual([200, { status: "ready", reasons: [], details: [paused] }]);
  app.clock.advance({ minutes: 1, seconds: 5 });
  expect(await ready()).toEqual([
    200,
    {
      status: "ready",
      reasons: [],
      details: [paused, expect.stringMatching(/^The oldest mail has waited since 2\S+Z\.$/)],
    },
  ]);
  expect((await queue(app)).oldestWaitingSince! >= since).toBe(true);
});

test("only an administrator may look or decide", async () => {
  const app = await startApp();
  await app.createUser({ userName: "jane.regular", password: "quiet harbour lamp 50" });
  const jane = await app.signIn("jane.regular", "quiet harbour lamp 50");

  await refusal(jane.call(getMailQueue, {}), "forbidden");
  await refusal(jane.call(updateMailQueue, { body: { state: "paused" } }), "forbidden");
  expect((await queue(app)).pause).toBeNull();
});

function queue(app: TestApp) {
  return app.admin.call(getMailQueue, {});
}

function set(app: TestApp, state: "paused" | "running") {
  return app.admin.call(updateMailQueue, { body: { state } });
}

function audit(app: TestApp) {
  return app.db
    .selectFrom("auditEvents")
    .select(["action", "details"])
    .where("action", "like", "mail-queue.%")
    .orderBy("id")
    .execute();
}
