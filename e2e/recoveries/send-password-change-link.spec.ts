import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import type { Locator } from "playwright/test";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import {
  card,
  chooseAction,
  chooseNewPassword,
  expectSignedIn,
  fillSignIn,
  ownPassword,
} from "@latchkey/playwright/steps.ts";

test.describe("Option A: Send Password Change Link", () => {
  test("the user gets a link, chooses a password with it, and is back in", async ({
    page,
    users,
    mailbox,
    clock,
    otherBrowser,
  }) => {
    const jane = await users.active();

    await test.step("1. Open the individual User record.", async () => {
      await page.goto("/users");
      await page.getByRole("searchbox", { name: "Search users" }).fill(jane.userName);
      await page.getByRole("link", { name: jane.name }).click();
      await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
    });
    await test.step("2. Confirm the Is Active field is selected.", async () => {
      await expect(page.getByRole("checkbox", { name: "Is Active" })).toBeChecked();
    });
    await test.step("3. Click Send Password Change Link.", async () => {
      await chooseAction(page, "Send Password Change Link");
    });
    const prompt = page.getByRole("alertdialog", { name: "Send Password Change Link" });
    await test.step("4. A prompt will appear.", async () => {
      await expect(prompt).toHaveAccessibleDescription(
        "An email with a unique link will be sent to the user allowing them to change their password. The link will expire after a specific amount of time.",
      );
      await expect(prompt.getByRole("definition").filter({ hasText: jane.email })).toBeVisible();
      await expectMoment(prompt.getByRole("time"), clock.now() + 24 * 3_600_000);
    });
    await test.step("5. Click Send to proceed.", async () => {
      await prompt.getByRole("button", { name: "Send", exact: true }).click();
      await expect(prompt).toBeHidden();
      await expect(card(page, "Recovery").getByText("Accepted by the mail service")).toBeVisible();
    });

    const user = await otherBrowser();
    await test.step("6. The user will receive an email containing a link to a page that will allow them to create a new password.", async () => {
      const mail = await mailbox.waitForMail({
        to: jane.email,
        subject: "Choose a new password for Latchkey",
      });
      await user.goto(firstLink(mail));
      await expect(user.getByText(`For ${jane.userName}`)).toContainText("An administrator sent this link");
      await expect(user.getByText(jane.email)).toBeHidden();
      await chooseNewPassword(user, ownPassword);
      // Used up, so it must not stay in the history of a shared computer.
      expect(new URL(user.url()).hash).toBe("");
    });
    await test.step("The user signs in with the new password.", async () => {
      await user.getByRole("link", { name: "Sign in" }).click();
      await fillSignIn(user, jane.userName, ownPassword);
      await expectSignedIn(user, jane.name);
    });
    await test.step("The administrator sees that it worked.", async () => {
      await page.reload();
      await expect(card(page, "Recovery").getByText("Done: New password set")).toBeVisible();
      await expect(page.getByText("The user has a password of their own.")).toBeVisible();
    });
  });
});

/** A moment as the administrator's browser tells it (playwright.config.ts). */
const administratorsClock = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "numeric",
  minute: "2-digit",
  timeZoneName: "short",
  timeZone: "Asia/Kolkata",
});

/** Expects a moment (milliseconds since 1970, give or take a minute), told exactly and in the administrator's time zone. */
async function expectMoment(time: Locator, expected: number): Promise<void> {
  const at = Date.parse((await time.getAttribute("datetime")) ?? "");
  expect(Math.abs(at - expected)).toBeLessThan(60_000);
  await expect(time).toContainText(administratorsClock.format(at));
}
