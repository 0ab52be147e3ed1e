import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword, listRecoveries } from "@latchkey/contract/recoveries.ts";
import { settleMessage } from "@latchkey/contract/mail.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { eventually } from "../test/eventually.ts";
import { addMinutes } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { outcomes } from "../test/outcomes.ts";
import { mailLink, passwordIn } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";
import { writeBehind } from "../test/write-behind.ts";

const oldPassword = "the old password of Jane";

test("the user gets full sign-in instructions with a new password, good for choosing their own", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const elsewhere = await app.signIn(jane.userName, oldPassword);

  const recovery = await yes(app, jane.id);

  expect(recovery).toMatchObject({ way: "mailed-password", state: "open", mail: { state: "accepted" } });
  expect(recovery.expiresAt).toBe(addMinutes(recovery.createdAt, 24 * 60));
  const [mail] = await app.mailbox.mails({ to: jane.email! });
  expect(mail!.subject).toBe("Your sign-in details for Latchkey");
  expect(mail!.text).toContain("http://localhost:3000/sign-in");
  expect(mail!.text).toContain(jane.userName);
  const browser = app.visitor();
  const session = await browser.call(signIn, {
    body: { userNameOrEmail: jane.email!, password: passwordIn(mail!) },
  });
  expect(session.mustChangePassword).toBe(true);
  expect(await elsewhere.call(getSession, {})).toEqual({ session: null });
  await refusal(app.signIn(jane.userName, oldPassword), "sign-in-refused");
  expect((await app.auditOf(jane.id)).slice(0, 5)).toEqual([
    "user.created",
    "session.opened",
    "generated-password.sent",
    "generated-password.took-effect",
    "session.opened",
  ]);
});

test("one action, one mail: no notice beside Access Info", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  await yes(app, jane.id);

  expect(await app.db.selectFrom("messages").select("kind").execute()).toEqual([
    { kind: "generated-password" },
  ]);
  expect(await app.mailbox.mails()).toHaveLength(1);
});

test("until the mail service has the mail, the old password and the sessions stay", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const elsewhere = await app.signIn(jane.userName, oldPassword);
  const { token } = await mailLink(app, jane);
  await app.mailbox.setFault({ kind: "down" });

  const recovery = await yes(app, jane.id);

  expect(recovery).toMatchObject({
    state: "pending",
    mail: { state: "queued", reason: "The mail service is down." },
  });
  await app.signIn(jane.userName, oldPassword);
  expect((await elsewhere.call(getSession, {})).session).not.toBeNull();
  await app
    .visitor()
    .call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } });
});

test("not accepted within 30 minutes: it is dropped, the old password works, record and audit say so", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  await app.mailbox.setFault({ kind: "down" });
  const { id, mail } = await yes(app, jane.id);

  app.clock.advance({ minutes: 30 });
  await app.signInAgain();
  await app.system.outbox.sendSoon(mail!.id);
  await app.mailbox.setFault({ kind: "none" });

  expect(await recoveryOf(app, jane.id, id)).toMatchObject({
    state: "ended",
    endReason: "not-accepted",
    mail: { state: "failed", reason: "The mail service did not take it in time. The mail service is down." },
  });
  await app.signIn(jane.userName, oldPassword);
  expect(await app.mailbox.mails()).toEqual([]);
  expect(await app.auditOf(jane.id)).toEqual([
    "user.created",
    "generated-password.sent",
    "generated-password.dropped",
    "session.opened",
  ]);
});

test("it is dropped after 30 minutes even while the whole sender waits", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  await app.mailbox.setFault({ kind: "invalid-key" });
  const { id, mail } = await yes(app, jane.id);
  const until = addMinutes(app.clock.now(), 120);
  await app.db.updateTable("senderPauses").set({ until }).execute();

  app.clock.advance({ minutes: 30 });
  await app.signInAgain();
  await app.system.outbox.sendSoon(mail!.id);

  expect(await recoveryOf(app, jane.id, id)).toMatchObject({
    state: "ended",
    endReason: "not-accepted",
    mail: { state: "failed" },
  });
});

test("an address that the mail service refuses drops it at once", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  await app.mailbox.setFault({ kind: "bad-address", times: 1 });

  const recovery = await yes(app, jane.id);

  expect(recovery).toMatchObject({
    state: "ended",
    endReason: "not-accepted",
    mail: { state: "failed", reason: "The mail service refuses this message: check the address." },
  });
  await app.signIn(jane.userName, oldPassword);
  expect(await app.auditOf(jane.id)).toContain("generated-password.dropped");
});

test("with an unclear outcome it waits beyond 30 minutes, and takes effect when the mail turns out accepted", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  await app.mailbox.setFault({ kind: "unreachable" });
  const { id, mail } = await yes(app, jane.id);

  app.clock.advance({ minutes: 40 });
  await app.signInAgain();
  await app.system.outbox.sendSoon(mail!.id);
  expect(await recoveryOf(app, jane.id, id)).toMatchObject({ state: "pending", mail: { state: "queued" } });
  await app.signIn(jane.userName, oldPassword);

  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ minutes: 6 });
  await app.system.outbox.sendSoon(mail!.id);
  expect(await recoveryOf(app, jane.id, id)).toMatchObject({ state: "open", mail: { state: "accepted" } });
  await refusal(app.signIn(jane.userName, oldPassword), "sign-in-refused");
});

test("the first sign-in with it makes it true, though nobody knows whether the mail went out", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  await app.mailbox.setFault({ kind: "lost-answer" });
  const { id } = await yes(app, jane.id);
  const [mail] = await app.mailbox.mails({ to: jane.email! });
  expect(await recoveryOf(app, jane.id, id)).toMatchObject({ state: "pending" });

  const session = await app
    .visitor()
    .call(signIn, { body: { userNameOrEmail: jane.userName, password: passwordIn(mail!) } });

  expect(session.mustChangePassword).toBe(true);
  const recovery = await recoveryOf(app, jane.id, id);
  expect(recovery).toMatchObject({
    state: "open",
    tookEffectAt: expect.any(String),
    mail: { state: "accepted", reason: null },
  });
  expect(recovery!.signedInAt! >= recovery!.tookEffectAt!).toBe(true);
  await refusal(app.signIn(jane.userName, oldPassword), "sign-in-refused");
  expect(await app.auditOf(jane.id)).toEqual([
    "user.created",
    "generated-password.sent",
    "generated-password.took-effect",
    "session.opened",
    "session.opened refused",
  ]);
});

test("a pending password ends once the password was changed in the meantime", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const { token } = await mailLink(app, jane);
  await app.mailbox.setFault({ kind: "lost-answer" });
  const { id, mail } = await yes(app, jane.id);
  const [accessInfo] = await app.mailbox.mails({ to: jane.email! });

  await app
    .visitor()
    .call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } });

  await refusal(app.signIn(jane.userName, passwordIn(accessInfo!)), "sign-in-refused");
  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ minutes: 6 });
  await app.system.outbox.sendSoon(mail!.id);
  expect(await recoveryOf(app, jane.id, id)).toMatchObject({
    state: "ended",
    endReason: "password-changed",
    // Asked, the mail service says that it has the mail; that comes too late for the password.
    mail: { state: "accepted" },
  });
  await app.signIn(jane.userName, "quiet harbour lamp 49");
});

test("of many sign-ins at once with a pending password, one makes it true and none fails otherwise", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  await app.mailbox.setFault({ kind: "lost-answer" });
  await yes(app, jane.id);
  const [mail] = await app.mailbox.mails({ to: jane.email! });

  const ends = await outcomes(8, () => app.signIn(jane.userName, passwordIn(mail!)));

  expect(ends["done"]).toBeGreaterThanOrEqual(1);
  expect((ends["done"] ?? 0) + (ends["sign-in-refused"] ?? 0)).toBe(8);
  expect(
    (await app.auditOf(jane.id)).filter((action) => action === "generated-password.took-effect"),
  ).toHaveLength(1);
  await app.signIn(jane.userName, passwordIn(mail!));
});

test("of two in a row, the newer cancels the older that never left", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  await app.mailbox.setFault({ kind: "invalid-key" });
  // The first mail stops the sender, so that neither of Jane's is attempted.
  await yes(app, (await app.createUser()).id);
  const older = await yes(app, jane.id);
  const newer = await yes(app, jane.id);

  expect(await recoveryOf(app, jane.id, older.id)).toMatchObject({
    state: "ended",
    endReason: "replaced",
    mail: { state: "cancelled", reason: "A newer one took its place." },
  });
  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ minutes: 5 });
  await app.system.outbox.sendSoon(newer.mail!.id);
  const mails = await app.mailbox.mails({ to: jane.email! });
  expect(mails).toHaveLength(1);
  await app.signIn(jane.userName, passwordIn(mails[0]!));
});

test.each(["invalid-key", "down"] as const)(
  "the newer cancels an older one that the mail service did not take: %s",
  async (kind) => {
    const app = await startApp();
    const jane = await app.createUser({ password: oldPassword });
    await app.mailbox.setFault({ kind });
    const older = await yes(app, jane.id);
    const newer = await yes(app, jane.id);

    expect(await recoveryOf(app, jane.id, older.id)).toMatchObject({
      state: "ended",
      endReason: "replaced",
      mail: { state: "cancelled" },
    });
    await app.mailbox.setFault({ kind: "none" });
    app.clock.advance({ minutes: 5 });
    await app.system.outbox.sendSoon(newer.mail!.id);
    const mails = await app.mailbox.mails({ to: jane.email! });
    expect(mails).toHaveLength(1);
    await app.signIn(jane.userName, passwordIn(mails[0]!));
  },
);

test("one that ran out before a person decided about its mail leaves a newer one as it is", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  await app.mailbox.setFault({ kind: "lost-answer" });
  const older = await yes(app, jane.id);
  await app.mailbox.setFault({ kind: "unreachable" });
  app.clock.advance({ minutes: 24 * 60 - 10 });
  const admin = await app.signIn(rootAdmin.userName, rootAdmin.password);
  await eventually(async () => (await recoveryOf(app, jane.id, older.id, admin))?.mail?.state).toBe(
    "unknown",
  );
  const newer = await admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  app.clock.advance({ minutes: 20 });

  await admin.call(settleMessage, {
    params: { messageId: older.mail!.id },
    body: { outcome: "accepted" },
  });

  expect(await recoveryOf(app, jane.id, older.id, admin)).toMatchObject({ state: "expired" });
  expect(await recoveryOf(app, jane.id, newer.id, admin)).toMatchObject({ state: "pending" });
});

test("of two in a row that both leave, the newer one counts", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await yes(app, jane.id);
  const [first] = await app.mailbox.mails({ to: jane.email! });
  const second = await yes(app, jane.id);
  const [newest] = await app.mailbox.mails({ to: jane.email! });

  expect(second.state).toBe("open");
  await refusal(app.signIn(jane.userName, passwordIn(first!)), "sign-in-refused");
  await app.signIn(jane.userName, passwordIn(newest!));
});

test("deactivating or changing the address ends it before the mail leaves", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const john = await app.createUser({ password: oldPassword });
  await app.mailbox.setFault({ kind: "down" });
  await yes(app, jane.id);
  await yes(app, john.id);
  await app.admin.call(updateUser, { params: { userId: jane.id }, body: { version: 1, isActive: false } });
  await app.admin.call(updateUser, {
    params: { userId: john.id },
    body: { version: 1, email: "john@elsewhere.test" },
  });
  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ minutes: 1 });
  // One that is queued after them: when it has left, they have had their turn.
  const mary = await app.createUser();
  await mailLink(app, mary);

  const generated = app.db
    .selectFrom("messages")
    .select(["state", "reason"])
    .where("kind", "=", "generated-password")
    .orderBy("id");
  expect(await generated.execute()).toEqual([
    { state: "cancelled", reason: "The user was deactivated." },
    { state: "cancelled", reason: "The user's address was changed." },
  ]);
  const subjects = (await app.mailbox.mails()).map(({ subject }) => subject);
  expect(subjects).not.toContain("Your sign-in details for Latchkey");
  await app.signIn(john.userName, oldPassword);
});

test("it is refused for an inactive user, without a valid address, and on one's own record", async () => {
  const app = await startApp();
  const inactive = await app.createUser({ isActive: false });
  const mailless = await app.createUser({ email: null });
  const misspelt = await app.createUser();
  await writeBehind(app.db, misspelt.id, { email: "jane@localhost" });

  await expectUnchanged(app, async () => {
    await refusal(yes(app, inactive.id), "user-inactive");
    await refusal(yes(app, mailless.id), "email-missing");
    await refusal(yes(app, misspelt.id), "email-invalid");
    await refusal(yes(app, app.adminId), "own-account");
    await refusal(yes(app, newId()), "not-found");
  });
  expect(await app.auditOf(inactive.id)).toEqual(["user.created", "generated-password.sent refused"]);
  expect(await app.auditOf(app.adminId)).toContain("generated-password.sent refused");
  await app.signIn(rootAdmin.userName, rootAdmin.password);
});

test("the mailed password ends after 24 hours, and only its holder is told", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await yes(app, jane.id);
  const [mail] = await app.mailbox.mails({ to: jane.email! });

  app.clock.advance({ hours: 24 });

  await refusal(app.signIn(jane.userName, passwordIn(mail!)), "temporary-password-expired");
  await refusal(app.signIn(jane.userName, "a wrong password"), "sign-in-refused");
});

function yes(app: TestApp, userId: string) {
  return app.admin.call(generateNewPassword, { params: { userId }, body: {} });
}

async function recoveryOf(app: TestApp, userId: string, id: string, admin = app.admin) {
  const { recoveries } = await admin.call(listRecoveries, { params: { userId } });
  return recoveries.find((recovery) => recovery.id === id);
}
