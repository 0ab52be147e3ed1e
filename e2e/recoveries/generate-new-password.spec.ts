import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { signInToApi } from "@latchkey/playwright/api.ts";
import { answersTo, expectNowhere, passwordIn } from "@latchkey/playwright/secrets.ts";
import {
  card,
  chooseAction,
  chooseNewPassword,
  expectSignedIn,
  openRecord,
  ownPassword,
  signIn,
} from "@latchkey/playwright/steps.ts";

test.describe("Option B: Generate New Password", () => {
  test("the user gets a password by mail, signs in with it, and must choose their own", async ({
    page,
    users,
    mailbox,
    otherBrowser,
    stack,
  }) => {
    const oldPassword = "a kettle under the blue stairs";
    const jane = await users.active({ password: oldPassword });
    const answers = answersTo(page);

    await test.step("1. Open the individual User record.", () => openRecord(page, jane));
    await test.step("2. Confirm the Is Active field is selected.", async () => {
      await expect(page.getByRole("checkbox", { name: "Is Active" })).toBeChecked();
    });
    await test.step("3. Click Generate New Password.", () => chooseAction(page, "Generate New Password"));
    const prompt = page.getByRole("alertdialog", { name: "Generate New Password" });
    await test.step("4. A prompt will appear.", async () => {
      await expect(prompt).toHaveAccessibleDescription(
        "A new password will be generated and sent to the user's email address.",
      );
      await expect(prompt.getByRole("definition").filter({ hasText: jane.email })).toBeVisible();
      await expect(
        prompt.getByText("Keeps working until the mail service accepts the mail, then stops"),
      ).toBeVisible();
      await expect(prompt.getByText("1 open session will end then")).toBeVisible();
    });
    await test.step("5. Click Yes to proceed.", async () => {
      await prompt.getByRole("button", { name: "Yes", exact: true }).click();
      await expect(prompt).toBeHidden();
      await expect(card(page, "Recovery").getByText("Accepted by the mail service")).toBeVisible();
    });

    const mail = await mailbox.waitForMail({ to: jane.email, subject: "Your sign-in details for Latchkey" });
    const temporaryPassword = passwordIn(mail);
    await test.step("The administrator does not see the password.", async () => {
      await expectNowhere(page, temporaryPassword);
      expect(await answers.all()).not.toContain(temporaryPassword);
    });

    const user = await otherBrowser();
    await test.step("6. The user will receive an email with full login instructions including new system generated password.", async () => {
      expect(mail.text).toContain(`${stack.url}/sign-in`);
      expect(mail.text).toContain(jane.userName);
      await expect(signInToApi(stack.url, jane.userName, oldPassword)).rejects.toThrow();
      await signIn(user, jane.userName, temporaryPassword);
    });
    await test.step("The user chooses a password of their own, and is in.", async () => {
      await expect(user).toHaveURL(/\/change-password$/);
      await chooseNewPassword(user, ownPassword);
      await user.getByRole("link", { name: "Continue" }).click();
      await expectSignedIn(user, jane.name);
    });
    await test.step("The administrator sees that it worked.", async () => {
      await page.reload();
      await expect(card(page, "Recovery").getByText("Done: New password set")).toBeVisible();
    });
  });

  test("the new password may not be the mailed one", async ({ users, otherBrowser }) => {
    const jane = await users.withTemporaryPassword();
    const user = await otherBrowser({ ...jane, password: jane.temporaryPassword });
    await user.goto("/change-password");
    await user.getByLabel("New Password", { exact: true }).fill(jane.temporaryPassword);
    await user.getByLabel("Confirm New Password").fill(jane.temporaryPassword);
    await user.getByRole("button", { name: "Change Password" }).click();
    await expect(user.getByText("Not your current or temporary password: not met")).toBeVisible();
    await expect(user.getByLabel("New Password", { exact: true })).toBeFocused();
  });
});
