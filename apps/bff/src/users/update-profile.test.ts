import { getSession } from "@latchkey/contract/sessions.ts";
import { getUser, updateProfile, updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { refusal, startApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const password = "the old password of Jane";

test("people set their own language, time zone and theme; the record and its audit trail show the first two", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);

  await browser.call(updateProfile, { body: { language: "de", timeZone: "Europe/Berlin", theme: "dark" } });

  const { session } = await browser.call(getSession, {});
  expect(session!.user).toMatchObject({ language: "de", timeZone: "Europe/Berlin", theme: "dark" });
  const record = await app.admin.call(getUser, { params: { userId: jane.id } });
  expect(record).toMatchObject({ language: "de", timeZone: "Europe/Berlin", version: 2 });
  expect(JSON.stringify(record)).not.toContain("dark");
  const event = app.db.selectFrom("auditEvents").select(["actorId", "details"]);
  expect(await event.where("action", "=", "user.updated").execute()).toEqual([
    { actorId: jane.id, details: '{"fields":"language, timeZone"}' },
  ]);
  await refusal(
    app.admin.call(updateUser, { params: { userId: jane.id }, body: { version: 1, title: "X" } }),
    "version-conflict",
  );
});

test("the theme and the keys alone change neither the record nor its version, and is nobody else's business", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);

  await browser.call(updateProfile, { body: { theme: "light" } });
  await browser.call(updateProfile, { body: { oneSignKeys: false } });
  await browser.call(updateProfile, { body: { language: "en" } });
  await browser.call(updateProfile, { body: {} });

  const own = async (of = browser) => (await of.call(getSession, {})).session!.user;
  expect(await own()).toMatchObject({ theme: "light", oneSignKeys: false });
  expect(await own(await app.signIn(jane.userName, password))).toMatchObject({ oneSignKeys: false });
  expect(await own(app.admin)).toMatchObject({ oneSignKeys: true });
  await browser.call(updateProfile, { body: { oneSignKeys: true } });
  expect(await own()).toMatchObject({ theme: "light", oneSignKeys: true });
  expect((await app.admin.call(getUser, { params: { userId: jane.id } })).version).toBe(1);
  expect(await app.auditOf(jane.id)).not.toContain("user.updated");
});

test("null goes back to the defaults", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);

  await browser.call(updateProfile, { body: { language: null, timeZone: null, theme: "system" } });

  expect((await browser.call(getSession, {})).session!.user).toMatchObject({
    language: null,
    timeZone: null,
    theme: "system",
  });
});

test("nothing else of one's own record can be changed by oneself", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);
  const forbidden = {
    type: "system-administrator",
    email: "jane@elsewhere.test",
    userName: "root",
    isActive: true,
    teams: [],
    lastName: "X",
    id: app.adminId,
    version: 1,
    passwordHash: "x",
  };

  await expectUnchanged(app, async () => {
    for (const [field, value] of Object.entries(forbidden)) {
      const body = { theme: "dark", [field]: value } as object;
      const { errors } = await refusal(browser.call(updateProfile, { body }), "invalid-fields");
      expect(errors).toEqual([{ pointer: `/${field}`, message: "This field is not known." }]);
    }
    for (const body of [{ language: "xx" }, { timeZone: "Mars/Olympus" }, { theme: "pink" }]) {
      await refusal(browser.call(updateProfile, { body: body as object }), "invalid-fields");
    }
  });
  await refusal(app.visitor().call(updateProfile, { body: { theme: "dark" } }), "not-signed-in");
});
