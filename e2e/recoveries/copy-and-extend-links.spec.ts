import { getSession } from "@latchkey/contract/sessions.ts";
import { listRecoveries } from "@latchkey/contract/recoveries.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import type { Page } from "playwright/test";
import { expectAccessible } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { expectForgotten } from "@latchkey/playwright/heap.ts";
import {
  card,
  chooseAction,
  chooseNewPassword,
  openRecord,
  ownPassword,
} from "@latchkey/playwright/steps.ts";
import { root } from "@latchkey/playwright/stack.ts";

test.describe("Copy link", () => {
  test("the administrator gets a link once, the user is told, and it works", async ({
    page,
    users,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();
    await openRecord(page, jane);
    await chooseAction(page, "Copy link");
    const prompt = page.getByRole("alertdialog", { name: "Copy link" });
    await expect(prompt).toHaveAccessibleDescription(/No email carries it/);
    await expectAccessible(page);
    await prompt.getByRole("button", { name: "Make link" }).click();

    const field = page.getByRole("textbox", { name: "New password change link" });
    await expect(field).toBeFocused();
    const link = await field.inputValue();
    const token = new URL(link).hash.slice(1);
    await expect(card(page, "Recovery")).toContainText("Link copied by Riley Root");
    await expectAccessible(page);
    const notice = await mailbox.waitForMail({ to: jane.email });
    expect(notice.subject).toBe("An administrator made a link to change your Latchkey password");

    const user = await otherBrowser();
    await user.goto(link);
    await user.getByLabel("New Password", { exact: true }).click();
    await expect(card(page, "Recovery")).toContainText("Done: Page opened");
    await expect(field).toBeVisible();
    await chooseNewPassword(user, ownPassword);
    await expect(card(page, "Recovery")).toContainText("Done: New password set");
    await expect(field).toBeHidden();
    await expectForgotten(page, { token });
  });

  const endings: [string, (page: Page) => Promise<unknown>][] = [
    ["Done", (page) => page.getByRole("button", { name: "Done" }).click()],
    [
      "leaving the record",
      async (page) => {
        await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
      },
    ],
    [
      "Revoke",
      async (page) => {
        await page.getByRole("button", { name: "Revoke" }).click();
        await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
      },
    ],
  ];
  for (const [what, end] of endings) {
    test(`nothing of it stays in memory after ${what}`, async ({ page, users }) => {
      await openRecord(page, await users.active());
      await chooseAction(page, "Copy link");
      await page.getByRole("button", { name: "Make link" }).click();
      const field = page.getByRole("textbox", { name: "New password change link" });
      const token = new URL(await field.inputValue()).hash.slice(1);
      await page.getByRole("button", { name: "Hide" }).click();
      await page.getByRole("button", { name: "Hide" }).click();
      await page.getByRole("button", { name: "Copy", exact: true }).click();
      await end(page);
      await expect(field).toBeHidden();
      await expectForgotten(page, { token });
    });
  }

  test("of a System Administrator needs one's own password, and is not offered for oneself", async ({
    page,
    users,
    administrator,
  }) => {
    const mary = await users.administrator();
    await openRecord(page, mary);
    await chooseAction(page, "Copy link");
    await page.getByLabel("Your current password").fill(root.password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "New password change link" })).toBeFocused();
    const { recoveries } = await administrator.call(listRecoveries, { params: { userId: mary.id } });
    expect(recoveries).toHaveLength(1);

    const { session } = await administrator.call(getSession, {});
    await openRecord(page, { id: session!.user.id, name: "Riley Root" });
    await page.getByRole("button", { name: "Actions", exact: true }).click();
    const item = page.getByRole("menuitem", { name: "Copy link", exact: true });
    await expect(item).toHaveAttribute("aria-disabled", "true");
    await expect(item).toHaveAccessibleDescription(/This is your own account/);
  });
});

test("Extend: an open link gets more time, the user is told, and the focus stays at its line", async ({
  page,
  users,
  mailbox,
  clock,
}) => {
  const jane = await users.active();
  await openRecord(page, jane);
  await chooseAction(page, "Send Password Change Link");
  await page.getByRole("alertdialog").getByRole("button", { name: "Send", exact: true }).click();
  const mail = await mailbox.waitForMail({ to: jane.email });
  expect(firstLink(mail)).toContain("/reset-password#");
  await clock.advance(5);

  await page.getByRole("button", { name: "Extend" }).click();
  const prompt = page.getByRole("alertdialog", { name: "Extend link" });
  await expect(prompt.getByRole("definition").filter({ hasText: jane.email })).toBeVisible();
  await expectAccessible(page);
  await prompt.getByRole("button", { name: "Extend" }).click();

  await expect(prompt).toBeHidden();
  await expect(card(page, "Recovery")).toContainText("Done: Link extended");
  await expect(page.getByRole("button", { name: "Extend" })).toBeHidden();
  await expect(card(page, "Recovery").locator("summary").first()).toBeFocused();
  const notice = await mailbox.waitForMail({ to: jane.email, after: mail });
  expect(notice.subject).toBe("Your link to change the Latchkey password works longer");
});
