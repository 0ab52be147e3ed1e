import { getSession } from "@latchkey/contract/sessions.ts";
import { getUser, updateUser } from "@latchkey/contract/users.ts";
import { signInToApi } from "@latchkey/playwright/api.ts";
import { expectAccessible, expectFitting } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { stopLinkIn } from "@latchkey/playwright/secrets.ts";
import { root } from "@latchkey/playwright/stack.ts";
import {
  chooseAction,
  confirmWithPassword,
  openRecord,
  ownPassword,
  putOutOfSight,
} from "@latchkey/playwright/steps.ts";

const title = "Confirm with Your Password";
const told = "Your Latchkey account has another email address";

test.describe("What is done to a System Administrator's account is confirmed with one's own password", () => {
  test("Save asks for it, by keyboard alone; a wrong one says so at the field, and nothing typed is lost", async ({
    page,
    users,
    administrator,
  }) => {
    const ada = await users.administrator();
    await openRecord(page, ada);
    await page.getByLabel("Title").fill("Head of Support");
    await page.keyboard.press("Enter");
    const prompt = page.getByRole("alertdialog", { name: title });
    const password = prompt.getByLabel("Your current password");
    await expect(password).toBeFocused();
    await expect(password).toHaveAttribute("type", "password");

    await page.keyboard.press("Enter");
    await expect(password).toHaveAccessibleDescription(/Enter your current password\./);
    await page.keyboard.type("a guess");
    await page.keyboard.press("Enter");
    await expect(password).toHaveAccessibleDescription(
      /The current password is not right\. Enter it again\./,
    );
    await expect(password).toBeFocused();
    await expect(password).toHaveValue("a guess");
    await expectAccessible(page);

    await page.keyboard.press("Escape");
    await expect(prompt).toBeHidden();
    await expect(page.getByLabel("Title")).toHaveValue("Head of Support");
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await confirmWithPassword(page, root.password);
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Save" })).toBeHidden();
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    const saved = await administrator.call(getUser, { params: { userId: ada.id } });
    expect(saved.title).toBe("Head of Support");
  });

  test("a refusal of the Save itself leads to its field, as without the prompt", async ({ page, users }) => {
    const jane = await users.active();
    const ada = await users.administrator();
    await openRecord(page, ada);
    const email = page.getByRole("textbox", { name: "Email" });
    await email.fill(jane.email);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alertdialog", { name: title })).toContainText(
      "The old and the new email address are told",
    );
    await confirmWithPassword(page, root.password);
    await expect(email).toBeFocused();
    await expect(email).toHaveAccessibleDescription("Another user has this email address.");
    await expect(email).toHaveValue(jane.email);
  });

  test("what somebody else saved meanwhile is told after the prompt, and the next Save asks again", async ({
    page,
    users,
    stack,
  }) => {
    const ada = await users.administrator();
    const robin = await users.administrator({ password: ownPassword });
    const colleague = await signInToApi(stack.url, robin.userName, ownPassword);
    await openRecord(page, ada);
    await putOutOfSight(page);
    await page.getByLabel("Title").fill("Head of Support");
    await page.getByRole("button", { name: "Save" }).click();
    const prompt = page.getByRole("alertdialog", { name: title });
    await expect(prompt).toBeVisible();
    const body = { version: 1, phone: "+44 20 7946 0100", currentPassword: ownPassword };
    await colleague.call(updateUser, { params: { userId: ada.id }, body });
    await confirmWithPassword(page, root.password);
    await expect(page.getByText("Somebody else changed this record")).toBeVisible();
    await expect(page.locator(":focus")).toContainText("Somebody else changed this record");
    await page.getByRole("button", { name: "Save" }).click();
    await confirmWithPassword(page, root.password);
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  });

  test("on one's own record, at 390 px; the old address is told and can take the new one off", async ({
    page,
    users,
    administrator,
    mailbox,
    otherBrowser,
  }) => {
    const ada = await users.administrator({ password: ownPassword });
    const own = await otherBrowser({ ...ada, password: ownPassword });
    await own.setViewportSize({ width: 390, height: 844 });
    await openRecord(own, ada);
    await own.getByRole("textbox", { name: "Email" }).fill(`new.${ada.email}`);
    await own.getByRole("button", { name: "Save" }).click();
    await expect(own.getByRole("alertdialog", { name: title })).toBeVisible();
    await expectFitting(own);
    await expectAccessible(own);
    await confirmWithPassword(own, ownPassword);
    await expect(own.getByText("Saved", { exact: true })).toBeVisible();
    await mailbox.waitForMail({ to: `new.${ada.email}`, subject: told });

    const reader = await otherBrowser();
    await reader.goto(stopLinkIn(await mailbox.waitForMail({ to: ada.email, subject: told })));
    await expect(reader.getByText("The new email address is taken off the account.")).toBeVisible();
    await expectAccessible(reader);
    await reader.getByRole("button", { name: "Stop it" }).click();
    await expect(reader.getByRole("heading", { name: "It is stopped." })).toBeVisible();

    await openRecord(page, ada);
    await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("");
    await expect(page.getByText(`the email was ${ada.email}`)).toBeVisible();
    await expect(page.getByText("address removed")).toBeVisible();
    const { session } = await administrator.call(getSession, {});
    expect(session).not.toBeNull();
  });

  test("a new administrator, and options A, B and C and the end of one", async ({ page, users, mailbox }) => {
    const ada = await users.administrator();
    await openRecord(page, ada);
    await chooseAction(page, "Send Password Change Link");
    let prompt = page.getByRole("alertdialog", { name: "Send Password Change Link" });
    await prompt.getByRole("button", { name: "Send" }).click();
    const password = prompt.getByLabel("Your current password");
    await expect(password).toBeFocused();
    await expect(password).toHaveAccessibleDescription(/Enter your current password\./);
    await expectAccessible(page);
    await password.fill("a guess");
    await prompt.getByRole("button", { name: "Send" }).click();
    await expect(password).toHaveAccessibleDescription(/not right/);
    await password.fill(root.password);
    await password.press("Enter");
    await expect(prompt).toBeHidden();
    await mailbox.waitForMail({ to: ada.email, subject: "Choose a new password for Latchkey" });

    await chooseAction(page, "Generate New Password");
    prompt = page.getByRole("alertdialog", { name: "Generate New Password" });
    await prompt.getByLabel("Your current password").fill(root.password);
    await prompt.getByRole("button", { name: "Yes" }).click();
    await expect(prompt).toBeHidden();

    await page.getByRole("button", { name: "Generate", exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await confirmWithPassword(page, root.password);
    await expect(page.getByRole("button", { name: "Done" })).toBeVisible();

    await chooseAction(page, "Delete User");
    prompt = page.getByRole("alertdialog", { name: "Delete User" });
    await prompt.getByRole("textbox", { name: "User Name" }).fill(ada.userName);
    await prompt.getByLabel("Your current password").fill("a guess");
    await prompt.getByRole("button", { name: "Delete" }).click();
    await expect(prompt.getByLabel("Your current password")).toHaveAccessibleDescription(/not right/);
    await expect(prompt.getByRole("textbox", { name: "User Name" })).toHaveValue(ada.userName);
    await prompt.getByLabel("Your current password").fill(root.password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();

    await page.goto("/users/new");
    await page.getByLabel("User Name").fill(`grace.${ada.userName}`);
    await page.getByLabel("Last Name").fill("Hopper");
    await page.getByRole("combobox", { name: "Type" }).click();
    await page.getByRole("option", { name: "System Administrator" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await confirmWithPassword(page, root.password);
    await expect(page.getByRole("heading", { level: 1, name: "Hopper" })).toBeVisible();
  });

  test("options A, B and C of a regular user ask for nothing", async ({ page, users }) => {
    const jane = await users.active();
    await openRecord(page, jane);
    await chooseAction(page, "Send Password Change Link");
    const prompt = page.getByRole("alertdialog", { name: "Send Password Change Link" });
    await expect(prompt.getByRole("button", { name: "Send" })).toBeFocused();
    await expect(prompt.getByLabel("Your current password")).toHaveCount(0);
    await page.keyboard.press("Enter");
    await expect(prompt).toBeHidden();
    await page.getByLabel("Title").fill("Team Lead");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  });
});
