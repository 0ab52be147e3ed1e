import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { uniqueWord } from "@latchkey/playwright/people.ts";
import {
  openTemplate,
  part,
  previewedMail,
  resetTemplates,
  saveWithNote,
  showBodyAs,
  write,
} from "@latchkey/playwright/templates.ts";

test.afterEach(({ administrator }) => resetTemplates(administrator));

test.describe("A template in other languages", () => {
  test("has words of its own, which its readers get and nobody else", async ({
    page,
    users,
    administrator,
    mailbox,
  }) => {
    const word = uniqueWord();
    const [german, english] = [await users.active(), await users.active()];
    await administrator.call(updateUser, {
      params: { userId: german.id },
      body: { version: 1, language: "de" },
    });
    await openTemplate(page, "password-change-link", "Password Change Link");
    await write(part(page, "Subject"), "Kept in English");
    await page.getByRole("combobox", { name: "Language" }).click();
    await page.getByRole("option", { name: "Deutsch" }).click();
    await expect(page).toHaveURL(/\?language=de$/);
    await expect(previewedMail(page).getByText("Guten Tag Jane Okafor")).toBeVisible();
    await write(part(page, "Subject"), `Neues Passwort ${word}`);
    await saveWithNote(page, "");

    for (const { id } of [german, english])
      await administrator.call(sendPasswordChangeLink, { params: { userId: id }, body: {} });
    await mailbox.waitForMail({ to: german.email, subject: `Neues Passwort ${word}` });
    await mailbox.waitForMail({ to: english.email, subject: "Choose a new password for Latchkey" });

    await page.getByRole("combobox", { name: "Language" }).click();
    await page.getByRole("option", { name: "English" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(part(page, "Subject")).toHaveText("Kept in English");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("link", { name: "Template Manager" }).first().click();
    await expect(page.getByRole("row", { name: "Password Change Link" })).toContainText("Edited: Deutsch");
  });

  test("Arabic is written from right to left, in every view", async ({ page }) => {
    await openTemplate(page, "access-info", "Access Info", "ar");
    const direction = (name: Parameters<typeof part>[1]) =>
      part(page, name).evaluate((field) => getComputedStyle(field).direction);
    expect(await direction("Subject")).toBe("rtl");
    expect(await direction("Body")).toBe("rtl");
    await showBodyAs(page, "Source");
    expect(await direction("Source")).toBe("rtl");
    await showBodyAs(page, "Text part");
    expect(await direction("Text part")).toBe("rtl");
    await expect(previewedMail(page).locator("html")).toHaveAttribute("dir", "rtl");
    await showBodyAs(page, "Rich text");
    await part(page, "Body").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" مرحبا {{ use");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(previewedMail(page).getByText("مرحبا Okafor")).toBeVisible();
  });
});
