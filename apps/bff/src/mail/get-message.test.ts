import { getMessage, listMessages } from "@latchkey/contract/mail.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { mailLink } from "../test/read-mail.ts";
import { refusal, startApp, type TestApp } from "../test/start.ts";

test("a message tells its history, oldest first", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "down" });
  const { mail } = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ seconds: 5 });
  await app.system.outbox.sendSoon(mail!.id);

  const message = await read(app, mail!.id);

  expect(message).toMatchObject({ state: "accepted", attempts: 2, user: { id: jane.id } });
  expect(message.history.map(({ state, reason }) => [state, reason])).toEqual([
    ["queued", null],
    ["queued", "The mail service is down."],
    ["accepted", null],
  ]);
});

test("the parts of a notice are shown: the text in the reply, the HTML as a document that may do nothing", async () => {
  const app = await startApp();
  const id = await noticeId(app);

  expect((await read(app, id)).parts?.text).toContain("password");
  const response = await app.admin.fetch(`/api/messages/${id}/html`);
  const headers = Object.fromEntries(response.headers);
  expect(response.status).toBe(200);
  expect(headers).toMatchObject({
    "content-type": "text/html; charset=UTF-8",
    "content-security-policy":
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  expect(await response.text()).toMatch(/^<!doctype html>/i);
});

test("the parts of a mail with a secret are shown to nobody, before it leaves and after", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "down" });
  const { mail } = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const looksEmpty = async () => {
    expect((await read(app, mail!.id)).parts).toBeNull();
    const response = await app.admin.fetch(`/api/messages/${mail!.id}/html`);
    expect([response.status, response.headers.get("x-frame-options")]).toEqual([404, "DENY"]);
  };
  await looksEmpty();
  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ seconds: 5 });
  await app.system.outbox.sendSoon(mail!.id);
  await looksEmpty();
});

test("only an administrator may read, and what is not there is not found", async () => {
  const app = await startApp();
  const id = await noticeId(app);
  await app.createUser({ userName: "jane.regular", password: "quiet harbour lamp 50" });
  const jane = await app.signIn("jane.regular", "quiet harbour lamp 50");

  await refusal(jane.call(getMessage, { params: { messageId: id } }), "forbidden");
  expect((await jane.fetch(`/api/messages/${id}/html`)).status).toBe(403);
  expect((await app.visitor().fetch(`/api/messages/${id}/html`)).status).toBe(401);
  await refusal(read(app, newId()), "not-found");
  expect((await app.admin.fetch(`/api/messages/${newId()}/html`)).status).toBe(404);
});

/** The id of a mail without a secret: that of a changed password. */
async function noticeId(app: TestApp): Promise<string> {
  const { token } = await mailLink(app, await app.createUser());
  await app
    .visitor()
    .call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } });
  const { messages } = await app.admin.call(listMessages, { query: { template: "password-changed" } });
  expect(messages).toHaveLength(1);
  return messages[0]!.id;
}

function read(app: TestApp, messageId: string) {
  return app.admin.call(getMessage, { params: { messageId } });
}
