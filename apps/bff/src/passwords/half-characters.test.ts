import { createUser, updateUser } from "@latchkey/contract/users.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { completeSetup } from "@latchkey/contract/setup.ts";
import { changeOwnPassword, replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import { expect, test } from "vitest";
import { makeSetupLink } from "../setup/setup-link.ts";
import { mailLink, passwordIn } from "../test/read-mail.ts";
import { refusal, startApp, startBareApp } from "../test/start.ts";

const password = "the old password of Jane";
const broken = "quiet harbour lamp 49 \ud83e";

test("wherever a password comes in, half a character is refused with words", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);
  const john = await app.createUser();
  await app.admin.call(generateNewPassword, { params: { userId: john.id }, body: {} });
  const mail = await app.mailbox.waitForMail({ to: john.email! });
  const holder = await app.signIn(john.userName, passwordIn(mail));
  const { token } = await mailLink(app, jane);

  const calls = [
    () => browser.call(changeOwnPassword, { body: { currentPassword: password, newPassword: broken } }),
    () => holder.call(replaceTemporaryPassword, { body: { newPassword: broken } }),
    () => app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: broken } }),
  ];
  for (const call of calls) expect((await refusal(call(), "password-refused")).rules).toEqual(["ill-formed"]);
  for (const [call, pointer] of [
    [() => app.signIn(jane.userName, broken), "/password"],
    [() => app.signIn("nobody", broken), "/password"],
    [
      () =>
        browser.call(changeOwnPassword, {
          body: { currentPassword: broken, newPassword: "quiet harbour lamp 49" },
        }),
      "/currentPassword",
    ],
    [
      () =>
        app.admin.call(updateUser, {
          params: { userId: jane.id },
          body: { version: 1, type: "system-administrator", currentPassword: broken },
        }),
      "/currentPassword",
    ],
  ] as const) {
    expect((await refusal(call(), "invalid-fields")).errors).toEqual([
      { pointer, message: "Type it anew: it holds half a character." },
    ]);
  }
});

test("the first administrator chooses none either", async () => {
  const app = await startBareApp();
  const token = new URL(await makeSetupLink(app.system)).hash.slice(1);
  const body = { token, userName: "ada", lastName: "Byron", email: "ada@acme.test", password: broken };

  const refused = await refusal(app.visitor().call(completeSetup, { body }), "password-refused");

  expect(refused.rules).toEqual(["ill-formed"]);
});

test("a name holds none either", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  for (const call of [
    () =>
      app.admin.call(updateUser, {
        params: { userId: jane.id },
        body: { version: 1, lastName: "Oka\ud83e" },
      }),
    () => app.admin.call(createUser, { body: { userName: "half", lastName: "\udd8aOka" } }),
  ]) {
    expect((await refusal(call(), "invalid-fields")).errors).toEqual([
      { pointer: "/lastName", message: "Remove the line breaks or control characters." },
    ]);
  }
});
