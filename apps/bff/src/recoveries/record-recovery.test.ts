import { listUserAuditEvents } from "@latchkey/contract/audit.ts";
import { changeOwnPassword, replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import {
  redeemPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import {
  generateNewPassword,
  listRecoveries,
  previewRecovery,
  sendPasswordChangeLink,
  type RecoveryNote,
} from "@latchkey/contract/recoveries.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import type { Problem } from "@latchkey/contract/problem.ts";
import type { Mail } from "@latchkey/mailbox/mail.ts";
import { createUser, getUser, listUsers, updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { passwordIn, tokenIn } from "../test/read-mail.ts";
import { refusal, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const note: RecoveryNote = { reason: "Locked out after leave", ticket: "INC-4711", verifiedBy: "call-back" };
const empty: RecoveryNote = { reason: null, ticket: null, verifiedBy: null };

type Said = { note?: Partial<RecoveryNote>; despiteAddressFault?: boolean };

/** The ways in which an administrator recovers somebody's access, by the action that the audit trail knows them by. */
const options: Record<string, (app: TestApp, userId: string, said: Said) => Promise<unknown>> = {
  "password-change-link.sent": (app, userId, said) =>
    app.admin.call(sendPasswordChangeLink, { params: { userId }, body: said }),
  "generated-password.sent": (app, userId, said) =>
    app.admin.call(generateNewPassword, { params: { userId }, body: said }),
  "temporary-password.saved": (app, userId, said) => save(app, userId, said, true),
};

async function save(app: TestApp, userId: string, { note, ...said }: Said, sendAccessInfo: boolean) {
  const params = { userId };
  const { id } = await app.admin.call(suggestPassword, { params, body: { style: "groups" } });
  const { version } = await app.admin.call(getUser, { params });
  const body = { version, passwordSuggestionId: id, sendAccessInfo, ...said };
  return app.admin.call(updateUser, {
    params,
    body: note === undefined ? body : { ...body, recoveryNote: note },
  });
}

test("a reason, a ticket and how the caller was verified stand in the audit trail and on the recovery, in every option", async () => {
  const app = await startApp();

  for (const [action, recover] of Object.entries(options)) {
    const jane = await app.createUser();
    await recover(app, jane.id, { note });

    const { events } = await app.admin.call(listUserAuditEvents, { params: { userId: jane.id } });
    const event = events.find((each) => each.action === action)!;
    expect(event.details).toMatchObject(note);
    const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
    expect(recoveries).toMatchObject([{ note, auditEventId: event.id, createdBy: "root.admin" }]);
  }
});

test("nothing needs to be said: then the recovery has an empty note, and still its audit event", async () => {
  const app = await startApp();

  for (const [action, recover] of Object.entries(options)) {
    const jane = await app.createUser();
    await recover(app, jane.id, {});

    const { events } = await app.admin.call(listUserAuditEvents, { params: { userId: jane.id } });
    const event = events.find((each) => each.action === action)!;
    for (const key of Object.keys(note)) expect(event.details).not.toHaveProperty(key);
    const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
    expect(recoveries).toMatchObject([{ note: empty, auditEventId: event.id }]);
  }
});

test("a new user's password can be given a reason, too; a user's own wish has no note", async () => {
  const app = await startApp();
  const mary = await app.admin.call(createUser, {
    body: {
      userName: "mary",
      lastName: "New",
      email: "mary@acme.test",
      sendAccessInfo: true,
      recoveryNote: note,
    },
  });

  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: mary.id } });
  expect(recoveries).toMatchObject([{ way: "mailed-password", note }]);
});

test("what is said must be short and of the known kinds", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const send = (said: unknown) =>
    app.admin.fetch(sendPasswordChangeLink.path.replace("{userId}", jane.id), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(said),
    });

  for (const [said, pointer] of [
    [{ note: { reason: "x".repeat(301) } }, "/note/reason"],
    [{ note: { reason: "two\nlines" } }, "/note/reason"],
    [{ note: { ticket: "x".repeat(61) } }, "/note/ticket"],
    [{ note: { verifiedBy: "a hunch" } }, "/note/verifiedBy"],
    [{ note: { verifiedBy: "call-back", by: "me" } }, "/note/by"],
    [{ despiteAddressFault: "yes" }, "/despiteAddressFault"],
  ] as const) {
    const problem = (await (await send(said)).json()) as Problem;
    expect([problem.type, problem.errors?.map((error) => error.pointer)]).toEqual([
      "invalid-fields",
      [pointer],
    ]);
  }
});

test("where mail came back, no option mails again until that is confirmed", async () => {
  const app = await startApp();

  for (const [action, recover] of Object.entries(options)) {
    const jane = await app.createUser();
    await markAddress(app, jane.id);
    await expectUnchanged(app, () => recoverRefused(app, jane.id, recover, "address-at-fault"));
    expect(await app.auditOf(jane.id)).toContain(
      action === "temporary-password.saved" ? "user.updated refused" : `${action} refused`,
    );

    await recover(app, jane.id, { despiteAddressFault: true });
    expect(await app.auditOf(jane.id)).toContain(action);
  }
});

test("a password for the phone goes by no mail, so the address does not matter", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await markAddress(app, jane.id);

  const saved = await save(app, jane.id, {}, false);

  expect(saved).toMatchObject({ addressFault: { kind: "bounced", reason: "No such mailbox." } });
  expect(await app.auditOf(jane.id)).toContain("temporary-password.saved");
});

test("a changed address has no fault, in the same Save and after it; record, list and prompt tell the present one", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const params = { userId: jane.id };
  await markAddress(app, jane.id);
  const fault = { kind: "bounced", reason: "No such mailbox." };
  expect((await app.admin.call(previewRecovery, { params })).addressFault).toMatchObject(fault);
  expect((await app.admin.call(getUser, { params })).addressFault).toMatchObject(fault);
  const faulty = () => app.admin.call(listUsers, { query: { access: "address-at-fault" } });
  expect((await faulty()).users).toMatchObject([{ id: jane.id, addressFault: fault }]);

  const { id } = await app.admin.call(suggestPassword, { params, body: { style: "words" } });
  const body = {
    version: 1,
    email: "jane@new.test",
    passwordSuggestionId: id,
    sendAccessInfo: true,
  };
  const saved = await app.admin.call(updateUser, { params, body });

  expect(saved.addressFault).toBeNull();
  expect((await app.admin.call(previewRecovery, { params })).addressFault).toBeNull();
  expect((await faulty()).total).toBe(0);
  await app.mailbox.waitForMail({ to: "jane@new.test" });
});

test("after “this wasn't me” every option needs a reason, until the user has chosen a password through one", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const params = { userId: jane.id };
  await app.db
    .updateTable("users")
    .set({ recoveryStoppedAt: app.clock.now() })
    .where("id", "=", jane.id)
    .execute();
  const stoppedAt = async () => (await app.admin.call(getUser, { params })).recoveryStoppedAt;
  expect((await app.admin.call(previewRecovery, { params })).reasonNeededSince).toBe(await stoppedAt());

  for (const recover of Object.values(options)) {
    await expectUnchanged(app, () => recoverRefused(app, jane.id, recover, "reason-needed"));
    await expectUnchanged(app, () => recoverRefused(app, jane.id, withBlankReason(recover), "reason-needed"));
  }
  // Handing a password over by phone is no way around it.
  await refusal(save(app, jane.id, {}, false), "reason-needed");

  for (const recover of Object.values(options)) await recover(app, jane.id, { note });
  expect(await stoppedAt()).not.toBeNull();
  const [newest] = await app.mailbox.mails({ to: jane.email! });
  const browser = await app.signIn(jane.userName, passwordIn(newest!));
  await browser.call(replaceTemporaryPassword, { body: { newPassword: "quiet harbour lamp 49" } });

  expect(await stoppedAt()).toBeNull();
  await app.admin.call(sendPasswordChangeLink, { params, body: {} });
});

test("what an administrator's link began ends the need for a reason, what the user began alone does not", async () => {
  const app = await startApp();
  const password = "the old password of Jane";
  const jane = await app.createUser({ password });
  const params = { userId: jane.id };
  await app.db
    .updateTable("users")
    .set({ recoveryStoppedAt: app.clock.now() })
    .where("id", "=", jane.id)
    .execute();
  const stoppedAt = async () => (await app.admin.call(getUser, { params })).recoveryStoppedAt;

  const browser = await app.signIn(jane.userName, password);
  const newPassword = "another harbour lamp 50";
  await browser.call(changeOwnPassword, { body: { currentPassword: password, newPassword } });
  await app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail: jane.userName } });
  const own = await app.mailbox.waitForMail({ to: jane.email!, subject: /Choose/ });
  await redeem(app, own, "quiet harbour lamp 49");
  expect(await stoppedAt()).not.toBeNull();

  await app.admin.call(sendPasswordChangeLink, { params, body: { note } });
  const theirs = await app.mailbox.waitForMail({ to: jane.email!, subject: /Choose/, after: own });
  await redeem(app, theirs, "a third harbour lamp 51");
  expect(await stoppedAt()).toBeNull();
});

function redeem(app: TestApp, mail: Mail, newPassword: string): Promise<unknown> {
  return app.visitor().call(redeemPasswordChangeLink, { body: { token: tokenIn(mail), newPassword } });
}

function withBlankReason(recover: (typeof options)[string]): (typeof options)[string] {
  return (app, userId) => recover(app, userId, { note: { reason: "  ", ticket: "INC-1" } });
}

async function recoverRefused(
  app: TestApp,
  userId: string,
  recover: (typeof options)[string],
  type: "address-at-fault" | "reason-needed",
): Promise<void> {
  await refusal(recover(app, userId, {}), type);
  // What Generate only proposed changes nothing.
  await app.db.deleteFrom("passwordSuggestions").where("userId", "=", userId).execute();
}

async function markAddress(app: TestApp, userId: string): Promise<void> {
  await app.db
    .updateTable("users")
    .set({
      addressFault: "bounced",
      addressFaultReason: "No such mailbox.",
      addressFaultAt: app.clock.now(),
    })
    .where("id", "=", userId)
    .execute();
}
