import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword, listRecoveries } from "@latchkey/contract/recoveries.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { mailLink } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp, type TestApp } from "../test/start.ts";
import { makeEmergencyLink } from "./make-emergency-link.ts";

test("the record shows each recovery, newest first: what it was, who caused it, and what became of it and its mail", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane.okafor" });
  const { token } = await mailLink(app, jane);
  await app
    .visitor()
    .call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } });
  app.clock.advance({ seconds: 1 });
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  app.clock.advance({ seconds: 1 });
  const { id } = await app.admin.call(suggestPassword, {
    params: { userId: jane.id },
    body: { style: "words" },
  });
  await app.admin.call(updateUser, {
    params: { userId: jane.id },
    body: { version: 1, passwordSuggestionId: id },
  });

  expect(await list(app, jane.id)).toMatchObject([
    { way: "told-password", state: "open", createdBy: "root.admin", endedAt: null, mail: null },
    {
      way: "mailed-password",
      state: "ended",
      endReason: "password-changed",
      createdBy: "root.admin",
      mail: { state: "accepted", to: "j…r@acme.test", reason: null },
    },
    { way: "link", state: "finished", endReason: null, createdBy: "root.admin" },
  ]);
});

test("what nobody used in time is shown as expired", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const john = await app.createUser();
  await mailLink(app, jane);
  await app.admin.call(generateNewPassword, { params: { userId: john.id }, body: {} });
  app.clock.advance({ hours: 24 });
  const admin = await app.signIn(rootAdmin.userName, rootAdmin.password);

  for (const userId of [jane.id, john.id]) {
    const { recoveries } = await admin.call(listRecoveries, { params: { userId } });
    expect(recoveries.map(({ state }) => state)).toEqual(["expired"]);
  }
});

test("an operator's link is nobody's in the console", async () => {
  const app = await startApp();
  await makeEmergencyLink(app.system, app.adminId);

  expect(await list(app, app.adminId)).toMatchObject([{ way: "link", state: "open", createdBy: null }]);
});

test("generated but unsaved passwords and secrets are not listed, and at most twenty are", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.admin.call(suggestPassword, { params: { userId: jane.id }, body: { style: "groups" } });
  expect(await list(app, jane.id)).toEqual([]);

  const tokens: string[] = [];
  for (let sent = 0; sent < 21; sent++) tokens.push((await mailLink(app, jane)).token);
  const recoveries = await list(app, jane.id);
  expect(recoveries).toHaveLength(20);
  expect(recoveries[0]!.state).toBe("open");
  for (const token of tokens) expect(JSON.stringify(recoveries)).not.toContain(token);
  await refusal(list(app, newId()), "not-found");
});

async function list(app: TestApp, userId: string) {
  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId } });
  return recoveries;
}
