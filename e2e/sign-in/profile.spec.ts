import { getSession } from "@latchkey/contract/sessions.ts";
import type { Locator, Page } from "playwright/test";
import { signInToApi } from "@latchkey/playwright/api.ts";
import { expectAccessible } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { card, signIn } from "@latchkey/playwright/steps.ts";

const password = "a kettle under the blue stairs";

test("Language, Time Zone and Theme are one's own to set, and follow the account", async ({
  users,
  otherBrowser,
  stack,
}) => {
  const jane = await users.active({ password });
  const user = await otherBrowser({ ...jane, password });
  await user.goto("/profile");
  const preferences = card(user, "Preferences");
  const save = preferences.getByRole("button", { name: "Save" });
  await expect(preferences.getByRole("combobox", { name: "Language" })).toHaveText("As in the browser");
  await expect(save).toBeDisabled();
  await choose(user, "Language", "Deutsch");
  await choose(user, "Time Zone", "Asia/Tokyo");
  await choose(user, "Theme", "Dark");

  await save.click();
  await expect(user.getByText("Saved", { exact: true })).toBeVisible();
  await expect(user.locator("html")).toHaveAttribute("data-theme", "dark");
  const api = await signInToApi(stack.url, jane.userName, password);
  expect((await api.call(getSession, {})).session?.user).toMatchObject({
    language: "de",
    timeZone: "Asia/Tokyo",
    theme: "dark",
  });

  // The page speaks the new language at once.
  await expect(user.locator("html")).toHaveAttribute("lang", "de");
  await expect(user).toHaveTitle("Profil · Latchkey");
  const inGerman = card(user, "Einstellungen");
  await expect(inGerman.getByRole("button", { name: "Speichern" })).toBeDisabled();
  await chooseIn(inGerman, "Sprache", "Wie im Browser");
  await inGerman.getByRole("button", { name: "Speichern" }).click();
  await expect(user).toHaveTitle("Profile · Latchkey");
  await expect(save).toBeDisabled();
  expect((await api.call(getSession, {})).session?.user).toMatchObject({ language: null, theme: "dark" });
});

test("the keys of one sign can be turned off, and stay off for the account", async ({
  users,
  otherBrowser,
  stack,
}) => {
  const kim = await users.administrator({ password });
  const page = await otherBrowser({ ...kim, password });
  await page.goto("/profile");
  const finder = page.getByRole("combobox", { name: "Find a user" });
  const heading = page.getByRole("heading", { level: 1 });
  const keys = page.getByRole("dialog", { name: "Keys" });
  await heading.focus();
  await page.keyboard.press("?");
  await expect(keys).toContainText("can be turned off in your profile");
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await expect(finder).toHaveAttribute("aria-keyshortcuts", "/");

  await card(page, "Preferences").getByRole("checkbox", { name: "Keys of one sign" }).uncheck();
  await expectAccessible(page);
  await card(page, "Preferences").getByRole("button", { name: "Save" }).click();
  await expect(finder).not.toHaveAttribute("aria-keyshortcuts");
  await heading.focus();
  await page.keyboard.type("/?");
  await expect(heading).toBeFocused();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("keys");
  await page.getByRole("option", { name: /^Keys/ }).click();
  await expect(keys).toContainText("are turned off. Your profile turns them on again.");
  await expect(keys).not.toContainText("Find a user");
  const api = await signInToApi(stack.url, kim.userName, password);
  expect((await api.call(getSession, {})).session?.user.oneSignKeys).toBe(false);
});

test("who can't correct their own data is told whom to ask, and a System Administrator is led to their record", async ({
  page,
  users,
  otherBrowser,
}) => {
  const user = await otherBrowser({ ...(await users.active({ password })), password });
  await user.goto("/profile");
  await expect(card(user, "Profile")).toContainText("ask your System Administrator");

  await page.goto("/profile");
  await expect(page.getByRole("main")).not.toContainText("your System Administrator");
  await card(page, "Profile").getByRole("link", { name: "Correct this on your user record" }).click();
  await expect(page.getByLabel("User Name")).toHaveValue("root.admin");
});

test("leaving the profile with unsaved preferences asks first", async ({ page }) => {
  await page.goto("/users");
  await page.getByRole("button", { name: "Riley Root", exact: true }).click();
  await page.getByRole("menuitem", { name: "Riley Root" }).click();
  await choose(page, "Theme", "Dark");
  await page.goBack();
  const prompt = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await prompt.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
});

test("a theme chosen in the menu is there on another machine, before the first page shows", async ({
  users,
  otherBrowser,
}) => {
  const jane = await users.active({ password });
  const user = await otherBrowser({ ...jane, password });
  await user.goto("/profile");
  const saved = user.waitForResponse((response) => response.url().endsWith("/api/me"));
  await user.getByRole("button", { name: jane.name, exact: true }).click();
  await user.getByRole("menuitem", { name: "Dark" }).click();
  await expect(user.locator("html")).toHaveAttribute("data-theme", "dark");
  expect((await saved).status()).toBe(204);

  const elsewhere = await otherBrowser();
  await signIn(elsewhere, jane.userName, password);
  await expect(elsewhere.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
  expect(await elsewhere.locator("html").getAttribute("data-theme")).toBe("dark");
  // From now on this machine knows, whether the server answers or not.
  await elsewhere.route("**/api/**", () => {});
  await elsewhere.reload({ waitUntil: "commit" });
  await expect(elsewhere.locator("html")).toHaveAttribute("data-theme", "dark");
});

async function choose(page: Page, label: string, option: string): Promise<void> {
  await chooseIn(card(page, "Preferences"), label, option);
}

async function chooseIn(preferences: Locator, label: string, option: string): Promise<void> {
  const field = preferences.getByRole("combobox", { name: label });
  await field.click();
  await preferences.page().getByRole("option", { name: option, exact: true }).click();
  await expect(field).toHaveText(option);
}
