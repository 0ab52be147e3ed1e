import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import type { Page } from "playwright/test";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import {
  card,
  chooseAction,
  chooseNewPassword,
  openRecord,
  ownPassword,
} from "@latchkey/playwright/steps.ts";

test("whoever waits for a step of a recovery by its words is not told too soon", async ({
  page,
  users,
  mailbox,
  otherBrowser,
}) => {
  const jane = await users.active();
  await openRecord(page, jane);
  await chooseAction(page, "Send Password Change Link");
  await page.getByRole("button", { name: "Send", exact: true }).click();

  await test.step("A toast is a status with a name, and no dialog.", async () => {
    await expect(page.getByRole("status", { name: "Password change link sent" })).toBeVisible();
    await expect(page.getByRole("alertdialog")).toBeHidden();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Dismiss" })).toBeVisible();
  });

  const recovery = card(page, "Recovery").getByRole("group", { name: "Password change link" });
  const link = firstLink(await mailbox.waitForMail({ to: jane.email }));
  await expect(
    recovery.getByRole("listitem", { name: "Waiting: The user sets a new password" }),
  ).toBeVisible();
  for (const done of ["New password set", "Page opened"]) {
    await expect(page.getByText(done)).toHaveCount(0);
    await expect(page.getByRole("listitem", { name: done })).toHaveCount(0);
  }

  const user = await otherBrowser();
  await user.goto(link);
  await chooseNewPassword(user, ownPassword);
  await expect(recovery.getByRole("listitem", { name: "Done: Page opened" })).toBeVisible();
  await expect(recovery.getByRole("listitem", { name: "New password set" })).toBeVisible();

  await test.step("Folded away, it says who sent the link and who set the password.", async () => {
    await recovery.getByText("Password change link", { exact: true }).click();
    await expect(recovery).toContainText("Sent by Riley Root · New password set by the user");
    await expect(recovery).not.toContainText(/set (?:· )?by Riley/);
  });
});

test("a field is found by its label alone: no button, box or other field answers to it", async ({
  page,
  users,
  otherBrowser,
}) => {
  const visitor = await otherBrowser();
  await visitor.goto("/sign-in");
  await visitor.getByLabel("Password").fill("anything");
  await visitor.getByRole("button", { name: "Show password" }).click();
  await expect(visitor.getByLabel("Password")).toHaveValue("anything");
  await expect(visitor.getByRole("button", { name: "Show password", pressed: true })).toBeVisible();

  await page.goto("/users/new");
  await page.getByLabel("Email").fill("jane@acme.test");
  const box = page.getByRole("checkbox", { name: "Send Email with Access Info to User" });
  await expect(box).toBeChecked();
  await box.uncheck();
  await expect(box).not.toBeChecked();
  await page.getByText("Send Email with Access Info to User").click();
  await expect(box).toBeChecked();
  await box.press("Space");
  await expect(box).not.toBeChecked();
  await expect(box).toHaveAccessibleDescription(/made and mailed/);

  await openRecord(page, await users.active());
  await expect(page.getByLabel("Email")).toHaveCount(1);
  expect(await ambiguousLabels(page)).toEqual([]);
});

test("Enter in the box that sends Access Info sends the form, and does not untick it", async ({ page }) => {
  await page.goto("/users/new");
  await page.getByLabel("Email").fill("jane@acme.test");
  const box = page.getByRole("checkbox", { name: "Send Email with Access Info to User" });
  await box.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Enter a user name.");
  await expect(box).toBeChecked();
});

/** Labels of the page's fields by which more than that field is found; a part of the page may hold what it is named after. */
async function ambiguousLabels(page: Page): Promise<string[]> {
  const labels = await page.getByRole("main").locator("label").allTextContents();
  const ambiguous: string[] = [];
  for (const label of new Set(labels)) {
    const found = page.getByLabel(label).and(page.locator("input, select, textarea, button"));
    if ((await found.count()) > 1) ambiguous.push(label);
  }
  return ambiguous;
}
