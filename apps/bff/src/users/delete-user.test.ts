import { listUserAuditEvents } from "@latchkey/contract/audit.ts";
import { getMessage } from "@latchkey/contract/mail.ts";
import {
  lookUpPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { createUser, deleteUser, getUser, listUsers, updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { outcomes } from "../test/outcomes.ts";
import { mailLink } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp, type Browser } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const password = "the old password of Jane";

test("of a deleted user nothing personal stays but in the audit trail", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane.okafor", email: "jane@acme.test", password });
  await app.admin.call(updateUser, {
    params: { userId: jane.id },
    body: { version: 1, title: "Field Lead", phone: "+44 20 7946 0000", teams: ["Northern field"] },
  });
  await app.signIn("jane.okafor", password);
  await app.admin.call(sendPasswordChangeLink, {
    params: { userId: jane.id },
    body: { note: { reason: "Jane lost her handset", ticket: "Jane-1", verifiedBy: "call-back" } },
  });
  await app.db
    .updateTable("users")
    .set({
      addressFault: "bounced",
      addressFaultReason: "No mailbox jane@acme.test.",
      addressFaultAt: app.clock.now(),
      recoveryStoppedAt: app.clock.now(),
      selfServiceBlockedUntil: app.clock.now(),
      passwordSetThrough: newId(),
    })
    .where("id", "=", jane.id)
    .execute();
  await app.db.updateTable("messages").set({ reason: "No mailbox jane@acme.test." }).execute();
  await app.db.updateTable("messageEvents").set({ reason: "No mailbox jane@acme.test." }).execute();

  await remove(app.admin, jane.id, " Jane.OKAFOR ");

  const tables = [
    "users",
    "sessions",
    "recoveries",
    "messages",
    "messageEvents",
    "recoveries",
    "recoveryRequests",
  ] as const;
  const rows = await Promise.all(tables.map((table) => app.db.selectFrom(table).selectAll().execute()));
  const kept = JSON.stringify(
    rows
      .flat()
      .filter((row: { id?: string; userId?: string }) => ![row.id, row.userId].includes(app.adminId)),
  );
  const { addressFault, addressFaultAt, recoveryStoppedAt, selfServiceBlockedUntil, passwordSetThrough } =
    await app.db.selectFrom("users").selectAll().where("id", "=", jane.id).executeTakeFirstOrThrow();
  expect([
    addressFault,
    addressFaultAt,
    recoveryStoppedAt,
    selfServiceBlockedUntil,
    passwordSetThrough,
  ]).toEqual([null, null, null, null, null]);
  expect(kept).toContain(jane.id);
  for (const word of [
    "jane",
    "okafor",
    "acme",
    "Field",
    "20 7946",
    "Northern",
    "handset",
    "call-back",
    "Europe",
    "Browser",
    "argon2",
  ]) {
    expect(kept.toLowerCase()).not.toContain(word.toLowerCase());
  }
  expect(await app.auditOf(jane.id)).toEqual([
    "user.created",
    "user.updated",
    "session.opened",
    "password-change-link.sent",
    "user.deleted",
  ]);
});

test("everything of theirs is over: session, link, password, and mails that wait", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password });
  const { token } = await mailLink(app, jane);
  const browser = await app.signIn("jane", password);
  await app.mailbox.setFault({ kind: "invalid-key" });
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });

  await remove(app.admin, jane.id, "jane");

  expect((await browser.call(getSession, {})).session).toBeNull();
  await refusal(app.visitor().call(lookUpPasswordChangeLink, { body: { token } }), "link-revoked");
  await refusal(app.signIn("jane", password), "sign-in-refused");
  const waiting = app.db.selectFrom("messages").select("id").where("userId", "=", jane.id);
  expect(await waiting.where("state", "in", ["queued", "sending"]).execute()).toEqual([]);
  expect(await waiting.where("sealed", "is not", null).execute()).toEqual([]);
  await app.mailbox.setFault({ kind: "none" });
  await app.mailbox.empty();
  app.clock.advance({ minutes: 10 });
  app.system.outbox.nudge();
  await app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail: `deleted-${jane.id}` } });
  const john = await app.createUser();
  await app.admin.call(sendPasswordChangeLink, { params: { userId: john.id }, body: {} });
  expect((await app.mailbox.mails()).map((mail) => mail.to)).toEqual([[john.email]]);
});

test("a mail that is cancelled with its user has its line of history, and what it said is shown nowhere", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password });
  await app.mailbox.setFault({ kind: "lost-answer" });
  const { mail } = await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const messageId = mail!.id;

  await remove(app.admin, jane.id, "jane");

  const reason = "The user was deleted.";
  const { history, ...message } = await app.admin.call(getMessage, { params: { messageId } });
  expect(message).toMatchObject({ state: "cancelled", reason, to: null, subject: null });
  expect(history.map(({ state, reason }) => [state, reason])).toEqual([
    ["queued", null],
    ["queued", null],
    ["cancelled", reason],
  ]);
});

test("a mail under way while its user is deleted changes nothing any more", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password });
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const { mailer } = app;
  const send = mailer.send.bind(mailer);
  mailer.send = async (...given) => {
    arrived.resolve();
    await released.promise;
    return send(...given);
  };
  const sending = app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  await arrived.promise;

  await remove(app.admin, jane.id, "jane");
  released.resolve();
  await sending.catch(() => {});

  await expect.poll(() => app.log.filter(({ event }) => event === "mail.attempted")).toHaveLength(1);
  const { passwordHash } = await app.db
    .selectFrom("users")
    .select("passwordHash")
    .where("id", "=", jane.id)
    .executeTakeFirstOrThrow();
  expect(passwordHash).toBeNull();
  expect(await app.auditOf(jane.id)).not.toContain("generated-password.took-effect");
});

test("they are in no list and on no record; their user name and address are free again", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", email: "jane@acme.test" });
  await remove(app.admin, jane.id, "jane");

  const params = { userId: jane.id };
  for (const status of ["all", "inactive"] as const) {
    const { users } = await app.admin.call(listUsers, { query: { status } });
    expect(users.map((user) => user.id)).not.toContain(jane.id);
  }
  await refusal(app.admin.call(getUser, { params }), "not-found");
  expect((await app.admin.call(listUserAuditEvents, { params })).events[0]!.action).toBe("user.deleted");
  await refusal(app.admin.call(updateUser, { params, body: { version: 2, isActive: true } }), "not-found");
  await refusal(app.admin.call(sendPasswordChangeLink, { params, body: {} }), "not-found");
  await refusal(remove(app.admin, jane.id, `deleted-${jane.id}`), "not-found");
  const again = await app.admin.call(createUser, {
    body: { userName: "jane", lastName: "Another", email: "jane@acme.test" },
  });
  expect(again.id).not.toBe(jane.id);
});

test("nobody is deleted by mistake: the user name must be typed, and it must be theirs", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", email: "jane@acme.test" });

  await expectUnchanged(app, async () => {
    for (const typed of ["", "john", "jane@acme.test", "janе"]) {
      await refusal(remove(app.admin, jane.id, typed), "confirmation-wrong");
    }
    await refusal(remove(app.admin, newId(), "jane"), "not-found");
  });
  expect(await app.auditOf(jane.id)).toContain("user.deleted refused");
});

test("nobody deletes themselves or the last active System Administrator", async () => {
  const app = await startApp();
  await app.createUser({ userName: "retired", type: "system-administrator", isActive: false });
  const second = await app.createUser({ userName: "second", type: "system-administrator", password });
  const secondBrowser = await app.signIn("second", password);

  await expectUnchanged(app, () =>
    refusal(remove(app.admin, app.adminId, rootAdmin.userName), "own-account"),
  );
  const ends = await outcomes(2, (index) =>
    index === 0
      ? remove(app.admin, second.id, "second", rootAdmin.password)
      : remove(secondBrowser, app.adminId, rootAdmin.userName, password),
  );

  expect(ends["done"]).toBe(1);
  const active = app.db.selectFrom("users").select("id").where("type", "=", "system-administrator");
  expect(await active.where("deactivatedAt", "is", null).execute()).toHaveLength(1);
});

function remove(by: Browser, userId: string, userName: string, currentPassword?: string) {
  return by.call(deleteUser, { params: { userId }, body: { userName, currentPassword } });
}
