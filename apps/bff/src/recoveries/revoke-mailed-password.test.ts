import {
  generateNewPassword,
  listRecoveries,
  revokeRecovery,
  sendPasswordChangeLink,
} from "@latchkey/contract/recoveries.ts";
import { replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { deleteUser, getUser } from "@latchkey/contract/users.ts";
import type { Mail } from "@latchkey/mailbox/mail.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { eventually } from "../test/eventually.ts";
import { outcomes } from "../test/outcomes.ts";
import { passwordIn } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp, type Browser, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const oldPassword = "the old password of Jane";
const newPassword = "quiet harbour lamp 49";

test("an active one no longer works: the user is left without a password, signed out, and told", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const { id, password, browser } = await generateAndSignIn(app, jane);

  await revoke(app.admin, jane.id, id);

  expect(await browser.call(getSession, {})).toEqual({ session: null });
  for (const text of [password, oldPassword])
    await refusal(app.signIn(jane.userName, text), "sign-in-refused");
  expect(await app.admin.call(getUser, { params: { userId: jane.id } })).toMatchObject({
    hasPassword: false,
    temporaryPasswordUntil: null,
    openSessions: 0,
  });
  const recovery = await newest(app, jane.id);
  expect(recovery).toMatchObject({ id, state: "ended", endReason: "revoked", finishedAt: null });
  expect(recovery.endedAt).not.toBeNull();
  expect(await app.auditOf(jane.id)).toContain("generated-password.revoked");
  await app.mailbox.waitForMail({ to: jane.email!, subject: /changed your access/ });
});

test("a pending one is withdrawn with its mail, and the old password goes on", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const browser = await app.signIn(jane.userName, oldPassword);
  await app.mailbox.setFault({ kind: "invalid-key" });
  // The first mail stops the sender, so the second one is never attempted.
  await app.admin.call(sendPasswordChangeLink, { params: { userId: app.adminId }, body: {} });
  const { id } = await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  expect((await newest(app, jane.id)).state).toBe("pending");

  await revoke(app.admin, jane.id, id);

  expect(await newest(app, jane.id)).toMatchObject({
    state: "ended",
    endReason: "revoked",
    mail: { state: "cancelled", reason: "An administrator withdrew the password." },
  });
  expect((await browser.call(getSession, {})).session).not.toBeNull();
  await app.signIn(jane.userName, oldPassword);
});

test("one whose mail is under way never becomes true, whenever the mail service takes it", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const send = app.mailer.send.bind(app.mailer);
  app.mailer.send = async (...given) => {
    arrived.resolve();
    await released.promise;
    return send(...given);
  };
  const sending = app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  await arrived.promise;

  await revoke(app.admin, jane.id, (await newest(app, jane.id)).id);
  released.resolve();
  await sending;

  const mail = await app.mailbox.waitForMail({ to: jane.email! });
  await eventually(async () => (await newest(app, jane.id)).mail?.state).toBe("accepted");
  await refusal(app.signIn(jane.userName, passwordIn(mail)), "sign-in-refused");
  await app.signIn(jane.userName, oldPassword);
  expect(await app.auditOf(jane.id)).not.toContain("generated-password.took-effect");
});

test("a newer one that waits behind the revoked one still becomes true", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const first = await generateAndSignIn(app, jane);
  await app.mailbox.setFault({ kind: "down" });
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });

  await revoke(app.admin, jane.id, first.id);
  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ minutes: 1 });

  await eventually(async () => (await newest(app, jane.id)).state).toBe("open");
  const mails = await app.mailbox.mails({ to: jane.email! });
  const accessInfo = mails.find(({ subject }) => subject === first.mail.subject);
  await app.signIn(jane.userName, passwordIn(accessInfo!));
});

test("one that was replaced, revoked, expired, or is not this user's, can't be revoked", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const john = await app.createUser();
  const mary = await app.createUser({ userName: "mary" });
  const used = await generateAndSignIn(app, jane);
  await used.browser.call(replaceTemporaryPassword, { body: { newPassword } });
  const open = await generateAndSignIn(app, john);
  const gone = await generateAndSignIn(app, mary);
  await app.admin.call(deleteUser, { params: { userId: mary.id }, body: { userName: "mary" } });

  await expectUnchanged(app, async () => {
    await refusal(revoke(app.admin, jane.id, used.id), "recovery-not-open");
    await refusal(revoke(app.admin, jane.id, open.id), "not-found");
    await refusal(revoke(app.admin, john.id, newId()), "not-found");
    await refusal(revoke(app.admin, mary.id, gone.id), "not-found");
  });
  expect(await app.auditOf(jane.id)).toContain("recovery.revoked refused");
  await app.signIn(jane.userName, newPassword);

  app.clock.advance({ hours: 24 });
  const freshAdmin = await app.signIn(rootAdmin.userName, rootAdmin.password);
  await refusal(revoke(freshAdmin, john.id, open.id), "recovery-not-open");
});

test("of many who revoke one or choose a password with it at once, one wins: it is used or revoked, never both", async () => {
  const app = await startApp();
  for (let round = 0; round < 4; round++) {
    const jane = await app.createUser();
    const { id, browser } = await generateAndSignIn(app, jane);
    const cookie = `latchkey=${browser.cookie()}`;

    const ends = await outcomes(8, async (index) => {
      if (index % 2 === 0) return revoke(app.admin, jane.id, id);
      const { status } = await app.visitor().fetch(replaceTemporaryPassword.path, {
        method: "PUT",
        headers: { "content-type": "application/json", cookie },
        body: JSON.stringify({ newPassword }),
      });
      if (status !== 204) throw new Error("refused");
    });

    expect(ends["done"]).toBe(1);
    const { state } = await newest(app, jane.id);
    const { hasPassword } = await app.admin.call(getUser, { params: { userId: jane.id } });
    expect([state, hasPassword]).toEqual(hasPassword ? ["finished", true] : ["ended", false]);
  }
});

test("of revoking a pending one and signing in with it at once, what came first holds", async () => {
  const app = await startApp();
  await app.mailbox.setFault({ kind: "lost-answer" });
  for (let round = 0; round < 2; round++) {
    const jane = await app.createUser({ password: oldPassword });
    const { id } = await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
    const [mail] = await app.mailbox.mails({ to: jane.email! });
    expect((await newest(app, jane.id)).state).toBe("pending");

    await outcomes(6, (index) =>
      index % 2 === 0 ? app.signIn(jane.userName, passwordIn(mail!)) : revoke(app.admin, jane.id, id),
    );

    // Whichever it was: revoked it is, and nobody is in with it.
    expect(await newest(app, jane.id)).toMatchObject({ state: "ended", endReason: "revoked" });
    await refusal(app.signIn(jane.userName, passwordIn(mail!)), "sign-in-refused");
    const sessions = app.db.selectFrom("sessions").select("id").where("userId", "=", jane.id);
    expect(await sessions.where("endedAt", "is", null).execute()).toEqual([]);
    const tookEffect = (await app.auditOf(jane.id)).includes("generated-password.took-effect");
    const { hasPassword } = await app.admin.call(getUser, { params: { userId: jane.id } });
    expect(hasPassword).toBe(!tookEffect);
  }
});

async function generateAndSignIn(
  app: TestApp,
  user: { id: string; userName: string; email: string | null },
): Promise<{ id: string; mail: Mail; password: string; browser: Browser }> {
  const { id } = await app.admin.call(generateNewPassword, { params: { userId: user.id }, body: {} });
  const mail = await app.mailbox.waitForMail({ to: user.email! });
  const password = passwordIn(mail);
  return { id, mail, password, browser: await app.signIn(user.userName, password) };
}

function revoke(by: Browser, userId: string, recoveryId: string): Promise<undefined> {
  return by.call(revokeRecovery, { params: { userId, recoveryId } });
}

async function newest(app: TestApp, userId: string) {
  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId } });
  return recoveries[0]!;
}
