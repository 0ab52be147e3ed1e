import type { Page } from "playwright/test";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { pressUntilFocused, tabTo } from "@latchkey/playwright/keyboard.ts";
import type { Person } from "@latchkey/playwright/people.ts";
import { card } from "@latchkey/playwright/steps.ts";

test.describe("With the keyboard alone", () => {
  test("A: Send Password Change Link", async ({ page, users, mailbox }) => {
    const jane = await users.active();
    await findByKeyboard(page, jane);
    await chooseByKeyboard(page, "Send Password Change Link");
    await expect(page.getByRole("button", { name: "Send", exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alertdialog")).toBeHidden();
    await expect(page.getByRole("button", { name: "Actions", exact: true })).toBeFocused();
    await mailbox.waitForMail({ to: jane.email, subject: "Choose a new password for Latchkey" });
  });

  test("B: Generate New Password", async ({ page, users, mailbox }) => {
    const jane = await users.active();
    await findByKeyboard(page, jane);
    await chooseByKeyboard(page, "Generate New Password");
    const yes = page.getByRole("button", { name: "Yes", exact: true });
    await expect(yes).toBeFocused();
    // The focus stays inside the prompt, all around.
    for (let presses = 0; presses < 6; presses += 1) await page.keyboard.press("Tab");
    await tabTo(page, yes);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alertdialog")).toBeHidden();
    await mailbox.waitForMail({ to: jane.email, subject: "Your sign-in details for Latchkey" });
  });

  test("C: Generate a temporary password", async ({ page, users, mailbox }) => {
    const jane = await users.active();
    await findByKeyboard(page, jane);
    await tabTo(page, page.getByRole("button", { name: "Generate", exact: true }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "New temporary password" })).toBeFocused();
    const box = page.getByRole("checkbox", { name: "Send Email with Access Info to User" });
    await tabTo(page, box);
    await page.keyboard.press("Space");
    await expect(box).toBeChecked();
    await tabTo(page, page.getByRole("button", { name: "Save" }));
    await page.keyboard.press("Enter");
    await mailbox.waitForMail({ to: jane.email, subject: "Your sign-in details for Latchkey" });
    await expect(page.getByRole("textbox", { name: "New temporary password" })).toBeFocused();
    await tabTo(page, page.getByRole("button", { name: "Done" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Generate", exact: true })).toBeFocused();
    await expect(card(page, "Password")).toContainText("The user has a temporary password");
  });

  test("the slash finds a user from the record, and stays a slash in a field", async ({ page, users }) => {
    const jane = await users.active();
    // Of only one who is called that, Enter opens the record.
    await users.active();
    await page.goto(`/users/${jane.id}`);
    await page.getByLabel("Title").focus();
    await page.keyboard.type("A/B");
    await expect(page.getByLabel("Title")).toHaveValue("A/B");
    await page.getByRole("button", { name: "Cancel" }).press("Enter");
    await expect(page.getByLabel("Title")).toHaveValue("");
    await page.keyboard.press("/");
    await expect(page.getByRole("combobox", { name: "Find a user" })).toBeFocused();
    await page.keyboard.type("okafor");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL((url) => url.searchParams.get("search") === "okafor");
  });

  test("Skip to content leads past the rail", async ({ page }) => {
    await page.goto("/users");
    await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
  });
});

/** Finds a user from the list with the slash key and opens the record. */
async function findByKeyboard(page: Page, person: Person): Promise<void> {
  await page.goto("/users");
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search users" })).toBeFocused();
  await page.keyboard.type(person.userName);
  await expect(page.getByRole("table", { name: "Users" }).getByRole("rowheader")).toHaveCount(1);
  await tabTo(page, page.getByRole("link", { name: person.name }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: person.name })).toBeFocused();
}

async function chooseByKeyboard(page: Page, action: string): Promise<void> {
  await tabTo(page, page.getByRole("button", { name: "Actions", exact: true }));
  await page.keyboard.press("Enter");
  const item = page.getByRole("menuitem", { name: action, exact: true });
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await pressUntilFocused(page, "ArrowDown", item);
  await page.keyboard.press("Enter");
}
