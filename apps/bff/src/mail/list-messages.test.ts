import { listMessages, type MessageListQuery } from "@latchkey/contract/mail.ts";
import { sendPasswordChangeLink, generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { deleteUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { startApp, type TestApp } from "../test/start.ts";

test("each message says to whom it is, what became of it and why, newest first", async () => {
  const app = await startApp();
  const jane = await app.createUser({ firstName: "Amélie", lastName: "Brandt" });
  const john = await app.createUser();
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  await app.mailbox.setFault({ kind: "bad-address" });
  app.clock.advance({ seconds: 1 });
  await app.admin.call(generateNewPassword, { params: { userId: john.id }, body: {} });

  const { messages, total } = await list(app, {});

  expect(total).toBe(2);
  expect(messages).toMatchObject([
    {
      user: { id: john.id, name: "Jane Okafor" },
      to: john.email,
      template: "access-info",
      state: "failed",
      reason: "The mail service refuses this message: check the address.",
      attempts: 1,
      isBulk: false,
      nextAttemptAt: null,
    },
    {
      user: { id: jane.id, name: "Amélie Brandt" },
      to: jane.email,
      template: "password-change-link",
      state: "accepted",
      reason: null,
    },
  ]);
  expect(messages[1]!.subject).toEqual(expect.any(String));
});

test("is narrowed by state, group of states, template, and words of the address or the user's names", async () => {
  const app = await startApp();
  const amelie = await app.createUser({ userName: "ab", firstName: "Amélie", lastName: "Brandt" });
  const john = await app.createUser({ userName: "john", email: "j_w@acme.test" });
  const send = (userId: string) => app.admin.call(sendPasswordChangeLink, { params: { userId }, body: {} });
  await send(amelie.id);
  await app.mailbox.setFault({ kind: "bad-address" });
  await app.admin.call(generateNewPassword, { params: { userId: amelie.id }, body: {} });
  await app.mailbox.setFault({ kind: "down" });
  await send(john.id);

  const found = async (query: Partial<MessageListQuery>) =>
    (await list(app, query)).messages.map(({ to, state }) => `${to?.split("@")[0]} ${state}`).toSorted();
  expect(await found({})).toEqual(["ab accepted", "ab failed", "j_w queued"]);
  expect(await found({ state: "waiting" })).toEqual(["j_w queued"]);
  expect(await found({ state: "sent" })).toEqual(["ab accepted"]);
  expect(await found({ state: "problems" })).toEqual(["ab failed"]);
  expect(await found({ state: "failed" })).toEqual(["ab failed"]);
  expect(await found({ template: "password-change-link" })).toEqual(["ab accepted", "j_w queued"]);
  expect(await found({ search: "amelie  BRANDT" })).toEqual(["ab accepted", "ab failed"]);
  expect(await found({ search: "J_W@acme" })).toEqual(["j_w queued"]);
  expect(await found({ search: "jxw@acme" })).toEqual([]);
  expect(await found({ search: "brandt", state: "sent" })).toEqual(["ab accepted"]);
});

test("25 stand on a page; past the end there are none", async () => {
  const app = await startApp();
  await app.mailbox.setFault({ kind: "down" });
  const users = await Promise.all(Array.from({ length: 26 }, () => app.createUser()));
  await Promise.all(
    users.map(({ id }) => app.admin.call(sendPasswordChangeLink, { params: { userId: id }, body: {} })),
  );
  const sizes = async (page: number) => {
    const { messages, total } = await list(app, { page });
    return [messages.length, total];
  };

  expect(await sizes(1)).toEqual([25, 26]);
  expect(await sizes(2)).toEqual([1, 26]);
  expect(await sizes(3)).toEqual([0, 26]);
});

test("nothing personal of a deleted user is told", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  await app.admin.call(deleteUser, { params: { userId: jane.id }, body: { userName: jane.userName } });

  const { messages } = await list(app, {});

  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) expect(message).toMatchObject({ user: null, to: null, subject: null });
  expect(JSON.stringify(messages)).not.toContain(jane.email);
});

function list(app: TestApp, query: Partial<MessageListQuery>) {
  return app.admin.call(listMessages, { query });
}
