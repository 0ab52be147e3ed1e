import { listRecoveries, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import type { Fault } from "@latchkey/mailbox/faults.ts";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { eventually } from "../test/eventually.ts";
import { mailKinds } from "../mail-kinds.ts";
import { addMinutes, millisecondsBetween } from "../ports/clock.ts";
import type { Mail } from "../ports/mailer.ts";
import { holdAnswers } from "../test/hold-answers.ts";
import { probeToken, rootAdmin, startApp, type TestApp } from "../test/start.ts";
import { writeBehind } from "../test/write-behind.ts";
import { ownRounds } from "../ports/rounds.ts";
import { startMailWorker } from "./worker.ts";

test("while the mail service is down the mail waits, says why, and leaves by itself afterwards", async () => {
  const app = await startApp();
  const { jane, messageId } = await waitingMail(app, "down");
  expect(await messageOf(app, messageId)).toMatchObject({
    state: "queued",
    reason: "The mail service is down.",
    attempts: 1,
    parcelId: null,
  });

  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ seconds: 3 });
  await app.mailbox.waitForMail({ to: jane.email! });

  await eventually(() => stateOf(app, messageId)).toBe("accepted");
  expect(await messageOf(app, messageId)).toMatchObject({ reason: null, sealed: null, attempts: 2 });
});

test("whoever waits for a mail that another request cancels hears of it at once, not when the mail before it is over", async () => {
  const app = await startApp({ graceMilliseconds: 600_000 });
  const jane = await app.createUser();
  const answers = holdAnswers(app);
  const send = () => app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const first = send();
  await answers.came;
  const second = send();
  await eventually(async () => (await app.db.selectFrom("messages").select("id").execute()).length).toBe(2);
  const third = send();

  expect((await second).mail).toMatchObject({ state: "cancelled" });
  answers.release();
  await Promise.all([first, third]);
});

test("the waits between attempts double, from two seconds up to five minutes", async () => {
  const app = await startApp();
  let before = app.clock.now();
  const { messageId } = await waitingMail(app, "down");
  for (let attempt = 1; attempt <= 10; attempt++) {
    const { nextAttemptAt, attempts } = await messageOf(app, messageId);
    const after = app.clock.now();
    expect(attempts).toBe(attempt);
    const base = Math.min(2 * 2 ** (attempt - 1), 300);
    // Up to a quarter of jitter, from a moment between these two.
    expect(millisecondsBetween(before, nextAttemptAt) / 1000).toBeGreaterThanOrEqual(base);
    expect(millisecondsBetween(after, nextAttemptAt) / 1000).toBeLessThanOrEqual(base * 1.25);
    app.clock.advance({ seconds: millisecondsBetween(after, nextAttemptAt) / 1000 + 0.01 });
    before = app.clock.now();
    await app.system.outbox.sendSoon(messageId);
  }
});

test.each(["unreachable", "lost-answer"] as const)(
  "%s: nobody knows whether the mail left, so the same key tries again, and one mail arrives",
  async (kind) => {
    const app = await startApp();
    const { jane, messageId } = await waitingMail(app, kind);
    expect(await messageOf(app, messageId)).toMatchObject({
      state: "queued",
      reason: "The mail service could not be reached, or its answer could not be read.",
      parcelId: messageId,
      leasedUntil: null,
    });
    expect(await app.mailbox.mails()).toHaveLength(kind === "lost-answer" ? 1 : 0);

    await app.mailbox.setFault({ kind: "none" });
    app.clock.advance({ seconds: 5 });
    await app.system.outbox.sendSoon(messageId);

    expect(await stateOf(app, messageId)).toBe("accepted");
    const mails = await app.mailbox.mails({ to: jane.email! });
    expect(mails.map(({ idempotencyKey }) => idempotencyKey)).toEqual([messageId]);
    const { providerId } = await messageOf(app, messageId);
    expect(providerId).toBe(mails[0]!.id);
  },
);

test("a wrong key stops every mail; the next one says why; a probe after five minutes releases them", async () => {
  const app = await startApp();
  const first = await waitingMail(app, "invalid-key");
  const john = await app.createUser();
  const second = await app.admin.call(sendPasswordChangeLink, { params: { userId: john.id }, body: {} });
  const stopped = expect.stringContaining("check the API key");
  expect(await messageOf(app, first.messageId)).toMatchObject({
    state: "queued",
    reason: stopped,
    attempts: 1,
  });
  expect(second.mail).toMatchObject({ state: "queued", reason: stopped });
  expect(await messageOf(app, second.mail!.id)).toMatchObject({ attempts: 0 });

  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ minutes: 4 });
  await app.system.outbox.sendSoon(second.mail!.id);
  expect(await app.mailbox.mails()).toEqual([]);
  app.clock.advance({ minutes: 1 });
  await app.mailbox.waitForMail({ to: first.jane.email! });
  await app.mailbox.waitForMail({ to: john.email! });
});

test("a mail that was under way when a pause began does not end it", async () => {
  const app = await startApp({ graceMilliseconds: 1 });
  const [jane, john] = [await app.createUser(), await app.createUser()];
  const send = ({ id: userId }: { id: string }) =>
    app.admin.call(sendPasswordChangeLink, { params: { userId }, body: {} });
  const deliver = app.mailer.send.bind(app.mailer);
  const answers = holdAnswers(app);
  const first = await send(jane);
  await answers.came;
  app.mailer.send = deliver;
  await app.mailbox.setFault({ kind: "invalid-key" });
  await send(john);
  const pauses = () => app.db.selectFrom("senderPauses").select("kind").execute();
  await eventually(pauses).toEqual([{ kind: "configuration" }]);

  answers.release();
  await eventually(() => stateOf(app, first.mail!.id)).toBe("accepted");
  expect(await pauses()).toEqual([{ kind: "configuration" }]);
});

test("while the key stays wrong, one mail tries again each time, and the others wait", async () => {
  const app = await startApp();
  const first = await waitingMail(app, "invalid-key");
  const john = await app.createUser();
  const second = await app.admin.call(sendPasswordChangeLink, { params: { userId: john.id }, body: {} });

  app.clock.advance({ minutes: 5 });
  await eventually(() => attemptsOf(app, first.messageId, second.mail!.id)).toBe(2);
  app.clock.advance({ minutes: 5 });
  await eventually(() => attemptsOf(app, first.messageId, second.mail!.id)).toBe(3);
  expect(await app.db.selectFrom("senderPauses").selectAll().execute()).toHaveLength(1);
});

test("a restart lifts the pause: it may have mended the configuration", async () => {
  const app = await startApp();
  const { jane } = await waitingMail(app, "invalid-key");
  await app.mailbox.setFault({ kind: "none" });
  await app.db.updateTable("messages").set({ nextAttemptAt: app.clock.now() }).execute();

  const restarted = startMailWorker(() => app.system, app.mailer, {
    kinds: mailKinds,
    prepareNext: async () => false,
  });

  await app.mailbox.waitForMail({ to: jane.email! });
  await restarted.stop();
});

test("when the service asks to go slower, the whole sender waits for as long as it says", async () => {
  const app = await startApp();
  const { messageId } = await waitingMail(app, "rate-limited");
  expect(await messageOf(app, messageId)).toMatchObject({
    state: "queued",
    reason: "The mail service asks to send more slowly.",
  });
  const pause = await app.db.selectFrom("senderPauses").selectAll().executeTakeFirstOrThrow();
  expect(millisecondsBetween(pause.createdAt, pause.until)).toBe(1000);

  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ seconds: 1 });
  await eventually(() => stateOf(app, messageId)).toBe("accepted");
});

test("an address that the service refuses fails for good, and its text is erased", async () => {
  const app = await startApp();
  const { messageId } = await waitingMail(app, "bad-address");

  expect(await messageOf(app, messageId)).toMatchObject({
    state: "failed",
    reason: "The mail service refuses this message: check the address.",
    sealed: null,
    attempts: 1,
  });
});

test("a crash between sending and noting it repeats the very same mail, and one arrives", async () => {
  const app = await startApp();
  const { jane, messageId } = await waitingMail(app, "down");
  await app.mailbox.setFault({ kind: "none" });
  // The process that crashed had handed the mail over and held the lease.
  const { sealed } = await messageOf(app, messageId);
  const mail = JSON.parse(app.system.sealer.open(sealed!, messageId)) as Mail;
  const now = app.clock.now();
  await app.db
    .insertInto("parcels")
    .values({
      id: messageId,
      priority: 0,
      attempts: 2,
      nextAttemptAt: now,
      leasedUntil: addMinutes(now, 1),
      firstAttemptAt: now,
    })
    .execute();
  await app.db
    .updateTable("messages")
    .set({ state: "sending", attempts: 2, parcelId: messageId, nextAttemptAt: now })
    .execute();
  expect(await app.mailer.send([{ messageId, mail }], messageId)).toMatchObject({
    outcome: { kind: "accepted" },
  });
  expect(await stateOf(app, messageId)).toBe("sending");

  // What the next attempt is told does not take back that this one may have left.
  await app.mailbox.setFault({ kind: "down", times: 1 });
  app.clock.advance({ minutes: 1 });
  await app.system.outbox.sendSoon(messageId);
  expect(await messageOf(app, messageId)).toMatchObject({
    state: "queued",
    parcelId: messageId,
    leasedUntil: null,
  });
  app.clock.advance({ minutes: 1 });
  await app.system.outbox.sendSoon(messageId);

  expect(await messageOf(app, messageId)).toMatchObject({ state: "accepted", sealed: null, attempts: 4 });
  expect(await app.mailbox.mails({ to: jane.email! })).toHaveLength(1);
});

test("who takes the round over from another server waits until what that one sent counts no more", async () => {
  const app = await startApp();
  const over = new AbortController();
  const slept: number[] = [];
  let done = Promise.resolve();

  startMailWorker(() => app.system, app.mailer, {
    kinds: mailKinds,
    prepareNext: async () => false,
    rounds: {
      ...ownRounds,
      join(name, duty) {
        const isOurs = () => !over.signal.aborted;
        done = duty.work({ over: over.signal, isOurs, isTakenOver: true });
        return ownRounds.join(name, { ...duty, work: () => done });
      },
    },
    time: {
      now: () => 0,
      async sleep(milliseconds) {
        slept.push(milliseconds);
        over.abort();
      },
    },
  });

  await done;
  expect(slept).toEqual([1030]);
});

test("two servers on one outbox send each mail once", async () => {
  const app = await startApp();
  const second = startMailWorker(() => app.system, app.mailer, {
    kinds: mailKinds,
    prepareNext: async () => false,
  });
  const users = await Promise.all(Array.from({ length: 10 }, () => app.createUser()));

  await Promise.all(
    users.map((user) => app.admin.call(sendPasswordChangeLink, { params: { userId: user.id }, body: {} })),
  );

  await eventually(async () => (await app.mailbox.mails()).length).toBe(10);
  const rows = await app.db.selectFrom("messages").select(["state", "attempts"]).execute();
  expect(rows).toEqual(Array.from({ length: 10 }, () => ({ state: "accepted", attempts: 1 })));
  await second.stop();
});

test("a mail whose outcome nobody knows is left to a person once its key may be forgotten", async () => {
  const app = await startApp();
  const { jane, messageId } = await waitingMail(app, "unreachable");
  await app.mailbox.setFault({ kind: "none" });

  app.clock.advance({ hours: 23 });
  await app.system.outbox.sendSoon(messageId);

  expect(await messageOf(app, messageId)).toMatchObject({
    state: "unknown",
    reason: "An attempt ended without an answer; the mail may have gone out. Ask the user, or send another.",
    sealed: null,
  });
  expect(await app.mailbox.mails()).toEqual([]);
  const admin = await app.signIn(rootAdmin.userName, rootAdmin.password);
  const { recoveries } = await admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(recoveries).toMatchObject([{ state: "open", mail: { state: "unknown" } }]);
});

test("a link that ran out never leaves", async () => {
  const app = await startApp();
  const { messageId } = await waitingMail(app, "down");
  await app.mailbox.setFault({ kind: "none" });

  app.clock.advance({ hours: 24 });
  await app.system.outbox.sendSoon(messageId);

  expect(await messageOf(app, messageId)).toMatchObject({
    state: "expired",
    reason: "The link expired before it could be sent.",
    sealed: null,
  });
  expect(await app.mailbox.mails()).toEqual([]);
});

test.each([
  ["users", { deactivatedAt: "2026-01-01T00:00:00.000Z" }, "The user was deactivated."],
  ["users", { email: "jane@elsewhere.test" }, "The user's address was changed."],
  ["recoveries", { endedAt: "2026-01-01T00:00:00.000Z" }, "The link is no longer open."],
] as const)("before each attempt it looks again: %s %o", async (table, change, reason) => {
  const app = await startApp();
  const { jane, messageId } = await waitingMail(app, "down");
  // Past the verbs, which cancel by themselves what never left.
  if (table === "users") await writeBehind(app.db, jane.id, change);
  else await app.db.updateTable(table).set(change).where("userId", "=", jane.id).execute();
  await app.mailbox.setFault({ kind: "none" });

  app.clock.advance({ seconds: 5 });
  await app.system.outbox.sendSoon(messageId);

  expect(await messageOf(app, messageId)).toMatchObject({ state: "cancelled", reason, sealed: null });
  expect(await app.mailbox.mails()).toEqual([]);
});

test("what was tried and not taken is cancelled at once, also while all mail waits", async () => {
  const app = await startApp();
  const { jane, messageId } = await waitingMail(app, "invalid-key");

  await app.admin.call(updateUser, {
    params: { userId: jane.id },
    body: { version: jane.version, isActive: false },
  });

  const reason = "The user was deactivated.";
  expect(await messageOf(app, messageId)).toMatchObject({ state: "cancelled", reason, sealed: null });
});

test("a replaced link's mail does not leave, though it was tried before", async () => {
  const app = await startApp();
  const { jane, messageId } = await waitingMail(app, "down");
  const newer = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  await app.mailbox.setFault({ kind: "none" });

  app.clock.advance({ seconds: 5 });
  await eventually(() => stateOf(app, messageId)).toBe("cancelled");

  await eventually(() => stateOf(app, newer.mail!.id)).toBe("accepted");
  expect((await app.mailbox.mails()).map(({ idempotencyKey }) => idempotencyKey)).toEqual([newer.mail!.id]);
});

test("a mail that another key sealed fails in words, and the next one leaves", async () => {
  const app = await startApp();
  const { messageId } = await waitingMail(app, "down");
  await app.db.updateTable("messages").set({ sealed: "no longer readable" }).execute();
  await app.mailbox.setFault({ kind: "none" });

  app.clock.advance({ seconds: 5 });
  await app.system.outbox.sendSoon(messageId);

  expect(await messageOf(app, messageId)).toMatchObject({
    state: "failed",
    reason: "The secret key was changed, so this mail can't be read any more.",
  });
  const john = await app.createUser();
  await app.admin.call(sendPasswordChangeLink, { params: { userId: john.id }, body: {} });
  await app.mailbox.waitForMail({ to: john.email! });
});

test("stopping the server finishes the attempt under way", async () => {
  const app = await startApp({ graceMilliseconds: 1 });
  const jane = await app.createUser();
  const answers = holdAnswers(app);
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  await answers.came;

  const stopping = app.stop();
  answers.release();
  await stopping;

  const left = new Sqlite(`${app.folder}/latchkey.db`, { readonly: true });
  onTestFinished(() => void left.close());
  expect(left.prepare('select "state" from "messages"').pluck().all()).toEqual(["accepted"]);
});

test("readiness tells when the worker fails, and when it works again", async () => {
  const app = await startApp();
  const write = process.stderr.write;
  // The log of tests shouts errors; these are wanted.
  process.stderr.write = () => true;
  const { now } = app.system.clock;
  const headers = { authorization: `Bearer ${probeToken}` };
  const ready = async () => (await app.visitor().fetch("/readyz", { headers })).json();
  app.system.outbox.nudge();
  app.system.clock.now = () => {
    throw new Error("planted");
  };
  await eventually(() => app.log.some(({ event }) => event === "mail.worker-failed")).toBe(true);
  app.system.clock.now = now;
  process.stderr.write = write;

  await eventually(ready).toEqual({ status: "ready", reasons: [] });
  expect(JSON.stringify(app.log)).not.toContain("planted");
});

async function waitingMail(app: TestApp, kind: Fault["kind"]) {
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind });
  const { mail } = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  return { jane, messageId: mail!.id };
}

/** The message with what is known of the parcel that it is in. */
function messageOf(app: TestApp, id: string) {
  return app.db
    .selectFrom("messages")
    .leftJoin("parcels", "parcels.id", "messages.parcelId")
    .selectAll("messages")
    .select("parcels.leasedUntil")
    .where("messages.id", "=", id)
    .executeTakeFirstOrThrow();
}

async function stateOf(app: TestApp, id: string): Promise<string> {
  return (await messageOf(app, id)).state;
}

/** How many attempts were made and noted; null while one is under way. */
async function attemptsOf(app: TestApp, ...ids: string[]): Promise<number | null> {
  const messages = await Promise.all(ids.map((id) => messageOf(app, id)));
  if (messages.some(({ state }) => state === "sending")) return null;
  return messages.reduce((sum, { attempts }) => sum + attempts, 0);
}
