import { generateNewPassword, listRecoveries } from "@latchkey/contract/recoveries.ts";
import { replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { outcomes } from "../test/outcomes.ts";
import { passwordIn } from "../test/read-mail.ts";
import { refusal, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const newPassword = "quiet harbour lamp 49";

test("the holder chooses a new password and goes on with a fresh, full session", async () => {
  const app = await startApp();
  const { jane, temporary } = await userWithTemporaryPassword(app);
  const browser = await app.signIn(jane.userName, temporary);
  const before = browser.cookie();

  await browser.call(replaceTemporaryPassword, { body: { newPassword } });

  expect(browser.cookie()).not.toBeNull();
  expect(browser.cookie()).not.toBe(before);
  const { session } = await browser.call(getSession, {});
  expect(session).toMatchObject({ mustChangePassword: false, user: { id: jane.id } });
  await refusal(app.signIn(jane.userName, temporary), "sign-in-refused");
  await app.signIn(jane.userName, newPassword);
  expect(await app.auditOf(jane.id)).toEqual([
    "user.created",
    "generated-password.sent",
    "generated-password.took-effect",
    "session.opened",
    "temporary-password.replaced",
    "session.opened refused",
    "session.opened",
  ]);
  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(recoveries).toMatchObject([{ way: "mailed-password", state: "finished", endReason: null }]);
  await app.mailbox.waitForMail({ to: jane.email!, subject: "Your Latchkey password was changed" });
});

test("the old session id is worth nothing afterwards", async () => {
  const app = await startApp();
  const { jane, temporary } = await userWithTemporaryPassword(app);
  const browser = await app.signIn(jane.userName, temporary);
  const old = browser.cookie();
  await browser.call(replaceTemporaryPassword, { body: { newPassword } });

  const response = await app.visitor().fetch("/api/session", { headers: { cookie: `latchkey=${old}` } });

  expect(await response.json()).toEqual({ session: null });
});

test("the temporary password itself, and what breaks the rules, is refused", async () => {
  const app = await startApp();
  const { jane, temporary } = await userWithTemporaryPassword(app);
  const browser = await app.signIn(jane.userName, temporary);
  const replace = (password: string) =>
    browser.call(replaceTemporaryPassword, { body: { newPassword: password } });

  await expectUnchanged(app, async () => {
    expect((await refusal(replace(temporary), "password-refused")).rules).toEqual(["unchanged"]);
    for (const again of [temporary.toUpperCase(), ` ${temporary.replaceAll("-", " ")}.`])
      expect((await refusal(replace(again), "password-refused")).rules).toEqual(["unchanged"]);
    expect((await refusal(replace("Okafor-Okafor-12"), "password-refused")).rules).toEqual(["own-words"]);
  });
  expect(await app.auditOf(jane.id)).toContain("temporary-password.replaced refused");
  await replace(newPassword);
});

test("a session that began in time does not outlive the temporary password", async () => {
  const app = await startApp();
  const { jane, temporary } = await userWithTemporaryPassword(app);
  app.clock.advance({ hours: 23, minutes: 45 });
  const browser = await app.signIn(jane.userName, temporary);
  app.clock.advance({ minutes: 15 });

  await expectUnchanged(app, () =>
    refusal(browser.call(replaceTemporaryPassword, { body: { newPassword } }), "temporary-password-expired"),
  );
});

test("a full session has nothing to replace", async () => {
  const app = await startApp();

  await expectUnchanged(app, () =>
    refusal(
      app.admin.call(replaceTemporaryPassword, { body: { newPassword } }),
      "password-change-not-required",
    ),
  );
});

test("of many replacements at once, exactly one succeeds", async () => {
  const app = await startApp();
  const { jane, temporary } = await userWithTemporaryPassword(app);
  const browsers = await Promise.all(Array.from({ length: 8 }, () => app.signIn(jane.userName, temporary)));

  const ends = await outcomes(8, (index) =>
    browsers[index]!.call(replaceTemporaryPassword, {
      body: { newPassword: `quiet harbour lamp ${100 + index}` },
    }),
  );

  expect(ends["done"]).toBe(1);
  const others = new Set(Object.keys(ends).filter((end) => end !== "done"));
  expect(
    others.isSubsetOf(new Set(["version-conflict", "not-signed-in", "password-change-not-required"])),
  ).toBe(true);
});

test("deactivating ends the restricted session too", async () => {
  const app = await startApp();
  const { jane, temporary } = await userWithTemporaryPassword(app);
  const browser = await app.signIn(jane.userName, temporary);

  await app.admin.call(updateUser, {
    params: { userId: jane.id },
    body: { version: jane.version, isActive: false },
  });

  await refusal(browser.call(replaceTemporaryPassword, { body: { newPassword } }), "not-signed-in");
});

async function userWithTemporaryPassword(app: TestApp) {
  const jane = await app.createUser();
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const [mail] = await app.mailbox.mails({ to: jane.email! });
  return { jane, temporary: passwordIn(mail!) };
}
