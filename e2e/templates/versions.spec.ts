import { saveTemplate, getTemplate } from "@latchkey/contract/templates.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { type Api, signInToApi } from "@latchkey/playwright/api.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { ownPassword } from "@latchkey/playwright/steps.ts";
import { openTemplate, part, resetTemplates, saveWithNote, write } from "@latchkey/playwright/templates.ts";

test.afterEach(({ administrator }) => resetTemplates(administrator));

const params = { key: "password-change-link", locale: "en" } as const;
const open = (page: Parameters<typeof openTemplate>[0]) =>
  openTemplate(page, "password-change-link", "Password Change Link");

/** Saves another subject, as somebody else does. */
async function saveSubject(administrator: Api, subject: string, note = "") {
  const { source, version } = await administrator.call(getTemplate, { params });
  return administrator.call(saveTemplate, { params, body: { ...source, subject, basedOn: version, note } });
}

test.describe("Versions of a template", () => {
  test("are listed, compared, and restored", async ({ page, administrator, users, mailbox }) => {
    const first = await saveSubject(administrator, "First words", "The first");
    await saveSubject(administrator, "Second words", "The second");
    await open(page);
    await page.getByRole("button", { name: "Versions" }).click();
    const list = page.getByRole("list", { name: "Versions" });
    await expect(list.getByRole("listitem").first()).toContainText("The second");
    await expect(list.getByRole("listitem").first()).toContainText("In force");
    await expect(list.getByRole("listitem").first()).toContainText("Riley Root");
    const comparison = page.getByRole("table", { name: /^Subject:/ });
    await expect(comparison).toContainText("Removed: First words");
    await expect(comparison).toContainText("Added: Second words");
    await page.getByRole("combobox", { name: "Before" }).click();
    await page.getByRole("option", { name: "Default" }).click();
    await expect(comparison).toContainText("Removed: Choose a new password for {{ productName }}");

    await page.getByRole("button", { name: `Restore version ${first.version}`, exact: true }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Restore" }).click();
    await expect(list.getByRole("listitem").first()).toContainText(`Restored from version ${first.version}`);
    await page.getByRole("button", { name: "Versions" }).click();
    await expect(part(page, "Subject")).toHaveText("First words");

    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    await mailbox.waitForMail({ to: jane.email, subject: "First words" });
  });

  test("Reset to Default asks first, and leads back to the built-in words", async ({
    page,
    administrator,
  }) => {
    await saveSubject(administrator, "Other words");
    await open(page);
    await expect(part(page, "Subject")).toHaveText("Other words");
    await page.getByRole("button", { name: "Reset to Default" }).click();
    const prompt = page.getByRole("alertdialog");
    await prompt.getByRole("button", { name: "Cancel" }).click();
    await expect(part(page, "Subject")).toHaveText("Other words");
    await page.getByRole("button", { name: "Reset to Default" }).click();
    await prompt.getByRole("button", { name: "Reset to Default" }).click();
    await expect(prompt).toBeHidden();
    await expect(part(page, "Subject")).toHaveText("Choose a new password for {{ productName }}");
    await expect(page.getByRole("button", { name: "Reset to Default" })).toBeDisabled();
  });

  test("a draft survives a reload, and is continued or discarded", async ({ page }) => {
    await open(page);
    await write(part(page, "Subject"), "Half a thought");
    await expect(page.getByText(/^Draft kept/)).toBeVisible();
    // The browser asks before it leaves unsaved changes.
    page.on("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await expect(page.getByText(/^You have a draft from/)).toBeVisible();
    await expect(part(page, "Subject")).toHaveText("Choose a new password for {{ productName }}");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(part(page, "Subject")).toHaveText("Half a thought");

    await page.reload();
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(page.getByText(/^You have a draft from/)).toBeHidden();
    await page.reload();
    await expect(part(page, "Subject")).toHaveText("Choose a new password for {{ productName }}");
    await expect(page.getByText(/^You have a draft from/)).toBeHidden();
  });

  test("leaving with unsaved changes is asked about, and keeps the draft", async ({ page }) => {
    await open(page);
    await write(part(page, "Subject"), "Half a thought");
    await page.getByRole("link", { name: "Users", exact: true }).click();
    const prompt = page.getByRole("alertdialog", { name: "Leave without saving?" });
    await prompt.getByRole("button", { name: "Stay" }).click();
    await expect(part(page, "Subject")).toHaveText("Half a thought");
    await page.getByRole("link", { name: "Template Manager" }).first().click();
    await prompt.getByRole("button", { name: "Leave" }).click();
    await expect(page.getByText("Draft, English")).toBeVisible();
  });

  test("what somebody else saved meanwhile is shown, compared, and nothing is lost: mine", async ({
    page,
    users,
    administrator,
    stack,
  }) => {
    const robin = await users.administrator({ password: ownPassword });
    const colleague = await signInToApi(stack.url, robin.userName, ownPassword);
    await open(page);
    await write(part(page, "Subject"), "My words");
    await saveSubject(colleague, "Their words", "Theirs");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Save", exact: true }).click();
    const conflict = page.getByRole("alert", { name: "Somebody else saved meanwhile" });
    await expect(conflict).toContainText("Theirs");
    await expect(part(page, "Subject")).toHaveText("My words");
    await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
    await conflict.getByRole("button", { name: "Compare" }).click();
    const comparison = page.getByRole("dialog", { name: "Theirs and mine" });
    await expect(comparison.getByRole("table")).toContainText("Removed: Their words");
    await expect(comparison.getByRole("table")).toContainText("Added: My words");
    await page.keyboard.press("Escape");
    await conflict.getByRole("button", { name: "Keep mine" }).click();
    await expect(conflict).toBeHidden();
    await saveWithNote(page, "Mine after all");
    await expect(part(page, "Subject")).toHaveText("My words");
    const { source } = await administrator.call(getTemplate, { params });
    expect(source.subject).toBe("My words");
  });

  test("and theirs", async ({ page, administrator }) => {
    await open(page);
    await write(part(page, "Subject"), "My words");
    await saveSubject(administrator, "Their words");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Save", exact: true }).click();
    // Saved by whoever looks, as in another tab.
    const conflict = page.getByRole("alert", { name: "Saved meanwhile under your name" });
    await conflict.getByRole("button", { name: "Take theirs" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Take theirs" }).click();
    await expect(part(page, "Subject")).toHaveText("Their words");
    await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
  });
});
