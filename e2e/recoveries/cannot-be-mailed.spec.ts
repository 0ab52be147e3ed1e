import { listRecoveries } from "@latchkey/contract/recoveries.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import type { Locator, Page } from "playwright/test";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { signInToApi } from "@latchkey/playwright/api.ts";
import { passwordIn } from "@latchkey/playwright/secrets.ts";
import { card, chooseAction, openRecord } from "@latchkey/playwright/steps.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";

test.describe("The mail goes out only if the user is active and has a valid email address", () => {
  test("an inactive user: the items stay in the menu, disabled, with the reason", async ({ page, users }) => {
    await openRecord(page, await users.inactive());
    const reason = "The user is not active. Select Is Active and save first.";
    await expectDisabledAction(page, "Send Password Change Link", reason);
    await expectDisabledAction(page, "Generate New Password", reason);

    const generate = card(page, "Password").getByRole("button", { name: "Generate", exact: true });
    await expect(generate).toBeDisabled();
    await expect(generate).toHaveAccessibleDescription("The user is not active. Select Is Active first.");
  });

  test("a user without an address: A and B are disabled; C works, without its mail", async ({
    page,
    users,
    stack,
  }) => {
    const jane = await users.mailless();
    await openRecord(page, jane);
    const reason = "The user has no email address. Enter one and save first.";
    await expectDisabledAction(page, "Send Password Change Link", reason);
    await expectDisabledAction(page, "Generate New Password", reason);

    await card(page, "Password").getByRole("button", { name: "Generate", exact: true }).click();
    const password = await page.getByRole("textbox", { name: "New temporary password" }).inputValue();
    const box = page.getByRole("checkbox", { name: "Send Email with Access Info to User" });
    await expect(box).toBeDisabled();
    await expect(box).toHaveAccessibleDescription("There is no email address. Enter one first.");

    // In C the address of the same Save is what counts.
    await page.getByLabel("Email", { exact: true }).fill(`${jane.userName}@acme.test`);
    await expect(box).toBeEnabled();
    await page.getByLabel("Email", { exact: true }).fill("");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("button", { name: "Done" })).toBeVisible();
    await expect(signInToApi(stack.url, jane.userName, password)).resolves.toBeTruthy();
  });

  test("A and B act on the saved record, and say so while there are unsaved changes", async ({
    page,
    users,
  }) => {
    await openRecord(page, await users.active());
    await page.getByLabel("Title").fill("Team Lead");
    const reason = "This acts on the saved record. Save or cancel your changes first.";
    await expectDisabledAction(page, "Send Password Change Link", reason);
    await expectDisabledAction(page, "Generate New Password", reason);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Actions", exact: true }).click();
    await expect(action(page, "Send Password Change Link")).toBeEnabled();
  });

  test("on one's own record B and C are disabled", async ({ page, administrator }) => {
    const { session } = await administrator.call(getSession, {});
    await openRecord(page, { id: session!.user.id, name: "Riley Root" });
    const reason = "This is your own account. Use Change Password in your profile.";
    await expectDisabledAction(page, "Generate New Password", reason);
    const generate = card(page, "Password").getByRole("button", { name: "Generate", exact: true });
    await expect(generate).toBeDisabled();
    await expect(generate).toHaveAccessibleDescription(reason);
  });
});

test("Cancel and Escape change nothing", async ({ page, users, administrator, mailbox, stack }) => {
  const password = "a kettle under the blue stairs";
  const jane = await users.active({ password });
  const { recoveries } = await administrator.call(listRecoveries, { params: { userId: jane.id } });
  await openRecord(page, jane);
  for (const name of ["Send Password Change Link", "Generate New Password"]) {
    const prompt = page.getByRole("alertdialog", { name });
    await chooseAction(page, name);
    await prompt.getByRole("button", { name: "Cancel" }).click();
    await expect(prompt).toBeHidden();
    await chooseAction(page, name);
    await expect(prompt).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(prompt).toBeHidden();
    await expect(page.getByRole("button", { name: "Actions", exact: true })).toBeFocused();
  }

  const after = await administrator.call(listRecoveries, { params: { userId: jane.id } });
  expect(after.recoveries).toEqual(recoveries);
  const subjects = (await mailbox.mails({ to: jane.email })).map(({ subject }) => subject);
  expect(subjects).not.toContain("Choose a new password for Latchkey");
  expect(subjects).not.toContain("Your sign-in details for Latchkey");
  await expect(signInToApi(stack.url, jane.userName, password)).resolves.toBeTruthy();
});

test.describe("While the mail service is down", () => {
  test("a link waits with the reason in words, and goes out by itself", async ({
    page,
    users,
    mailbox,
    clock,
    otherBrowser,
  }) => {
    const jane = await users.active();
    await openRecord(page, jane);
    await mailbox.setFault({ kind: "down" });
    await chooseAction(page, "Send Password Change Link");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page.getByText("Mail queued. The mail service is down.")).toBeVisible();
    const recovery = card(page, "Recovery");
    await expect(recovery.getByText("Now: Mail queued")).toBeVisible();
    await expect(recovery.getByText("The mail service is down. · Next attempt")).toBeVisible();

    await mailbox.setFault({ kind: "none" });
    await clock.advance(6);
    await expect(recovery.getByText("Done: Accepted by the mail service")).toBeVisible();
    const user = await otherBrowser();
    await user.goto(firstLink(await mailbox.waitForMail({ to: jane.email })));
    await expect(user.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  });

  test("the old password keeps working until the mail with the new one is accepted", async ({
    page,
    users,
    mailbox,
    clock,
    stack,
  }) => {
    const oldPassword = "a kettle under the blue stairs";
    const jane = await users.active({ password: oldPassword });
    await openRecord(page, jane);
    await mailbox.setFault({ kind: "down" });
    await chooseAction(page, "Generate New Password");
    await page.getByRole("button", { name: "Yes", exact: true }).click();
    const recovery = card(page, "Recovery");
    await expect(recovery.getByText("Now: Mail queued")).toBeVisible();
    await expect(recovery.getByText("Waiting: New password takes effect")).toBeVisible();
    await expect(signInToApi(stack.url, jane.userName, oldPassword)).resolves.toBeTruthy();

    await mailbox.setFault({ kind: "none" });
    await clock.advance(6);
    await expect(recovery.getByText("Done: Accepted by the mail service")).toBeVisible();
    await expect(signInToApi(stack.url, jane.userName, oldPassword)).rejects.toThrow();
    const mail = await mailbox.waitForMail({ to: jane.email, subject: "Your sign-in details for Latchkey" });
    await expect(signInToApi(stack.url, jane.userName, passwordIn(mail))).resolves.toBeTruthy();
  });

  test("a refused address changes nothing, and the record says so", async ({
    page,
    users,
    mailbox,
    stack,
  }) => {
    const oldPassword = "a kettle under the blue stairs";
    const jane = await users.active({ password: oldPassword });
    await openRecord(page, jane);
    await mailbox.setFault({ kind: "bad-address", times: 1 });
    await chooseAction(page, "Generate New Password");
    await page.getByRole("button", { name: "Yes", exact: true }).click();
    const recovery = card(page, "Recovery");
    await expect(recovery.getByText("Problem: The mail failed and will not go out")).toBeVisible();
    await expect(recovery.getByText("The password did not change")).toBeVisible();
    await expect(signInToApi(stack.url, jane.userName, oldPassword)).resolves.toBeTruthy();
  });
});

function action(page: Page, name: string): Locator {
  return page.getByRole("menuitem", { name, exact: true });
}

/** Expects an item of the record's menu to be there, to say why it can't be used, and to do nothing. */
async function expectDisabledAction(page: Page, name: string, reason: string): Promise<void> {
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await expect(action(page, name)).toBeDisabled();
  await expect(action(page, name)).toHaveAccessibleDescription(reason);
  await expect(page.getByRole("menu").getByText(reason).first()).toBeVisible();
  await action(page, name).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
}
