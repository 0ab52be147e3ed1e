import { copyPasswordChangeLink, extendLink } from "@latchkey/contract/links-in-hand.ts";
import { generateNewPassword, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { changeOwnPassword } from "@latchkey/contract/sign-in.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { createUser, deleteUser, getUser, updateUser, type User } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { openHasher } from "../ports/hasher.ts";
import { cheapCost } from "../test/cheap-cost.ts";
import { refusal, rootAdmin, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const { password: right } = rootAdmin;

/** A thing that is done with the session of the first administrator, with what is said of their password. */
type Way = (confirmed: { currentPassword?: string }) => Promise<unknown>;

const saving =
  (changes: object, who: Partial<User> = {}) =>
  async (app: TestApp): Promise<Way> => {
    const mary = await app.createUser({ userName: "mary", type: "system-administrator", ...who });
    return (confirmed) => save(app, mary, { ...changes, ...confirmed });
  };

const savingOwn =
  (changes: object) =>
  async (app: TestApp): Promise<Way> => {
    await app.createUser({ type: "system-administrator" });
    const own = await app.admin.call(getUser, { params: { userId: app.adminId } });
    return (confirmed) => save(app, own, { ...changes, ...confirmed });
  };

/** Every way from a stolen session to an account that stays with the thief, or to one fewer who could throw them out. */
const ways: Record<string, (app: TestApp) => Promise<Way>> = {
  "one's own address": savingOwn({ email: "thief@evil.test" }),
  "one's own user name": savingOwn({ userName: "thief" }),
  "one's own phone, on which others call back": savingOwn({ phone: "+44 20 7946 0666" }),
  "one's own type": savingOwn({ type: "regular" }),
  "another's address": saving({ email: "thief@evil.test" }),
  "another's address, taken away": saving({ email: null }),
  "an inactive one's address": saving({ email: "thief@evil.test" }, { isActive: false }),
  "another's user name": saving({ userName: "thief" }),
  "another's name": saving({ firstName: "Ignore this mail" }),
  "another's language": saving({ language: "ar" }),
  "another's phone": saving({ phone: "+44 20 7946 0666" }),
  "another's type": saving({ type: "regular" }),
  "another's type together with the address": saving({ type: "regular", email: "thief@evil.test" }),
  "another's end": saving({ isActive: false }),
  "another's return": saving({ isActive: true }, { isActive: false }),
  "a regular user's rise": saving({ type: "system-administrator" }, { type: "regular" }),
  "a new administrator": async (app) => (confirmed) =>
    app.admin.call(createUser, {
      body: { userName: "thief", lastName: "Thief", type: "system-administrator", ...confirmed },
    }),
  "a new administrator with Access Info": async (app) => (confirmed) =>
    app.admin.call(createUser, {
      body: {
        userName: "thief",
        lastName: "Thief",
        email: "thief@evil.test",
        type: "system-administrator",
        sendAccessInfo: true,
        ...confirmed,
      },
    }),
  "option A": async (app) => {
    const { id: userId } = await app.createUser({ type: "system-administrator" });
    return (confirmed) => app.admin.call(sendPasswordChangeLink, { params: { userId }, body: confirmed });
  },
  "option B": async (app) => {
    const { id: userId } = await app.createUser({ type: "system-administrator" });
    return (confirmed) => app.admin.call(generateNewPassword, { params: { userId }, body: confirmed });
  },
  "a copied link": async (app) => {
    const { id: userId } = await app.createUser({ type: "system-administrator" });
    return (confirmed) => app.admin.call(copyPasswordChangeLink, { params: { userId }, body: confirmed });
  },
  "an extended link": async (app) => {
    const { id: userId } = await app.createUser({ type: "system-administrator" });
    const body = { currentPassword: right };
    const { id: recoveryId } = await app.admin.call(sendPasswordChangeLink, { params: { userId }, body });
    return (confirmed) => app.admin.call(extendLink, { params: { userId, recoveryId }, body: confirmed });
  },
  "option C": async (app) => {
    const mary = await app.createUser({ type: "system-administrator" });
    const params = { userId: mary.id };
    const { id } = await app.admin.call(suggestPassword, { params, body: { style: "words" } });
    return (confirmed) => save(app, mary, { passwordSuggestionId: id, ...confirmed });
  },
  "another's deletion": async (app) => {
    const mary = await app.createUser({ userName: "mary", type: "system-administrator" });
    return (confirmed) =>
      app.admin.call(deleteUser, {
        params: { userId: mary.id },
        body: { userName: "mary", ...confirmed },
      });
  },
};

test.each(Object.keys(ways))("%s needs the current password of whoever acts", async (name) => {
  const app = await startApp();
  const way = await ways[name]!(app);
  const refusals = () =>
    app.db
      .selectFrom("auditEvents")
      .select("details")
      .where("outcome", "=", "refused")
      .where("actorId", "=", app.adminId)
      .orderBy("id")
      .execute();

  await expectUnchanged(app, async () => {
    await refusal(way({}), "current-password-needed");
    await refusal(way({ currentPassword: "a guess of the thief" }), "current-password-wrong");
    await refusal(way({ currentPassword: "" }), "invalid-fields");
  });
  expect((await refusals()).map(({ details }) => JSON.parse(details))).toEqual([
    { problem: "current-password-needed" },
    { problem: "current-password-wrong" },
  ]);
  await way({ currentPassword: right });
  for (const secret of ["a guess of the thief", right]) expect(JSON.stringify(app.log)).not.toContain(secret);
});

test("what is done to a regular user needs none, nor does one's own link, nor a Save without a change", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane" });
  const params = { userId: jane.id };
  const moved = await save(app, jane, { email: "jane@elsewhere.test", userName: "jane.o", language: "de" });
  await app.admin.call(sendPasswordChangeLink, { params, body: {} });
  await app.admin.call(generateNewPassword, { params, body: {} });
  const { id } = await app.admin.call(suggestPassword, { params, body: { style: "groups" } });
  await save(app, moved, { passwordSuggestionId: id, sendAccessInfo: true });
  await app.admin.call(deleteUser, { params, body: { userName: "jane.o" } });

  const own = { params: { userId: app.adminId } };
  await app.admin.call(sendPasswordChangeLink, { ...own, body: {} });
  await save(app, await app.admin.call(getUser, own), {});
});

test("a record that became an administrator's meanwhile needs it, whatever the screen knew", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane" });
  const save2 = (changes: object) => save(app, { ...jane, version: 2 }, changes);

  await refusal(save2({ email: "thief@evil.test" }), "version-conflict");
  await save(app, jane, { type: "system-administrator", currentPassword: right });
  await refusal(save2({ email: "thief@evil.test" }), "current-password-needed");
});

test("guesses wait, like those at Change Password, with which they count; the right one begins anew", async () => {
  const app = await startApp();
  const mary = await app.createUser({ type: "system-administrator" });
  const way = (currentPassword: string) => save(app, mary, { title: "X", currentPassword });
  const change = (currentPassword: string) =>
    app.admin.call(changeOwnPassword, { body: { currentPassword, newPassword: "quiet harbour lamp 49" } });

  for (let times = 0; times < 6; times++) await refusal(way(`guess ${times}`), "current-password-wrong");
  for (let times = 0; times < 5; times++) await refusal(change(`guess ${times}`), "current-password-wrong");
  await refusal(way("one more"), "too-many-attempts");
  await refusal(way(right), "too-many-attempts");
  await refusal(change(right), "too-many-attempts");

  app.clock.advance({ minutes: 15 });
  let version = mary.version;
  for (let times = 0; times < 15; times++) {
    const saved = await save(app, { id: mary.id, version }, { title: `T${times}`, currentPassword: right });
    ({ version } = saved);
  }
});

test("a right and a wrong one cost one comparison, and none is made where none is needed", async () => {
  const hasher = openHasher(cheapCost, cheapCost);
  let compared = 0;
  const app = await startApp({
    hasher: {
      ...hasher,
      verify(...given) {
        compared += 1;
        return hasher.verify(...given);
      },
    },
  });
  const mary = await app.createUser({ type: "system-administrator" });
  const cost = async (work: Promise<unknown>) => {
    const before = compared;
    await work.catch(() => {});
    return compared - before;
  };

  expect(await cost(save(app, mary, { title: "X", currentPassword: "wrong" }))).toBe(1);
  expect(await cost(save(app, mary, { title: "X" }))).toBe(0);
  expect(await cost(save(app, mary, { title: "X", currentPassword: right }))).toBe(1);
  expect(await cost(save(app, await app.createUser(), { title: "X", currentPassword: "wrong" }))).toBe(0);
});

function save(app: TestApp, seen: Pick<User, "id" | "version">, changes: object) {
  return app.admin.call(updateUser, {
    params: { userId: seen.id },
    body: { version: seen.version, ...changes },
  });
}
