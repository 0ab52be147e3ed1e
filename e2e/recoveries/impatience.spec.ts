import type { Locator } from "playwright/test";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { chooseAction, ownPassword } from "@latchkey/playwright/steps.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";

/** The two buttons that mail something, and how the impatient press them. */
const confirmations = [
  ["Send Password Change Link", "Send"],
  ["Generate New Password", "Yes"],
] as const;
const impatience: Record<string, (button: Locator) => Promise<unknown>> = {
  "a double click": (button) => button.dblclick(),
  "Enter and a click": (button) => Promise.all([button.press("Enter"), button.click({ force: true })]),
};

for (const [action, confirm] of confirmations) {
  test(`${action}: a double click, or Enter and a click, on ${confirm} sends one mail`, async ({
    page,
    users,
    mailbox,
  }) => {
    for (const [how, press] of Object.entries(impatience)) {
      await test.step(how, async () => {
        const jane = await users.active();
        await page.goto(`/users/${jane.id}`);
        await chooseAction(page, action);
        const prompt = page.getByRole("alertdialog", { name: action });

        // The second press may come when the prompt is gone already: then it presses nothing.
        await press(prompt.getByRole("button", { name: confirm, exact: true })).catch(() => null);

        await expect(prompt).toBeHidden();
        await mailbox.waitForMail({ to: jane.email });
        await page.reload();
        await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
        expect(await mailbox.mails({ to: jane.email })).toHaveLength(1);
      });
    }
  });
}

test("a double click on Change Password changes it once, and the other tab is told that the link is used", async ({
  users,
  administrator,
  mailbox,
  otherBrowser,
}) => {
  const jane = await users.active();
  await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const link = firstLink(await mailbox.waitForMail({ to: jane.email }));
  const user = await otherBrowser();
  const otherTab = await user.context().newPage();
  for (const tab of [user, otherTab]) {
    await tab.goto(link);
    await tab.getByLabel("New Password", { exact: true }).fill(ownPassword);
    await tab.getByLabel("Confirm New Password", { exact: true }).fill(ownPassword);
  }

  await user.getByRole("button", { name: "Change Password" }).dblclick();
  await expect(user.getByText("Your password has been changed.")).toBeVisible();
  await otherTab.getByRole("button", { name: "Change Password" }).click();

  await expect(otherTab.getByText("This link has already been used.")).toBeVisible();
  await mailbox.waitForMail({ to: jane.email, subject: "Your Latchkey password was changed" });
  expect(await mailbox.mails({ to: jane.email })).toHaveLength(2);
});
