import { getMessage } from "@latchkey/contract/mail.ts";
import { requestPasswordRecovery } from "@latchkey/contract/password-change-links.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { expect, test } from "vitest";
import { mailKinds } from "../mail-kinds.ts";
import { eventually } from "../test/eventually.ts";
import { queueBulk, release } from "../test/queue-bulk.ts";
import { startApp, type TestApp } from "../test/start.ts";
import { claimNext } from "./claim-parcel.ts";
import { transactPost } from "./post.ts";

test.each([1, 3])("a parcel of %d that may have left waits, and says when it leaves again", async (count) => {
  const app = await startApp();
  const messages = await queueBulk(app, count);
  await app.mailbox.setFault({ kind: "lost-answer", times: 1 });
  await release(app);

  const reason = "The mail service could not be reached, or its answer could not be read.";
  for (const messageId of messages) {
    const read = () => app.admin.call(getMessage, { params: { messageId } });
    await eventually(read).toMatchObject({ state: "queued", reason, nextAttemptAt: expect.any(String) });
    expect((await read()).history.map(({ state, reason }) => [state, reason])).toEqual([
      ["queued", null],
      ["queued", reason],
    ]);
  }
});

test("what may have left goes before what waits, and after whatever is more urgent", async () => {
  const app = await startApp();
  const [unclear] = await queueBulk(app, 1);
  await app.mailbox.setFault({ kind: "unreachable", times: 1 });
  await release(app);
  await eventually(() => parcelsOf(app)).toMatchObject([{ id: unclear, leasedUntil: null }]);
  const [waiting] = await queueBulk(app, 1, "waiting");
  const jane = await app.createUser();
  const { mail } = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const keys: string[] = [];
  const { mailer } = app;
  const send = mailer.send.bind(mailer);
  mailer.send = (mails, key) => {
    keys.push(key);
    return send(mails, key);
  };

  app.clock.advance({ seconds: 10 });
  await release(app);

  await eventually(() => keys).toEqual([mail!.id, unclear, waiting]);
});

test.runIf(process.env["TEST_DATABASE"] === "postgres")(
  "what the transaction of a server that is cut off still holds keeps no other mail waiting",
  async () => {
    const app = await startApp();
    const [held, free] = await queueBulk(app, 2);
    const stateOf = async (messageId: string) =>
      (await app.admin.call(getMessage, { params: { messageId } })).state;
    const other = await app.db.startTransaction().execute();
    await other.updateTable("messages").set({ reason: "held" }).where("id", "=", held!).execute();

    await release(app);

    await eventually(() => stateOf(free!), 4_000).toBe("accepted");
    expect(await stateOf(held!)).toBe("queued");
    await other.rollback().execute();
    await eventually(() => stateOf(held!)).toBe("accepted");
  },
);

test("nothing leaves again for a user who has a mail in flight that is as urgent", async () => {
  const app = await startApp();
  const { id: userId, userName } = await app.createUser();
  await app.mailbox.setFault({ kind: "unreachable", times: 1 });
  const link = await app.admin.call(sendPasswordChangeLink, { params: { userId }, body: {} });
  const flight = holdMail(app);
  // A link that the user asks for leaves the administrator's open.
  await app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail: userName } });
  await flight.begun;
  const surroundings = {
    inFlight: 1,
    findings: { hasRunOut: true, isIdle: true, isPaused: true, due: [0, 1] },
  };
  const claim = () => transactPost(app.system, mailKinds, (post) => claimNext(post, surroundings));

  // Due as it is, it waits.
  app.clock.advance({ seconds: 10 });
  expect(await parcelsOf(app)).toHaveLength(2);
  expect(await claim()).toEqual({ kind: "nothing" });

  flight.end();
  await eventually(() => app.mailbox.mails()).toHaveLength(2);
  expect((await app.mailbox.mails()).map(({ idempotencyKey }) => idempotencyKey)).toContain(link.mail!.id);
});

test("an answer that comes after a mail was given up still tells what became of it", async () => {
  const app = await startApp();
  const [messageId] = await queueBulk(app, 1);
  const flight = holdMail(app);
  await release(app);
  await flight.begun;
  const state = async () =>
    (await app.db.selectFrom("messages").select(["state", "providerId"]).executeTakeFirstOrThrow()).state;

  app.clock.advance({ hours: 24 });
  await eventually(state).toBe("unknown");
  flight.end();

  await eventually(state).toBe("accepted");
  expect((await app.mailbox.mails()).map(({ idempotencyKey }) => idempotencyKey)).toEqual([messageId]);
});

function parcelsOf(app: TestApp) {
  return app.db.selectFrom("parcels").selectAll().orderBy("id").execute();
}

/** The next mail is on its way until the test ends that. */
function holdMail({ mailer }: TestApp): { begun: Promise<void>; end(): void } {
  const begun = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const send = mailer.send.bind(mailer);
  mailer.send = async (...given) => {
    mailer.send = send;
    begun.resolve();
    await ended.promise;
    return send(...given);
  };
  return { begun: begun.promise, end: ended.resolve };
}
