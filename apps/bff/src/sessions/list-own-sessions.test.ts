import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { listOwnSessions } from "@latchkey/contract/sessions.ts";
import { expect, test } from "vitest";
import { passwordIn } from "../test/read-mail.ts";
import { refusal, startApp } from "../test/start.ts";

const password = "the old password of Jane";

test("people see their own open sessions, the latest first, and which one asks; nobody else's", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const first = await app.signIn(jane.userName, password);
  app.clock.advance({ minutes: 5 });
  const second = await app.signIn(jane.userName, password);

  const { sessions } = await second.call(listOwnSessions, {});

  expect(sessions.map(({ isThisOne, userAgent }) => [isThisOne, userAgent])).toEqual([
    [true, "Test Browser"],
    [false, "Test Browser"],
  ]);
  expect((await first.call(listOwnSessions, {})).sessions.map((session) => session.isThisOne)).toContain(
    true,
  );
  expect((await app.admin.call(listOwnSessions, {})).sessions).toHaveLength(1);
  expect(JSON.stringify(sessions)).not.toContain(first.cookie());
});

test("a temporary password shows none, and neither does no session", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const mail = await app.mailbox.waitForMail({ to: jane.email! });
  const restricted = await app.signIn(jane.userName, passwordIn(mail));

  await refusal(restricted.call(listOwnSessions, {}), "password-change-required");
  await refusal(app.visitor().call(listOwnSessions, {}), "not-signed-in");
});
