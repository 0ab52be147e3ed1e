import { requestPasswordRecovery } from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { stopRecovery } from "@latchkey/contract/stops.ts";
import { expect, test } from "vitest";
import { eventually } from "../test/eventually.ts";
import { mailLink, stopTokenIn } from "../test/read-mail.ts";
import { rootAdmin, startApp, type TestApp } from "../test/start.ts";

const theirs = /contact your System Administrator/;
const another = /contact another System Administrator or whoever runs the server/;

/** The words of every mail to this address, when `count` have come. */
async function textsTo(app: TestApp, to: string, count: number): Promise<string[]> {
  await eventually(async () => (await app.mailbox.mails({ to })).length).toBe(count);
  const mails = await app.mailbox.mails({ to });
  return mails.flatMap(({ text, html }) => [text ?? "", html ?? ""]);
}

test.each([
  { type: "system-administrator", said: another, unsaid: theirs },
  { type: "regular", said: theirs, unsaid: another },
] as const)("mails to a $type say whom they can ask", async ({ type, said, unsaid }) => {
  const app = await startApp();
  const to = "kim@acme.test";
  const kim = await app.createUser({
    userName: "kim.may",
    email: to,
    type,
    password: "quiet harbour lamp 49",
  });
  const params = { userId: kim.id };
  const body = { currentPassword: rootAdmin.password };
  await app.admin.call(sendPasswordChangeLink, { params, body });
  await app.admin.call(generateNewPassword, { params, body });
  await app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail: to } });
  const texts = await textsTo(app, to, 3);
  for (const text of texts) {
    expect(text).toMatch(said);
    expect(text).not.toMatch(unsaid);
  }
});

test("an alert sends no administrator to themselves", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane.okafor", email: "jane@acme.test" });
  const { mail } = await mailLink(app, jane);
  await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } });
  for (const text of await textsTo(app, rootAdmin.email, 1)) expect(text).not.toMatch(theirs);
});
