import type { Page } from "playwright/test";
import { countPresses } from "@latchkey/playwright/count-presses.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { pressUntilFocused } from "@latchkey/playwright/keyboard.ts";
import { uniqueWord } from "@latchkey/playwright/people.ts";
import { root } from "@latchkey/playwright/stack.ts";
import { card, fillSignIn } from "@latchkey/playwright/steps.ts";

test.describe("From sign-in to accepted", () => {
  for (const { option, title, keys } of [
    { option: "Send Password Change Link", title: "Password change link", keys: [] },
    { option: "Generate New Password", title: "Generated password", keys: ["ArrowDown"] },
  ]) {
    test(`${option}: at most 12 key presses`, async ({ users, otherBrowser }) => {
      const jane = await users.active();
      const page = await otherBrowser();
      await signInAsRoot(page);
      const presses = await countPresses(page);
      await page.keyboard.press("/");
      await expect(page.getByRole("searchbox", { name: "Search users" })).toBeFocused();
      // As much of a name as tells her from everybody else here.
      await page.keyboard.type(jane.userName.slice("jane.".length, "jane.".length + 5));
      await page.keyboard.press("Control+Enter");
      await expect(page.getByRole("menuitem").first()).toBeFocused();
      for (const key of keys) await page.keyboard.press(key);
      await expect(page.getByRole("menuitem", { name: option, exact: true })).toBeFocused();
      await page.keyboard.press("Enter");
      const confirm = page.getByRole("alertdialog", { name: option }).getByRole("button").last();
      await expect(confirm).toBeFocused();
      await page.keyboard.press("Enter");
      await expectAccepted(page, title);
      expect(presses.clicks).toBe(0);
      expect(presses.keys).toBeLessThanOrEqual(12);
    });

    test(`${option}: at most 3 clicks`, async ({ users, otherBrowser }) => {
      // First in the list, as everybody is in a small installation.
      const jane = await users.active({ firstName: "Aa", lastName: `Aa ${uniqueWord()}` });
      const page = await otherBrowser();
      await signInAsRoot(page);
      const presses = await countPresses(page);
      await page.getByRole("button", { name: `Actions for ${jane.name}` }).click();
      await page.getByRole("menuitem", { name: option, exact: true }).click();
      const confirm = page.getByRole("alertdialog", { name: option }).getByRole("button").last();
      await expect(confirm).not.toHaveCSS("pointer-events", "none");
      await confirm.click();
      await expectAccepted(page, title);
      expect(presses.keys).toBe(0);
      expect(presses.clicks).toBeLessThanOrEqual(3);
    });
  }
});

test("Go to Generate leads from the row, from the record's menu and from the palette to the one Generate", async ({
  page,
  users,
}) => {
  const jane = await users.active();
  const generate = page.getByRole("button", { name: "Generate", exact: true });
  await page.goto(`/users?search=${jane.userName}`);
  await page.getByRole("button", { name: `Actions for ${jane.name}` }).press("Enter");
  const item = page.getByRole("menuitem", { name: "Go to Generate", exact: true });
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await pressUntilFocused(page, "ArrowDown", item);
  await page.keyboard.press("Enter");
  await expect(generate).toBeFocused();
  await expect(generate).toBeInViewport();
  await expect(page.getByRole("textbox", { name: "New temporary password" })).toHaveCount(0);

  await page.getByRole("button", { name: "Actions", exact: true }).press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await pressUntilFocused(page, "ArrowDown", item);
  await page.keyboard.press("Enter");
  await expect(generate).toBeFocused();

  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("go to gen");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(generate).toBeFocused();
});

test("what a row's menu asks for is asked once: not when the page is loaded again, nor on the way back", async ({
  page,
  users,
}) => {
  const jane = await users.active();
  await page.goto(`/users?search=${jane.userName}`);
  await page.getByRole("button", { name: `Actions for ${jane.name}` }).click();
  await page.getByRole("menuitem", { name: "Send Password Change Link" }).click();
  const prompt = page.getByRole("alertdialog");
  await expect(prompt).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
  await expect(page.getByRole("button", { name: "Actions", exact: true })).toBeVisible();
  await expect(prompt).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("table", { name: "Users" })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
  await expect(prompt).toHaveCount(0);
});

test("Enter held down opens the record with its actions, and nothing further", async ({ page, users }) => {
  const jane = await users.active();
  await page.goto(`/users?search=${jane.userName}`);
  await page.getByRole("searchbox", { name: "Search users" }).focus();
  await page.keyboard.down("Control");
  await page.keyboard.down("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.up("Control");
  await page.keyboard.down("Enter");
  await page.keyboard.down("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
});

test("the menu of an inactive user begins with its first item and its reason", async ({ page, users }) => {
  const ina = await users.inactive();
  await page.goto(`/users/${ina.id}`);
  const first = page.getByRole("menuitem").first();
  const actions = page.getByRole("button", { name: "Actions", exact: true });
  for (const key of ["Enter", "Enter", "ArrowDown"]) {
    await actions.press(key);
    await expect(first).toBeFocused();
    await expect(first).toHaveAccessibleName("Send Password Change Link");
    await expect(first).toHaveAccessibleDescription(
      "The user is not active. Select Is Active and save first.",
    );
    await page.keyboard.press("Escape");
    await expect(first).toBeHidden();
  }
  await page.goto(`/users?search=${ina.userName}&status=all`);
  await page.getByRole("button", { name: `Actions for ${ina.name}` }).press("Enter");
  await expect(first).toBeFocused();
  await expect(first).toHaveAttribute("aria-disabled", "true");
});

async function signInAsRoot(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await fillSignIn(page, root.userName, root.password);
  await expect(page.getByRole("table", { name: "Users" })).toBeVisible();
}

async function expectAccepted(page: Page, title: string): Promise<void> {
  await expect(
    card(page, "Recovery")
      .getByRole("list", { name: title })
      .getByText(/accepted|Delivered/i)
      .first(),
  ).toBeVisible();
}
