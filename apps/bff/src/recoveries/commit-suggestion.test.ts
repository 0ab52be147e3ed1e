import {
  redeemPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import {
  generateNewPassword,
  listRecoveries,
  revokeRecovery,
  sendPasswordChangeLink,
} from "@latchkey/contract/recoveries.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { changeOwnPassword, signIn } from "@latchkey/contract/sign-in.ts";
import { stopRecovery } from "@latchkey/contract/stops.ts";
import { deleteUser, getUser, updateUser, type User } from "@latchkey/contract/users.ts";
import { describe, expect, test } from "vitest";
import { eventually } from "../test/eventually.ts";
import { addMinutes } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { outcomes } from "../test/outcomes.ts";
import { mailLink, passwordIn, stopTokenIn } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";
import { writeBehind } from "../test/write-behind.ts";
import { makeEmergencyLink } from "./make-emergency-link.ts";

const oldPassword = "the old password of Jane";
const ownPassword = "quiet harbour lamp 49";

test("Save makes the generated password the user's temporary one, and ends their sessions", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const elsewhere = await app.signIn(jane.userName, oldPassword);
  const suggestion = await generate(app, jane.id);
  const now = app.clock.now();

  const saved = await save(app, jane, { passwordSuggestionId: suggestion.id });

  expect(saved.temporaryPasswordUntil! >= addMinutes(now, 24 * 60)).toBe(true);
  expect(saved.temporaryPasswordUntil! < addMinutes(now, 24 * 60 + 1)).toBe(true);
  expect(saved.openSessions).toBe(0);
  expect(await elsewhere.call(getSession, {})).toEqual({ session: null });
  const session = await app
    .visitor()
    .call(signIn, { body: { userNameOrEmail: jane.userName, password: suggestion.password } });
  expect(session.mustChangePassword).toBe(true);
  await refusal(app.signIn(jane.userName, oldPassword), "sign-in-refused");
  expect((await app.auditOf(jane.id)).slice(0, 5)).toEqual([
    "user.created",
    "session.opened",
    "password-suggestion.generated",
    "temporary-password.saved",
    "session.opened",
  ]);
  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(recoveries).toMatchObject([
    { way: "told-password", state: "open", createdBy: "root.admin", mail: null },
  ]);
});

test("without the box the user gets a notice without a secret", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const suggestion = await generate(app, jane.id);

  await save(app, jane, { passwordSuggestionId: suggestion.id });

  await app.mailbox.waitForMail({ to: jane.email! });
  const mails = await app.mailbox.mails();
  expect(mails.map(({ subject }) => subject)).toEqual(["An administrator changed your access to Latchkey"]);
  expect(JSON.stringify(mails)).not.toContain(suggestion.password);
});

test("with Send Email with Access Info to User the mail carries the very password, and is the only one", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const suggestion = await generate(app, jane.id);

  await save(app, jane, { passwordSuggestionId: suggestion.id, sendAccessInfo: true });

  const mails = await app.mailbox.mails();
  expect(mails.map(({ subject, to }) => [subject, to])).toEqual([
    ["Your sign-in details for Latchkey", [jane.email]],
  ]);
  expect(passwordIn(mails[0]!)).toBe(suggestion.password);
  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(recoveries).toMatchObject([{ mail: { state: "accepted" } }]);
});

test("Save without Generate never touches the password", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  await generate(app, jane.id);

  await save(app, jane, { title: "Team Lead" });

  await app.signIn(jane.userName, oldPassword);
  expect(await app.mailbox.mails()).toEqual([]);
  const { passwordVersion } = await app.db
    .selectFrom("users")
    .select("passwordVersion")
    .where("id", "=", jane.id)
    .executeTakeFirstOrThrow();
  expect(passwordVersion).toBe(1);
});

test("the box without a generated password is refused at the box", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  await expectUnchanged(app, async () => {
    const problem = await refusal(
      save(app, jane, { title: "Team Lead", sendAccessInfo: true }),
      "invalid-fields",
    );
    expect(problem.status).toBe(422);
    expect(problem.errors).toEqual([{ pointer: "/sendAccessInfo", message: "Generate a password first." }]);
  });
});

test("the mail goes to the address and follows the Is Active of the same Save", async () => {
  const app = await startApp();
  const jane = await app.createUser({ isActive: false, email: null });
  const suggestion = await generate(app, jane.id);

  const saved = await save(app, jane, {
    isActive: true,
    email: "jane@new.test",
    passwordSuggestionId: suggestion.id,
    sendAccessInfo: true,
  });

  expect(saved).toMatchObject({ isActive: true, email: "jane@new.test" });
  expect((await app.mailbox.mails()).map(({ to }) => to)).toEqual([["jane@new.test"]]);
});

test("a Save that deactivates, or removes the address that the box needs, saves nothing", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const { id: passwordSuggestionId } = await generate(app, jane.id);

  await expectUnchanged(app, async () => {
    await refusal(save(app, jane, { isActive: false, passwordSuggestionId }), "user-inactive");
    await refusal(
      save(app, jane, { email: null, passwordSuggestionId, sendAccessInfo: true }),
      "email-missing",
    );
    await refusal(save(app, jane, { email: "jane@localhost", passwordSuggestionId }), "invalid-fields");
  });
  await writeBehind(app.db, jane.id, { email: "jane@localhost" });
  await refusal(save(app, jane, { passwordSuggestionId, sendAccessInfo: true }), "email-invalid");
  await app.signIn(jane.userName, oldPassword);
});

test("without an address Save works and nobody is mailed", async () => {
  const app = await startApp();
  const jane = await app.createUser({ email: null });
  const suggestion = await generate(app, jane.id);

  await save(app, jane, { passwordSuggestionId: suggestion.id });

  await app.signIn(jane.userName, suggestion.password);
  expect(await app.mailbox.mails()).toEqual([]);
});

test("a password generated for another user, or by another administrator, is worth nothing", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const john = await app.createUser();
  await app.createUser({
    userName: "second.admin",
    type: "system-administrator",
    password: "the second admin's own",
  });
  const second = await app.signIn("second.admin", "the second admin's own");
  const forJohn = await generate(app, john.id);
  const bySecond = await second.call(suggestPassword, {
    params: { userId: jane.id },
    body: { style: "groups" },
  });

  await expectUnchanged(app, async () => {
    for (const passwordSuggestionId of [forJohn.id, bySecond.id, newId()]) {
      await refusal(save(app, jane, { title: "Lost", passwordSuggestionId }), "suggestion-unusable");
    }
  });
  expect((await app.auditOf(jane.id)).filter((action) => action === "user.updated refused")).toHaveLength(3);
});

test("a generated password can be saved for 15 minutes", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const suggestion = await generate(app, jane.id);

  app.clock.advance({ minutes: 15 });

  await expectUnchanged(app, () =>
    refusal(save(app, jane, { title: "Lost", passwordSuggestionId: suggestion.id }), "suggestion-expired"),
  );
  await app.signIn(jane.userName, oldPassword);
});

test("one that another key sealed can't be mailed, in words, and the next one can", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { id: passwordSuggestionId } = await generate(app, jane.id);
  await app.db.updateTable("passwordSuggestions").set({ sealed: "no longer readable" }).execute();

  await expectUnchanged(app, () =>
    refusal(save(app, jane, { passwordSuggestionId, sendAccessInfo: true }), "suggestion-unusable"),
  );
  const next = await generate(app, jane.id);
  await save(app, jane, { passwordSuggestionId: next.id, sendAccessInfo: true });
  expect(passwordIn(await app.mailbox.waitForMail({ to: jane.email! }))).toBe(next.password);
});

test("a generated password is saved once", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { id } = await generate(app, jane.id);

  const saved = await save(app, jane, { passwordSuggestionId: id });
  const { id: messageId } = await app.db.selectFrom("messages").select("id").executeTakeFirstOrThrow();
  await app.system.outbox.sendSoon(messageId);
  await eventually(
    async () => (await app.db.selectFrom("messages").select("state").execute())[0]!.state,
  ).toBe("accepted");

  await expectUnchanged(app, () =>
    refusal(save(app, saved, { passwordSuggestionId: id }), "suggestion-unusable"),
  );
});

test("of twenty Saves of one generated password at once, exactly one succeeds", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { id, password } = await generate(app, jane.id);

  const ends = await outcomes(20, () => save(app, jane, { passwordSuggestionId: id, sendAccessInfo: true }));

  expect(ends).toEqual({ done: 1, "version-conflict": 19 });
  expect(await app.mailbox.mails({ to: jane.email! })).toHaveLength(1);
  await app.signIn(jane.userName, password);
});

test("of two administrators who each save a password of their own, the second is told of the first", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const first = await generate(app, jane.id);
  const second = await generate(app, jane.id);

  const saved = await save(app, jane, { passwordSuggestionId: first.id });
  await refusal(save(app, jane, { passwordSuggestionId: second.id }), "version-conflict");

  await refusal(save(app, saved, { passwordSuggestionId: second.id }), "suggestion-unusable");
  await app.signIn(jane.userName, first.password);
  const third = await generate(app, jane.id);
  await save(app, saved, { passwordSuggestionId: third.id });
  await app.signIn(jane.userName, third.password);
});

describe("a generated password can't be saved, and is not listed, once it was overtaken by", () => {
  const overtakers: [string, (app: TestApp, jane: User) => Promise<unknown>][] = [
    [
      "another one that was saved",
      async (app, jane) => save(app, jane, { passwordSuggestionId: (await generate(app, jane.id)).id }),
    ],
    ["a link of an administrator", (app, jane) => mailLink(app, jane)],
    ["an emergency link", (app, jane) => makeEmergencyLink(app.system, jane.id)],
    [
      "a mailed password",
      (app, { id }) => app.admin.call(generateNewPassword, { params: { userId: id }, body: {} }),
    ],
    [
      "a change of the user's own",
      async (app, jane) => {
        const browser = await app.signIn(jane.userName, oldPassword);
        await browser.call(changeOwnPassword, {
          body: { currentPassword: oldPassword, newPassword: ownPassword },
        });
      },
    ],
    [
      "deactivation, whatever comes after it",
      async (app, jane) => save(app, await save(app, jane, { isActive: false }), { isActive: true }),
    ],
    [
      "deletion",
      (app, { id, userName }) => app.admin.call(deleteUser, { params: { userId: id }, body: { userName } }),
    ],
  ];
  test.for(overtakers)("%s", async ([, overtake]) => {
    const app = await startApp();
    const jane = await app.createUser({ password: oldPassword });
    const { id } = await generate(app, jane.id);
    expect(await listed(app, jane.id)).toEqual([{ id, isExpired: false }]);

    await overtake(app, jane);

    expect(await app.db.selectFrom("passwordSuggestions").select("id").execute()).toEqual([]);
    const seen = await app.admin.call(getUser, { params: { userId: jane.id } }).catch(() => null);
    if (seen === null) return;
    expect(await listed(app, jane.id)).toEqual([]);
    await refusal(save(app, seen, { passwordSuggestionId: id }), "suggestion-unusable");
  });

  test("a link that is followed", async () => {
    const app = await startApp();
    const jane = await app.createUser();
    const { token } = await mailLink(app, jane);
    await generate(app, jane.id);

    await app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: ownPassword } });

    expect(await listed(app, jane.id)).toEqual([]);
  });

  test("“this wasn't me”", async () => {
    const app = await startApp();
    const jane = await app.createUser();
    const { mail } = await mailLink(app, jane);
    await generate(app, jane.id);

    await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } });

    expect(await listed(app, jane.id)).toEqual([]);
  });

  test("revoking the temporary password that stands", async () => {
    const app = await startApp();
    const jane = await app.createUser();
    const saved = await save(app, jane, { passwordSuggestionId: (await generate(app, jane.id)).id });
    await generate(app, jane.id);
    const [standing] = (await app.admin.call(listRecoveries, { params: { userId: jane.id } })).recoveries;

    await app.admin.call(revokeRecovery, { params: { userId: saved.id, recoveryId: standing!.id } });

    expect(await listed(app, jane.id)).toEqual([]);
  });
});

test("what a stranger asks for in the user's name, and a change of other fields, overtake nothing", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { id } = await generate(app, jane.id);
  await app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail: jane.email! } });
  await app.mailbox.waitForMail({ to: jane.email! });

  const seen = await save(app, jane, { title: "Team Lead" });

  await save(app, seen, { passwordSuggestionId: id });
});

test("each administrator is told of what they generated themselves, and of what expired", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.createUser({ userName: "second.admin", type: "system-administrator", password: oldPassword });
  const second = await app.signIn("second.admin", oldPassword);
  const { id } = await generate(app, jane.id);
  const params = { userId: jane.id };
  expect((await second.call(listRecoveries, { params })).suggestions).toEqual([]);

  app.clock.advance({ minutes: 15 });

  expect(await listed(app, jane.id)).toEqual([{ id, isExpired: true }]);
});

test("a conflict on Save leaves the generated password usable", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { id, password } = await generate(app, jane.id);
  const seen = await save(app, jane, { title: "Team Lead" });

  await expectUnchanged(app, () =>
    refusal(save(app, jane, { passwordSuggestionId: id }), "version-conflict"),
  );
  await save(app, seen, { passwordSuggestionId: id });
  await app.signIn(jane.userName, password);
});

test("on one's own record it is refused", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { id } = await generate(app, jane.id);

  await refusal(
    app.admin.call(updateUser, {
      params: { userId: app.adminId },
      body: { version: 1, passwordSuggestionId: id },
    }),
    "own-account",
  );
  await app.signIn(rootAdmin.userName, rootAdmin.password);
});

test("Save ends open links and earlier temporary passwords", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { token } = await mailLink(app, jane);
  const first = await generate(app, jane.id);
  const saved = await save(app, jane, { passwordSuggestionId: first.id });
  const second = await generate(app, jane.id);

  await save(app, saved, { passwordSuggestionId: second.id });

  await refusal(app.signIn(jane.userName, first.password), "sign-in-refused");
  await app.signIn(jane.userName, second.password);
  await refusal(
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } }),
    "link-revoked",
  );
  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(recoveries.map(({ state, endReason }) => [state, endReason])).toEqual([
    ["open", null],
    ["ended", "password-changed"],
    ["ended", "password-changed"],
  ]);
});

test("a mail that waits is cancelled when the password is changed before it leaves", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "down" });
  const first = await generate(app, jane.id);
  const saved = await save(app, jane, { passwordSuggestionId: first.id, sendAccessInfo: true });
  const second = await generate(app, jane.id);
  await save(app, saved, { passwordSuggestionId: second.id });

  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ minutes: 5 });
  await app.mailbox.waitForMail({ to: jane.email!, subject: /changed your access/ });

  await eventually(() =>
    app.db.selectFrom("messages").select(["kind", "state"]).orderBy("id").execute(),
  ).toEqual([
    { kind: "temporary-password", state: "cancelled" },
    { kind: "administrator-changed-your-access", state: "accepted" },
  ]);
  expect(JSON.stringify(await app.mailbox.mails())).not.toContain(first.password);
});

test("a mail that can't be handed over before the temporary password ends expires", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "down" });
  const { id } = await generate(app, jane.id);
  await save(app, jane, { passwordSuggestionId: id, sendAccessInfo: true });
  await app.mailbox.setFault({ kind: "none" });

  app.clock.advance({ hours: 24 });

  await eventually(() => app.db.selectFrom("messages").select(["state", "sealed"]).execute()).toEqual([
    { state: "expired", sealed: null },
  ]);
  expect(await app.mailbox.mails()).toEqual([]);
});

test("deactivating ends the temporary password", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { id, password } = await generate(app, jane.id);
  const saved = await save(app, jane, { passwordSuggestionId: id });

  const deactivated = await save(app, saved, { isActive: false });

  expect(deactivated).toMatchObject({ hasPassword: false, temporaryPasswordUntil: null });
  await save(app, deactivated, { isActive: true });
  await refusal(app.signIn(jane.userName, password), "sign-in-refused");
});

test("a link that was sent before, and one for another user, keep working for that user", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const john = await app.createUser();
  const { token } = await mailLink(app, john);
  const { id } = await generate(app, jane.id);
  await save(app, jane, { passwordSuggestionId: id });

  await app
    .visitor()
    .call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } });
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  await app.signIn(john.userName, "quiet harbour lamp 49");
});

function generate(app: TestApp, userId: string) {
  return app.admin.call(suggestPassword, { params: { userId }, body: { style: "groups" } });
}

async function listed(app: TestApp, userId: string) {
  return (await app.admin.call(listRecoveries, { params: { userId } })).suggestions;
}

function save(app: TestApp, seen: Pick<User, "id" | "version">, changes: object) {
  return app.admin.call(updateUser, {
    params: { userId: seen.id },
    body: { version: seen.version, ...changes },
  });
}
