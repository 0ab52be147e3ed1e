import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { tabTo } from "@latchkey/playwright/keyboard.ts";
import { part, resetTemplates } from "@latchkey/playwright/templates.ts";

test.afterEach(({ administrator }) => resetTemplates(administrator));

test("A template is found, written, corrected, tried, saved and reset with the keyboard alone", async ({
  page,
  mailbox,
}) => {
  await page.goto("/templates");
  await tabTo(page, page.getByRole("link", { name: "Password Changed" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Password Changed" })).toBeFocused();

  await tabTo(page, part(page, "Subject"));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("News of {{ prod");
  await expect(page.getByRole("option", { name: "productName" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(part(page, "Subject")).toHaveText("News of {{ productName }}");

  await tabTo(page, page.getByRole("button", { name: "Insert placeholder" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(part(page, "Body")).toBeFocused();
  await expect(part(page, "Body")).toContainText("user.firstName");
  await page.keyboard.type("{{ nobody }}");

  const finding = page.getByRole("button", { name: /There is no placeholder “nobody”/ });
  await expect(finding).toBeVisible();
  await tabTo(page, finding);
  await page.keyboard.press("Enter");
  await expect(part(page, "Source")).toBeFocused();
  await page.keyboard.press("Control+ArrowRight");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText("<p>Your password was changed. {{ stopLink }}</p>");
  await expect(page.getByText("Nothing to correct")).toBeVisible();

  await tabTo(page, page.getByRole("button", { name: "Send test" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Send to")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Send test" })).toBeFocused();
  await mailbox.waitForMail({ to: "riley.root@acme.test", subject: "[Test] News of Latchkey" });

  await tabTo(page, page.getByRole("button", { name: "Save", exact: true }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Note (optional)")).toBeFocused();
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Version 1 by Riley Root")).toBeVisible();

  await tabTo(page, page.getByRole("button", { name: "Reset to Default" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Note (optional)")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(part(page, "Subject")).toHaveText("Your {{ productName }} password was changed");
});
