import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import { test } from "@latchkey/playwright/fixtures.ts";
import { passwordIn } from "@latchkey/playwright/secrets.ts";
import {
  chooseNewPassword,
  expectRecovery,
  generateNewPassword,
  generateTemporaryPassword,
  openRecord,
  saveRecord,
  sendPasswordChangeLink,
  signIn,
} from "@latchkey/playwright/steps.ts";

test("Option A: Send Password Change Link", async ({ page, users, mailbox, otherBrowser }) => {
  const jane = await users.active();
  await openRecord(page, jane);
  await sendPasswordChangeLink(page);
  const mail = await mailbox.waitForMail({ to: jane.email });
  const user = await otherBrowser();
  await user.goto(firstLink(mail));
  await chooseNewPassword(user, "seven lanterns over the harbour");
  await expectRecovery(page, "new password set");
});

test("Option B: Generate New Password", async ({ page, users, mailbox, otherBrowser }) => {
  const jane = await users.active();
  await openRecord(page, jane);
  await generateNewPassword(page);
  const mail = await mailbox.waitForMail({ to: jane.email });
  const user = await otherBrowser();
  await signIn(user, jane.userName, passwordIn(mail));
  await expectRecovery(page, "signed in");
  await chooseNewPassword(user, "seven lanterns over the harbour");
  await expectRecovery(page, "new password set");
});

test("Option C: Generate a temporary password", async ({ page, users, otherBrowser }) => {
  const jane = await users.active();
  await openRecord(page, jane);
  const password = await generateTemporaryPassword(page);
  await saveRecord(page);
  const user = await otherBrowser();
  await signIn(user, jane.userName, password);
  await chooseNewPassword(user, "seven lanterns over the harbour");
  await expectRecovery(page, "new password set");
});
