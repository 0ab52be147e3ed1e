import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { deleteUser, updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { transact } from "../db/transaction.ts";
import { addMinutes } from "../ports/clock.ts";
import { mailKinds } from "../mail-kinds.ts";
import { eventually } from "../test/eventually.ts";
import { bulkAddress, queueBulk, release } from "../test/queue-bulk.ts";
import { startApp, type TestApp } from "../test/start.ts";
import { pauseByHand } from "./read-pause.ts";
import type { MachineTime } from "./pace.ts";
import { startMailWorker } from "./worker.ts";

test("what waits leaves in batches of a hundred at most, each mail once and to one recipient", async () => {
  const app = await startApp();
  const messages = await queueBulk(app, 230);

  await release(app);
  await eventually(() => countOf(app, "accepted")).toBe(230);

  const mails = await app.mailbox.mails();
  expect(mails.map(({ to }) => to.length)).toEqual(Array.from({ length: 230 }, () => 1));
  expect(new Set(mails.map(({ to }) => to[0])).size).toBe(230);
  const sizes = [...Map.groupBy(mails, ({ idempotencyKey }) => idempotencyKey).values()].map(
    (batch) => batch.length,
  );
  expect(sizes.toSorted((a, b) => b - a)).toEqual([100, 100, 30]);
  const rows = await app.db.selectFrom("messages").selectAll().where("id", "in", messages).execute();
  for (const row of rows) {
    expect(row).toMatchObject({ sealed: null, parcelId: null, attempts: 1 });
    expect(mails.find(({ id }) => id === row.providerId)?.to).toEqual([row.toAddress]);
  }
  expect(await app.db.selectFrom("parcels").selectAll().execute()).toEqual([]);
});

test("one bad address does not hold up the others: the refused batch is halved, under new keys", async () => {
  const app = await startApp();
  const messages = await queueBulk(app, 20);
  await app.mailbox.setFault({ kind: "bad-address", to: bulkAddress(7) });

  await release(app);
  await eventually(() => countOf(app, "accepted")).toBe(19);
  await eventually(() => countOf(app, "failed")).toBe(1);

  expect(await messageOf(app, messages[7]!)).toMatchObject({
    state: "failed",
    reason: "The mail service refuses this message: check the address.",
  });
  expect(await app.mailbox.mails()).toHaveLength(19);
});

test.each(["lost-answer", "html-answer", "cut-answer", "empty-answer", "null-answer"] as const)(
  "%s: the very same batch leaves again under the same key, and each mail arrives once",
  async (kind) => {
    const app = await startApp();
    const messages = await queueBulk(app, 5);
    await app.mailbox.setFault({ kind, times: 1 });
    await release(app);
    await eventually(() => isUnclear(app, messages)).toBe(true);
    // A member that is not wanted any more stays in it: other bytes would be another batch.
    const user = await messageOf(app, messages[2]!);
    await app.admin.call(updateUser, {
      params: { userId: user.userId },
      body: { version: 1, isActive: false },
    });

    app.clock.advance({ seconds: 5 });
    await eventually(() => countOf(app, "accepted")).toBe(5);

    const mails = await app.mailbox.mails();
    expect(mails).toHaveLength(5);
    expect(new Set(mails.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  },
);

test("a batch that was cut off by a crash is repeated, byte for byte", async () => {
  const app = await startApp();
  const messages = await queueBulk(app, 5);
  await app.mailbox.setFault({ kind: "lost-answer", times: 1 });
  await release(app);
  await eventually(() => isUnclear(app, messages)).toBe(true);
  // As the process that died would have left it: the answer not noted, the lease running.
  await app.db
    .updateTable("parcels")
    .set({
      leasedUntil: addMinutes(app.clock.now(), 0.2),
      nextAttemptAt: app.clock.now(),
    })
    .execute();
  await app.db.updateTable("messages").set({ state: "sending", reason: null }).execute();

  app.clock.advance({ minutes: 1 });
  await eventually(() => countOf(app, "accepted")).toBe(5);

  expect(await app.mailbox.mails()).toHaveLength(5);
});

test("while a batch may have left, it is not split, and a person decides once its key may be forgotten", async () => {
  const app = await startApp();
  const messages = await queueBulk(app, 3);
  await app.mailbox.setFault({ kind: "unreachable" });
  await release(app);
  await eventually(() => isUnclear(app, messages)).toBe(true);

  app.clock.advance({ hours: 23 });

  await eventually(() => countOf(app, "unknown")).toBe(3);
  const rows = await app.db.selectFrom("messages").select(["sealed", "parcelId"]).execute();
  expect(rows).toEqual(Array.from({ length: 3 }, () => ({ sealed: null, parcelId: null })));
});

test("a batch that may have left is not tried under new keys, whatever a later attempt is told", async () => {
  const app = await startApp();
  const messages = await queueBulk(app, 3);
  await app.mailbox.setFault({ kind: "lost-answer", times: 1 });
  await release(app);
  await eventually(() => isUnclear(app, messages)).toBe(true);
  await app.mailbox.setFault({ kind: "bad-address", times: 1 });

  app.clock.advance({ minutes: 1 });
  await eventually(() => countOf(app, "unknown")).toBe(3);

  expect(await app.mailbox.mails()).toHaveLength(3);
  expect(await messageOf(app, messages[0]!)).toMatchObject({ sealed: null, parcelId: null });
});

test("a user who is deleted while their mail's batch may have left does not leave the others undecided", async () => {
  const app = await startApp();
  const messages = await queueBulk(app, 3);
  await app.mailbox.setFault({ kind: "lost-answer", times: 1 });
  await release(app);
  await eventually(() => isUnclear(app, messages)).toBe(true);
  const { userId } = await messageOf(app, messages[0]!);

  await app.admin.call(deleteUser, { params: { userId }, body: { userName: "bulk.0" } });
  app.clock.advance({ minutes: 1 });
  await eventually(() => countOf(app, "accepted")).toBe(2);

  expect(await messageOf(app, messages[0]!)).toMatchObject({ state: "cancelled", sealed: null });
  expect(await app.mailbox.mails()).toHaveLength(3);
});

test("a single reset overtakes what is sent in bulk", async () => {
  const app = await startApp({ rateLimit: { perSecond: 1, refuse: true } });
  await queueBulk(app, 300);
  const jane = await app.createUser();
  const single = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });

  await release(app);
  await eventually(() => messageOf(app, single.mail!.id)).toMatchObject({ state: "accepted" });

  const newestFirst = await app.mailbox.mails();
  const place = newestFirst.toReversed().findIndex(({ to }) => to.includes(jane.email!));
  expect(place).toBeLessThanOrEqual(100);
});

test("the announced limit is used and not exceeded", async () => {
  // A second passes whenever the sender waits for it, and only then.
  let now = 0;
  const time: MachineTime = { now: () => now, sleep: async (milliseconds) => (now += milliseconds) };
  const app = await startApp({ time, rateLimit: { perSecond: 5, refuse: false } });
  const send = app.mailer.send.bind(app.mailer);
  const leftAt: number[] = [];
  app.mailer.send = (...request) => {
    leftAt.push(now);
    return send(...request);
  };
  await queueBulk(app, 18);
  // Alone each: so many requests as there are mails.
  await app.db.updateTable("messages").set({ parcelLimit: 1 }).execute();

  await release(app);
  await eventually(() => countOf(app, "accepted")).toBe(18);

  const countsBySecond = [...Map.groupBy(leftAt, (at) => at).values()].map(({ length }) => length);
  expect(countsBySecond).toContain(5);
  for (const [index, at] of leftAt.entries()) {
    const sixth = leftAt[index + 5];
    if (sixth !== undefined) expect(sixth - at).toBeGreaterThan(1000);
  }
  expect(await app.db.selectFrom("senderLimits").select("requestsPerSecond").execute()).toEqual([
    { requestsPerSecond: 5 },
  ]);
});

test.each([
  ["daily-quota", "The mail service's daily quota is used up."],
  ["monthly-quota", "The mail service's monthly quota is used up."],
] as const)(
  "%s: everything waits and says which; one mail probes, and then all leave",
  async (kind, reason) => {
    const app = await startApp();
    const messages = await queueBulk(app, 6);
    await app.mailbox.setFault({ kind });
    await release(app);
    await eventually(() => pausesOf(app)).toMatchObject([{ kind: "quota", reason }]);

    app.clock.advance({ minutes: 61 });
    await eventually(() => attemptsOf(app, messages)).toBe(7);
    expect(await app.mailbox.mails()).toEqual([]);

    await app.mailbox.setFault({ kind: "none" });
    app.clock.advance({ minutes: 61 });
    await eventually(() => countOf(app, "accepted")).toBe(6);
    expect(await pausesOf(app)).toEqual([]);
  },
);

test("a batch whose mails were all reported meanwhile is over: its texts are erased, also while all mail is paused", async () => {
  const app = await startApp();
  await app.listen();
  const messages = await queueBulk(app, 3);
  await app.mailbox.setFault({ kind: "lost-answer", times: 1 });
  await app.mailbox.setWebhooks({ hold: true });
  await release(app);
  await eventually(() => isUnclear(app, messages)).toBe(true);
  await transact(app.system, (tx) => pauseByHand(tx, app.clock.now(), "A test looks at what is left."));

  await app.mailbox.setWebhooks({ hold: false });
  await eventually(() => countOf(app, "accepted")).toBe(3);
  app.system.outbox.nudge();

  await eventually(async () => (await messageOf(app, messages[0]!)).sealed).toBe(null);
  expect(await app.db.selectFrom("parcels").selectAll().execute()).toEqual([]);
  expect(await app.mailbox.mails()).toHaveLength(3);
});

test("in an outage one mail probes for all, with growing waits", async () => {
  const app = await startApp();
  const messages = await queueBulk(app, 4);
  await app.db.updateTable("messages").set({ parcelLimit: 1 }).execute();
  await app.mailbox.setFault({ kind: "down" });
  await release(app);

  app.clock.advance({ seconds: 10 });
  await eventually(() => pausesOf(app)).toMatchObject([
    { kind: "outage", reason: "The mail service is down." },
  ]);
  // Others were under way when the pause began.
  await eventually(() => attemptsOf(app, messages)).toBeGreaterThan(0);
  const attempts = await attemptsOf(app, messages);

  app.clock.advance({ seconds: 5 });
  await eventually(() => attemptsOf(app, messages)).toBe(attempts + 1);
  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ minutes: 6 });
  await eventually(() => countOf(app, "accepted")).toBe(4);
});

test("a pause by hand outlives a restart", async () => {
  const app = await startApp();
  await queueBulk(app, 1);
  const restarted = startMailWorker(() => app.system, app.mailer, {
    kinds: mailKinds,
    prepareNext: async () => false,
  });

  await restarted.sendSoon("nothing");

  expect(await countOf(app, "queued")).toBe(1);
  await release(app);
  await eventually(() => countOf(app, "accepted")).toBe(1);
  await restarted.stop();
});

test("a key that is known under another text is never replaced: the mail is asked for itself, or a person decides", async () => {
  const app = await startApp();
  const [lost] = await queueBulk(app, 1);
  await app.mailbox.setFault({ kind: "lost-answer", times: 1 });
  await release(app);
  await eventually(() => isUnclear(app, [lost!])).toBe(true);
  await app.mailbox.setFault({ kind: "changed-body", times: 1 });
  app.clock.advance({ seconds: 5 });
  await eventually(() => messageOf(app, lost!)).toMatchObject({ state: "accepted" });
  expect((await messageOf(app, lost!)).providerId).toBe((await app.mailbox.mails())[0]!.id);

  const john = await app.createUser();
  await app.mailbox.setFault({ kind: "changed-body", times: 1 });
  const { mail } = await app.admin.call(sendPasswordChangeLink, { params: { userId: john.id }, body: {} });
  expect(mail).toMatchObject({ state: "unknown", reason: expect.stringContaining("under another text") });
  expect(await app.mailbox.mails({ to: john.email! })).toEqual([]);
});

test("a mail whose key may be forgotten is looked for at the mail service before a person has to", async () => {
  const app = await startApp();
  const [lost] = await queueBulk(app, 1);
  await app.mailbox.setFault({ kind: "lost-answer", times: 1 });
  await release(app);
  await eventually(() => isUnclear(app, [lost!])).toBe(true);

  app.clock.advance({ hours: 23 });

  await eventually(() => messageOf(app, lost!)).toMatchObject({
    state: "accepted",
    attempts: 1,
    sealed: null,
  });
  expect(await app.mailbox.mails()).toHaveLength(1);
});

function messageOf(app: TestApp, id: string) {
  return app.db.selectFrom("messages").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

async function countOf(app: TestApp, state: "queued" | "accepted" | "failed" | "unknown"): Promise<number> {
  const rows = await app.db.selectFrom("messages").select("id").where("state", "=", state).execute();
  return rows.length;
}

/** Whether they wait in a parcel: only one that may have left is kept between two attempts. */
async function isUnclear(app: TestApp, ids: string[]): Promise<boolean> {
  const rows = await app.db
    .selectFrom("messages")
    .innerJoin("parcels", "parcels.id", "messages.parcelId")
    .select("leasedUntil")
    .where("messages.id", "in", ids)
    .execute();
  return rows.length === ids.length && rows.every(({ leasedUntil }) => leasedUntil === null);
}

/** How many attempts were made and noted. */
async function attemptsOf(app: TestApp, ids: string[]): Promise<number> {
  const rows = await app.db
    .selectFrom("messages")
    .select(["attempts", "state"])
    .where("id", "in", ids)
    .execute();
  if (rows.some(({ state }) => state === "sending")) return -1;
  return rows.reduce((sum, { attempts }) => sum + attempts, 0);
}

function pausesOf(app: TestApp) {
  return app.db.selectFrom("senderPauses").select(["kind", "reason"]).execute();
}
