import { getUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { mailLink } from "../test/read-mail.ts";
import { refusal, startApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

test("the record shows the user, open sessions and an open link, and never a hash", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: "the old password of Jane" });
  await app.signIn(jane.userName, "the old password of Jane");
  const { recovery } = await mailLink(app, jane);

  const user = await app.admin.call(getUser, { params: { userId: jane.id } });

  expect(user).toMatchObject({
    id: jane.id,
    userName: jane.userName,
    hasPassword: true,
    openSessions: 1,
    linkPendingUntil: recovery.expiresAt,
    temporaryPasswordUntil: null,
  });
  expect(user.lastSignedInAt).not.toBeNull();
  expect(JSON.stringify(user)).not.toMatch(/argon2|hash|searchText/i);
});

test("an open link disappears when it ends, and nobody is found under a wrong id", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await mailLink(app, jane);
  await app.db.updateTable("recoveries").set({ expiresAt: app.clock.now() }).execute();

  await expectUnchanged(app, async () => {
    expect((await app.admin.call(getUser, { params: { userId: jane.id } })).linkPendingUntil).toBeNull();
    for (const userId of [newId(), "no-id", "'", "..", "%00"]) {
      await refusal(app.admin.call(getUser, { params: { userId } }), "not-found");
    }
  });
});
