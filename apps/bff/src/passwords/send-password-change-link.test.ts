import { redeemPasswordChangeLink, sendPasswordChangeLink } from "@latchkey/contract/passwords.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import { expect, test } from "vitest";
import { refusal, startApp } from "../test/start.ts";

test("the user gets a mail with a unique link that expires after 24 hours, and the old password stays", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: "the old password of Jane" });

  const recovery = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });

  expect(recovery).toMatchObject({ kind: "password-change-link", state: "open", mail: { state: "accepted" } });
  const mail = await app.mailbox.waitForMail({ to: jane.email! });
  expect(firstLink(mail)).toMatch(/^http:\/\/localhost:3000\/reset-password#[\w-]{43}$/);
  await app.signIn(jane.userName, "the old password of Jane");
  expect(await app.auditOf(jane.id)).toEqual(["user.created", "password-change-link.sent", "session.opened"]);
});

test("sending again replaces the older link", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const first = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const older = firstLink(await app.mailbox.waitForMail({ to: jane.email! }));
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });

  expect(first.state).toBe("open");
  await refusal(
    app.visitor().call(redeemPasswordChangeLink, {
      body: { token: older.split("#")[1]!, newPassword: "quiet harbour lamp 49" },
    }),
    "link-replaced",
  );
});

test("nothing is sent to an inactive or mailless user, and the refusal is audited", async () => {
  const app = await startApp();
  const inactive = await app.createUser({ isActive: false });
  const mailless = await app.createUser({ email: null });

  await refusal(app.admin.call(sendPasswordChangeLink, { params: { userId: inactive.id }, body: {} }), "user-inactive");
  await refusal(app.admin.call(sendPasswordChangeLink, { params: { userId: mailless.id }, body: {} }), "email-missing");

  expect(await app.mailbox.mails()).toEqual([]);
  expect(await app.auditOf(inactive.id)).toEqual(["user.created", "password-change-link.sent refused"]);
});

test("a mail that waits is cancelled when the address changes", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "down" });
  const recovery = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  expect(recovery.mail).toMatchObject({ state: "queued", reason: "The mail service is down." });

  await app.admin.call(updateUser, {
    params: { userId: jane.id },
    body: { version: jane.version, email: "jane@elsewhere.test" },
  });
  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ minutes: 1 });

  await expect
    .poll(() => app.db.selectFrom("messages").select("state").execute(), { timeout: 5000 })
    .toEqual([{ state: "cancelled" }]);
  expect(await app.mailbox.mails()).toEqual([]);
});
