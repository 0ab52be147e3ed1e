import { expect, type Locator, type Page } from "playwright/test";
import type { Person } from "./people.ts";

/** A password that a person in a story chooses. */
export const ownPassword = "seven lanterns over the harbour";

/** Opens the individual User record. */
export async function openRecord(page: Page, person: Pick<Person, "id" | "name">): Promise<void> {
  await page.goto(`/users/${person.id}`);
  await expect(page.getByRole("heading", { level: 1, name: person.name })).toBeVisible();
}

/** Puts the tab in the background: what it shows is not kept true there. */
export async function putOutOfSight(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, value: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
}

/** Chooses from the record's actions menu. */
export async function chooseAction(page: Page, action: string): Promise<void> {
  await page.getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

/** Confirms with the password of who acts what is done to a System Administrator's record. */
export async function confirmWithPassword(page: Page, password: string): Promise<void> {
  const prompt = page.getByRole("alertdialog", { name: "Confirm with Your Password" });
  await expect(prompt.getByLabel("Your current password")).toBeFocused();
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(prompt).toBeHidden();
}

/** Signs in on the sign-in page. */
export async function signIn(page: Page, userNameOrEmail: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await fillSignIn(page, userNameOrEmail, password);
}

/** Fills in the sign-in form that is open, and sends it. */
export async function fillSignIn(page: Page, userNameOrEmail: string, password: string): Promise<void> {
  await page.getByLabel("User name or email").fill(userNameOrEmail);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Chooses a new password on the reset page, or where a temporary one must be replaced. */
export async function chooseNewPassword(page: Page, password: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await page.getByLabel("New Password", { exact: true }).fill(password);
  await page.getByLabel("Confirm New Password").fill(password);
  await page.getByRole("button", { name: "Change Password" }).click();
  await expect(page.getByRole("heading", { name: "Your password has been changed." })).toBeVisible();
}

/** Expects the page of a person's own profile: they are in. */
export async function expectSignedIn(page: Page, name: string): Promise<void> {
  await expect(page).toHaveURL(/\/profile$/);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** A card of the user record. */
export function card(page: Page, title: string): Locator {
  return page.getByRole("region", { name: title, exact: true });
}
