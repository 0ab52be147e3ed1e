import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import { expect, test } from "vitest";
import { eventually } from "../test/eventually.ts";
import { addMinutes } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { holdAnswers } from "../test/hold-answers.ts";
import { mailLink } from "../test/read-mail.ts";
import { refusal, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";
import { writeBehind } from "../test/write-behind.ts";

test("the user gets a mail with a unique link that expires after 24 hours, and the old password stays", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: "the old password of Jane" });

  const recovery = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });

  expect(recovery).toMatchObject({
    way: "link",
    state: "open",
    mail: { state: "accepted" },
  });
  expect(recovery.expiresAt).toBe(addMinutes(recovery.createdAt, 24 * 60));
  const mail = await app.mailbox.waitForMail({ to: jane.email! });
  expect(firstLink(mail)).toMatch(/^http:\/\/localhost:3000\/reset-password#[\w-]{43}$/);
  await app.signIn(jane.userName, "the old password of Jane");
  expect(await app.auditOf(jane.id)).toEqual(["user.created", "password-change-link.sent", "session.opened"]);
});

test("the mail says that an administrator caused it, and keeps the secret out of subject, tags and headers", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  const { recovery, mail, token } = await mailLink(app, jane);

  expect(mail.to).toEqual([jane.email]);
  expect(mail.subject).toBe("Choose a new password for Latchkey");
  expect(mail.text).toContain("An administrator asked for this link");
  expect(mail.tags).toEqual([
    { name: "template", value: "password-change-link" },
    { name: "message", value: recovery.mail!.id },
  ]);
  expect(JSON.stringify([mail.subject, mail.tags, mail.headers])).not.toContain(token);
});

test("the link leads to PUBLIC_URL, whatever host the request names", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  const response = await app.admin.fetch(`http://evil.test/api/users/${jane.id}/password-change-links`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-host": "evil.test" },
    body: "{}",
  });

  expect(response.status).toBe(201);
  const [mail] = await app.mailbox.mails({ to: jane.email! });
  expect(firstLink(mail!)).toMatch(/^http:\/\/localhost:3000\//);
  expect(mail!.html).not.toContain("evil.test");
});

test("only the token's hash is kept, and the mail's text is erased once the mail service has it", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  const { token } = await mailLink(app, jane);

  const links = await app.db.selectFrom("recoveries").selectAll().execute();
  expect(links).toHaveLength(1);
  expect(JSON.stringify(links)).not.toContain(token);
  expect(await app.db.selectFrom("messages").select(["state", "sealed"]).execute()).toEqual([
    { state: "accepted", sealed: null },
  ]);
});

test("sending again replaces the older link", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const older = await mailLink(app, jane);
  await mailLink(app, jane);

  expect(older.recovery.state).toBe("open");
  await refusal(
    app.visitor().call(redeemPasswordChangeLink, {
      body: { token: older.token, newPassword: "quiet harbour lamp 49" },
    }),
    "link-replaced",
  );
});

test("sending again leaves a link of another kind alone", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await mailLink(app, jane);
  await app.db.updateTable("recoveries").set({ askedBy: "user" }).execute();

  await mailLink(app, jane);

  expect(
    await app.db.selectFrom("recoveries").select(["askedBy", "endedAt"]).orderBy("id").execute(),
  ).toEqual([
    { askedBy: "user", endedAt: null },
    { askedBy: "administrator", endedAt: null },
  ]);
});

test("nothing is sent to an inactive user or without a valid address, and the refusal is audited", async () => {
  const app = await startApp();
  const inactive = await app.createUser({ isActive: false });
  const mailless = await app.createUser({ email: null });
  const misspelt = await app.createUser();
  await writeBehind(app.db, misspelt.id, { email: "jane@localhost" });
  const send = (userId: string) => app.admin.call(sendPasswordChangeLink, { params: { userId }, body: {} });

  await expectUnchanged(app, async () => {
    await refusal(send(inactive.id), "user-inactive");
    await refusal(send(mailless.id), "email-missing");
    await refusal(send(misspelt.id), "email-invalid");
    await refusal(send(newId()), "not-found");
  });

  expect(await app.auditOf(inactive.id)).toEqual(["user.created", "password-change-link.sent refused"]);
  expect(await app.auditOf(mailless.id)).toEqual(["user.created", "password-change-link.sent refused"]);
  expect(await app.auditOf(misspelt.id)).toEqual(["user.created", "password-change-link.sent refused"]);
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

  await eventually(() =>
    app.db.selectFrom("messages").select("state").where("id", "=", recovery.mail!.id).execute(),
  ).toEqual([{ state: "cancelled" }]);
  const subjects = (await app.mailbox.mails()).map(({ subject }) => subject);
  expect(subjects).not.toContain("Choose a new password for Latchkey");
});

test("the reply does not wait for a slow mail service", async () => {
  const app = await startApp({ graceMilliseconds: 50 });
  const jane = await app.createUser();
  const answers = holdAnswers(app);

  const recovery = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });

  expect(recovery.mail?.state).toMatch(/^(?:queued|sending)$/);
  await answers.came;
  expect(await stateOf(app, recovery.mail!.id)).toBe("sending");
  answers.release();
  await eventually(() => stateOf(app, recovery.mail!.id)).toBe("accepted");
});

async function stateOf(app: TestApp, id: string): Promise<string> {
  const message = app.db.selectFrom("messages").select("state").where("id", "=", id);
  return (await message.executeTakeFirstOrThrow()).state;
}
