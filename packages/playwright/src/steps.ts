import { signIn as signInRoute } from "@latchkey/contract/sign-in.ts";
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
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

/** Option A: sends the user of the record that is open a mail with a link, and waits until the mail service has taken it. */
export async function sendPasswordChangeLink(page: Page): Promise<void> {
  await chooseAction(page, "Send Password Change Link");
  await confirmIn(page, "Send Password Change Link", "Send");
  await expectRecovery(page, "accepted by the mail service");
}

/** Option B: mails the user of the record that is open a new password, and waits until it works instead of the old one. */
export async function generateNewPassword(page: Page): Promise<void> {
  await chooseAction(page, "Generate New Password");
  await confirmIn(page, "Generate New Password", "Yes");
  await expectRecovery(page, "accepted by the mail service");
}

/** Option C, as far as the phone: generates a temporary password and returns it. It works once `saveRecord` has saved it. */
export async function generateTemporaryPassword(page: Page): Promise<string> {
  const field = page.getByRole("textbox", { name: "New temporary password" });
  const before = (await field.isVisible()) ? await field.inputValue() : "";
  await card(page, "Password").getByRole("button", { name: "Generate", exact: true }).click();
  await expect(field).not.toHaveValue(before);
  await expect(field).toBeFocused();
  return field.inputValue();
}

/** Saves the record, with a temporary password that was generated and all other changes. */
export async function saveRecord(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("region", { name: "Unsaved changes" })).toBeHidden();
}

/** Confirms in the prompt with this title. */
export async function confirmIn(page: Page, title: string, confirm: string): Promise<void> {
  const prompt = page.getByRole("alertdialog", { name: title });
  await prompt.getByRole("button", { name: confirm, exact: true }).click();
  await expect(prompt).toBeHidden();
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
  // Whoever goes to another page before the answer has not signed in.
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === signInRoute.path);
  await fillSignIn(page, userNameOrEmail, password);
  await answered;
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

/** What can become of a recovery, as its timeline on the record says it, small letters or capitals. */
export type RecoveryState =
  | "link sent"
  | "password generated"
  | "temporary password saved"
  | "accepted by the mail service"
  | "delivered"
  | "page opened"
  | "signed in"
  | "new password set"
  | "revoked"
  | "replaced"
  | "expired";

/**
 * Expects the newest recovery of the record that is open to have come so far, or waits until it has: the record is kept true
 * by itself. A step that still lies ahead does not count.
 */
export async function expectRecovery(page: Page, state: RecoveryState): Promise<void> {
  const newest = card(page, "Recovery").getByRole("list").getByRole("list").first();
  const reached = newest.getByRole("listitem", {
    name: new RegExp(`^(?:Done|Ended): (?:Link |New link |New password |Temporary password )?${state}`, "i"),
  });
  await expect(reached).toBeVisible();
}
