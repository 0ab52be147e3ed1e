import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { stopRecovery } from "@latchkey/contract/stops.ts";
import { getMessage } from "@latchkey/contract/mail.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { sendTestMail, type TemplateSource } from "@latchkey/contract/templates.ts";
import { deleteUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { passwordIn, stopTokenIn, tokenIn } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";
import { writeBehind } from "../test/write-behind.ts";

const request = { to: null, source: null, layout: null, userId: null };
const linkParams = { key: "password-change-link", locale: "en" } as const;
const newPassword = "quiet harbour lamp 49";

test("a test goes to the administrator's own address, is marked, and the audit trail knows", async () => {
  const app = await startApp();
  const { to, mail } = await app.admin.call(sendTestMail, { params: linkParams, body: request });

  expect([to, mail.state]).toEqual([rootAdmin.email, "accepted"]);
  const arrived = await app.mailbox.waitForMail({ to: rootAdmin.email });
  expect(arrived.subject).toBe("[Test] Choose a new password for Latchkey");
  const message = await app.admin.call(getMessage, { params: { messageId: mail.id } });
  expect(message).toMatchObject({ template: "password-change-link", subject: arrived.subject });
  expect(message.parts?.text).toBe(arrived.text);
  const event = await app.db
    .selectFrom("auditEvents")
    .selectAll()
    .where("action", "=", "test-mail.sent")
    .executeTakeFirstOrThrow();
  expect([event.actorId, JSON.parse(event.details)]).toEqual([
    app.adminId,
    { template: "Password Change Link", language: "en", to: "r…t@latchkey.test", messageId: mail.id },
  ]);
});

test("its link, its stop link and its password work nowhere", async () => {
  const app = await startApp();
  const user = await app.createUser({ password: newPassword });
  const body = { ...request, to: "somebody@acme.test", userId: user.id };
  await app.admin.call(sendTestMail, { params: linkParams, body });
  const linkMail = await app.mailbox.waitForMail({ to: "somebody@acme.test" });
  await app.admin.call(sendTestMail, { params: { key: "access-info", locale: "en" }, body });
  const passwordMail = await app.mailbox.waitForMail({ to: "somebody@acme.test", after: linkMail });

  expect(linkMail.text).toContain("Hello Jane,");
  expect(passwordMail.subject).toBe("[Test] Your sign-in details for Latchkey");
  await expectUnchanged(app, async () => {
    await refusal(
      app.visitor().call(redeemPasswordChangeLink, { body: { token: tokenIn(linkMail), newPassword } }),
      "link-unknown",
    );
    for (const each of [linkMail, passwordMail]) {
      await refusal(app.visitor().call(stopRecovery, { body: { token: stopTokenIn(each) } }), "link-unknown");
    }
  });
  const password = passwordIn(passwordMail);
  await refusal(
    app.visitor().call(signIn, { body: { userNameOrEmail: user.userName, password } }),
    "sign-in-refused",
  );
});

test("a test that showed a user's names is forgotten with the user", async () => {
  const app = await startApp();
  const user = await app.createUser();
  const { mail } = await app.admin.call(sendTestMail, {
    params: linkParams,
    body: { ...request, userId: user.id },
  });
  await app.admin.call(deleteUser, { params: { userId: user.id }, body: { userName: user.userName } });
  const message = await app.admin.call(getMessage, { params: { messageId: mail.id } });
  expect(message).toMatchObject({ subject: null, parts: null });
  await refusal(
    app.admin.call(sendTestMail, { params: linkParams, body: { ...request, userId: user.id } }),
    "not-found",
  );
});

test("words that are not saved can be tried, unless lint finds errors", async () => {
  const app = await startApp();
  const source: TemplateSource = {
    subject: "Try {{ user.name }}",
    preheader: "",
    html: '<p><a href="{{ link }}">Go</a></p>',
    text: null,
  };
  await app.admin.call(sendTestMail, { params: linkParams, body: { ...request, source } });
  expect((await app.mailbox.waitForMail({ to: rootAdmin.email })).subject).toBe("[Test] Try Jane Okafor");

  await expectUnchanged(app, async () => {
    const wrong = { ...source, html: "<p>x</p>" };
    const { errors } = await refusal(
      app.admin.call(sendTestMail, { params: linkParams, body: { ...request, source: wrong } }),
      "invalid-fields",
    );
    expect(errors).toEqual([{ pointer: "/source/html", message: "The link is missing. Add {{ link }}." }]);
    await refusal(
      app.admin.call(sendTestMail, {
        params: linkParams,
        body: { ...request, to: "a@b\r\nBcc: c@d.example" },
      }),
      "invalid-fields",
    );
  });
  expect((await versions(app)).length).toBe(0);
});

test("an administrator without an address names one", async () => {
  const app = await startApp();
  await writeBehind(app.db, app.adminId, { email: null, emailKey: null });
  await refusal(app.admin.call(sendTestMail, { params: linkParams, body: request }), "email-missing");
});

test("after ten tests in a row the next ones wait; ten minutes later the count starts anew", async () => {
  const app = await startApp();
  const send = () => app.admin.call(sendTestMail, { params: linkParams, body: request });
  for (let times = 0; times < 11; times++) await send();
  expect((await refusal(send(), "too-many-attempts")).retryAt).toBeDefined();
  app.clock.advance({ minutes: 11 });
  expect((await send()).mail.state).toBe("accepted");
});

function versions(app: TestApp) {
  return app.db.selectFrom("templateVersions").select("id").execute();
}
