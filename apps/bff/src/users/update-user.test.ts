import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { nameSkeleton } from "@latchkey/contract/name-skeleton.ts";
import { deleteUser, updateUser, type User } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { outcomes } from "../test/outcomes.ts";
import { mailLink } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";
import { writeBehind } from "../test/write-behind.ts";

const password = "the old password of Jane";

test("Save writes the changed fields, and the audit trail names them", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  const saved = await save(app, jane, { title: "Team Lead", teams: ["Field"], lastName: "Okafor-Lind" });

  expect(saved).toMatchObject({
    version: 2,
    title: "Team Lead",
    teams: ["Field"],
    lastName: "Okafor-Lind",
    firstName: "Jane",
  });
  const { details } = await app.db
    .selectFrom("auditEvents")
    .select("details")
    .where("action", "=", "user.updated")
    .executeTakeFirstOrThrow();
  expect(JSON.parse(details).fields.split(", ").toSorted()).toEqual(["lastName", "teams", "title"]);
});

test("Save without a change changes nothing, not even the version", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  await expectUnchanged(app, () => save(app, jane, { firstName: "Jane", email: jane.email }));
  expect(await app.auditOf(jane.id)).toEqual(["user.created"]);
});

test("of many who Save one version at once, exactly one succeeds; the others are told", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  const ends = await outcomes(20, (index) => save(app, jane, { title: `Title ${index}` }));

  expect(ends).toEqual({ done: 1, "version-conflict": 19 });
  expect((await app.auditOf(jane.id)).filter((action) => action === "user.updated")).toHaveLength(1);
});

test("nobody is not found", async () => {
  const app = await startApp();

  await expectUnchanged(app, () =>
    refusal(save(app, { id: newId(), version: 1 }, { title: "X" }), "not-found"),
  );
});

test("a name or address that another user has is refused, one's own in other letters is not", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", email: "jane@acme.test" });
  await app.createUser({ userName: "john", email: "john@acme.test" });

  await expectUnchanged(app, async () => {
    expect((await refusal(save(app, jane, { userName: "JOHN" }), "user-name-taken")).errors).toMatchObject([
      { pointer: "/userName" },
    ]);
    expect((await refusal(save(app, jane, { email: "JOHN@acme.test" }), "email-taken")).errors).toMatchObject(
      [{ pointer: "/email" }],
    );
  });
  expect(await save(app, jane, { userName: "Jane", email: "Jane@ACME.test" })).toMatchObject({
    userName: "Jane",
    email: "Jane@ACME.test",
  });
});

test("changing the address ends open links; other changes do not", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { token } = await mailLink(app, jane);

  const saved = await save(app, jane, { title: "Team Lead" });
  expect(saved.linkPendingUntil).not.toBeNull();
  const moved = await save(app, saved, { email: "jane@elsewhere.test" });

  expect(moved.linkPendingUntil).toBeNull();
  await refusal(
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } }),
    "link-revoked",
  );
});

test("deactivating ends sessions and links and withdraws mails that never left", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);
  await app.mailbox.setFault({ kind: "invalid-key" });
  await app.admin.call(sendPasswordChangeLink, { params: { userId: (await app.createUser()).id }, body: {} });
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });

  const saved = await save(app, jane, { isActive: false });

  expect(saved).toMatchObject({
    isActive: false,
    openSessions: 0,
    linkPendingUntil: null,
    hasPassword: true,
  });
  expect((await browser.call(getSession, {})).session).toBeNull();
  const mail = await app.db
    .selectFrom("messages")
    .select(["state", "reason", "sealed"])
    .where("userId", "=", jane.id)
    .execute();
  expect(mail).toEqual([{ state: "cancelled", reason: "The user was deactivated.", sealed: null }]);
  expect((await app.auditOf(jane.id)).slice(-2)).toEqual(["password-change-link.sent", "user.deactivated"]);

  await save(app, saved, { isActive: true });
  await app.signIn(jane.userName, password);
  expect(await app.auditOf(jane.id)).toContain("user.activated");
});

test("changing the type ends the sessions, so that the new rights begin with a new one", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);

  await save(app, jane, { type: "system-administrator", currentPassword: rootAdmin.password });

  expect((await browser.call(getSession, {})).session).toBeNull();
  const again = await app.signIn(jane.userName, password);
  expect((await again.call(getSession, {})).session?.user.type).toBe("system-administrator");
});

test("nobody deactivates themselves", async () => {
  const app = await startApp();
  await app.createUser({ type: "system-administrator" });

  await expectUnchanged(app, async () => {
    const problem = await refusal(
      save(app, { id: app.adminId, version: 1 }, { isActive: false }),
      "own-account",
    );
    expect(problem.errors).toEqual([{ pointer: "/isActive", message: "You can't deactivate yourself." }]);
  });
  expect(await app.auditOf(app.adminId)).toContain("user.updated refused");
});

test("the last active System Administrator stays one", async () => {
  const app = await startApp();
  await app.createUser({ type: "system-administrator", isActive: false });

  await expectUnchanged(app, async () => {
    const problem = await refusal(
      save(app, { id: app.adminId, version: 1 }, { type: "regular", currentPassword: rootAdmin.password }),
      "last-administrator",
    );
    expect(problem.errors).toMatchObject([{ pointer: "/type" }]);
  });
});

test("two administrators who demote or deactivate each other at once leave one", async () => {
  const app = await startApp();
  const second = await app.createUser({ userName: "second.admin", type: "system-administrator", password });
  const secondBrowser = await app.signIn("second.admin", password);

  const ends = await outcomes(2, (index) =>
    index === 0
      ? app.admin.call(updateUser, {
          params: { userId: second.id },
          body: { version: 1, isActive: false, currentPassword: rootAdmin.password },
        })
      : secondBrowser.call(updateUser, {
          params: { userId: app.adminId },
          body: { version: 1, type: "regular", currentPassword: password },
        }),
  );

  expect(ends["done"]).toBe(1);
  const active = await app.db
    .selectFrom("users")
    .select("id")
    .where("type", "=", "system-administrator")
    .where("deactivatedAt", "is", null)
    .execute();
  expect(active).toHaveLength(1);
});

test("an administrator may step down while another stays", async () => {
  const app = await startApp();
  await app.createUser({ type: "system-administrator" });

  await app.admin.call(updateUser, {
    params: { userId: app.adminId },
    body: { version: 1, type: "regular", currentPassword: rootAdmin.password },
  });

  expect((await app.admin.call(getSession, {})).session).toBeNull();
  const browser = await app.signIn(rootAdmin.userName, rootAdmin.password);
  await refusal(
    browser.call(updateUser, { params: { userId: app.adminId }, body: { version: 2, title: "X" } }),
    "forbidden",
  );
});

test("a password can't be chosen by an administrator, in no field", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });

  await expectUnchanged(app, async () => {
    for (const field of [
      "password",
      "passwordHash",
      "newPassword",
      "temporaryPasswordExpiresAt",
      "id",
      "__proto__",
    ]) {
      const response = await app.admin.fetch(`/api/users/${jane.id}`, {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: `{"version":1,"title":"X","${field}":"an administrator chose this"}`,
      });
      expect([field, response.status]).toEqual([field, 422]);
    }
  });
});

function save(app: TestApp, seen: Pick<User, "id" | "version">, changes: object) {
  return app.admin.call(updateUser, {
    params: { userId: seen.id },
    body: { version: seen.version, ...changes },
  });
}

test("nobody is renamed to what looks like another user's name; whoever bears one already keeps it", async () => {
  const app = await startApp();
  const ivan = await app.createUser({ userName: "ivan" });
  const jane = await app.createUser({ userName: "jane" });
  const save = (userId: string, version: number, changes: object) =>
    app.admin.call(updateUser, { params: { userId }, body: { version, ...changes } });
  await refusal(save(jane.id, 1, { userName: "іvan" }), "user-name-alike");
  await save(ivan.id, 1, { userName: "Ivan" });

  // As an installation may have them from before: two that look alike.
  const skeleton = nameSkeleton("ivan");
  await writeBehind(app.db, jane.id, {
    userName: "іvan",
    userNameKey: "іvan",
    userNameSkeleton: skeleton,
  });
  await save(jane.id, 1, { title: "Nurse" });
  await save(jane.id, 2, { userName: "Іvan" });
  await save(jane.id, 3, { userName: "jane" });
  await refusal(save(jane.id, 4, { userName: "іvan" }), "user-name-alike");

  await app.admin.call(deleteUser, { params: { userId: ivan.id }, body: { userName: "Ivan" } });
  await save(jane.id, 4, { userName: "іvan" });
});
