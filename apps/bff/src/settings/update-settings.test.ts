import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { getSettings, updateSettings } from "@latchkey/contract/settings.ts";
import { expect, test } from "vitest";
import { refusal, startApp, type TestApp } from "../test/start.ts";

test("who names no language and no time zone reads mails in those of the installation", async () => {
  const app = await startApp();
  await app.admin.call(updateSettings, { body: { language: "de", timeZone: "Europe/Vienna" } });
  expect(await app.admin.call(getSettings, {})).toMatchObject({ language: "de", timeZone: "Europe/Vienna" });

  const jane = await app.createUser({ language: null, timeZone: null });
  const john = await app.createUser({ language: "en", timeZone: "Australia/Sydney" });
  expect(await textTo(app, jane)).toMatch(/^Guten Tag.* 20\d\d um \d\d:\d\d Mitteleuropäische Zeit/s);
  expect(await textTo(app, john)).toMatch(
    /^Hello.* \d{1,2} \w+ 20\d\d at \d{1,2}:\d\d\s[ap]m Australian Eastern Time/s,
  );
});

test("as long as nobody has said, mails are in English, and call UTC by its short name", async () => {
  const app = await startApp();
  const jane = await app.createUser({ language: null, timeZone: null });
  expect(await textTo(app, jane)).toMatch(/[AP]M UTC/);
});

test("the trail tells what each setting was and is; what is named and the same changes nothing", async () => {
  const app = await startApp();
  await app.admin.call(updateSettings, { body: { timeZone: "Asia/Tokyo" } });
  await app.admin.call(updateSettings, { body: { timeZone: "Asia/Tokyo" } });
  await app.admin.call(updateSettings, { body: { language: "ja", timeZone: null } });

  const events = await app.db
    .selectFrom("auditEvents")
    .select(["actorId", "details"])
    .where("action", "=", "settings.changed")
    .orderBy("id")
    .execute();
  expect(events.map(({ details }) => JSON.parse(details) as object)).toEqual([
    { timeZone: "not set → Asia/Tokyo" },
    { language: "not set → ja", timeZone: "Asia/Tokyo → not set" },
  ]);
  expect(events.map(({ actorId }) => actorId)).toEqual([app.adminId, app.adminId]);
});

test("a zone or language that there is none of is refused, and so is whoever may not", async () => {
  const app = await startApp();
  await refusal(app.admin.call(updateSettings, { body: { timeZone: "Europe/Atlantis" } }), "invalid-fields");
  await refusal(app.admin.call(updateSettings, { body: { language: "la" as "it" } }), "invalid-fields");
  const password = "quiet harbour lamp 49";
  await app.createUser({ userName: "jane", password });
  const jane = await app.signIn("jane", password);
  await refusal(jane.call(updateSettings, { body: { language: "de" } }), "forbidden");
  expect(await app.admin.call(getSettings, {})).toMatchObject({ language: null, timeZone: null });
});

async function textTo(app: TestApp, { id, email }: { id: string; email: string | null }): Promise<string> {
  await app.admin.call(sendPasswordChangeLink, { params: { userId: id }, body: {} });
  return (await app.mailbox.waitForMail({ to: email! })).text!;
}
