import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { getTemplate, saveTemplate } from "@latchkey/contract/templates.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import { openApi } from "@latchkey/playwright/api.ts";
import { expectAccessible, expectFitting, expectGood } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { stopLinkIn } from "@latchkey/playwright/secrets.ts";
import {
  openTemplate,
  part,
  previewedMail,
  resetTemplates,
  showBodyAs,
  write,
} from "@latchkey/playwright/templates.ts";
import { card, chooseAction, openRecord, putOutOfSight, signIn } from "@latchkey/playwright/steps.ts";

test.describe("Every page is accessible, and fits a narrow screen", () => {
  test("sign-in, with a refusal", async ({ otherBrowser }) => {
    const user = await otherBrowser();
    await signIn(user, "nobody", "not the right password");
    await expect(user.getByRole("alert")).toBeVisible();
    await expectGood(user);
  });

  test("forgot password, before and after", async ({ otherBrowser, clock }) => {
    // A network's requests are forgotten after an hour without one.
    await clock.advance(61);
    const user = await otherBrowser();
    await user.goto("/forgot-password");
    await user.getByRole("button", { name: "Send link" }).click();
    await expect(user.getByRole("alert")).toBeVisible();
    await expectGood(user);
    await user.getByLabel("User name or email").fill("nobody.with.a.rather.long.name@mail.acme.test");
    await user.getByRole("button", { name: "Send link" }).click();
    await expect(user.getByRole("button", { name: "Send again" })).toBeDisabled();
    await expectGood(user);
  });

  test("set-up", async ({ freshStack, otherBrowser }) => {
    const operator = await otherBrowser();
    await operator.goto(freshStack.setupLink);
    await operator.getByRole("button", { name: "Set up Latchkey" }).click();
    await expect(operator.getByRole("alert")).toBeVisible();
    await expectGood(operator);
    await operator.goto("/setup");
    await expect(operator.getByRole("heading", { name: "This set-up link does not work." })).toBeVisible();
    await expectGood(operator);
  });

  test("the page of a mailed link, and of a dead one", async ({
    users,
    administrator,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    const user = await otherBrowser();
    await user.goto(firstLink(await mailbox.waitForMail({ to: jane.email })));
    await user.getByLabel("New Password", { exact: true }).fill("qwertyqwertyqwerty");
    await user.getByRole("button", { name: "Change Password" }).click();
    await expect(user.getByRole("alert")).toBeVisible();
    await expectGood(user);
    await user.goto("/reset-password#wrong");
    await expect(user.getByRole("heading", { name: "This link does not work." })).toBeVisible();
    await expectGood(user);
  });

  test("the page of “this wasn't me”, before and after, and of a dead link", async ({
    page,
    users,
    administrator,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    const user = await otherBrowser();
    await user.goto(stopLinkIn(await mailbox.waitForMail({ to: jane.email })));
    await expect(user.getByRole("button", { name: "Stop it" })).toBeVisible();
    await expectGood(user);
    await user.getByRole("button", { name: "Stop it" }).click();
    await expect(user.getByRole("heading", { name: "It is stopped." })).toBeVisible();
    await expectGood(user);
    await user.goto("/stop#wrong");
    await expect(user.getByRole("heading", { name: "This link does not work." })).toBeVisible();
    await expectGood(user);
    await openRecord(page, jane);
    await expect(page.getByText(`${jane.name} said “this wasn't me” on`)).toBeVisible();
    await expectGood(page);
  });

  test("the forced change", async ({ users, otherBrowser }) => {
    const jane = await users.withTemporaryPassword();
    const user = await otherBrowser({ ...jane, password: jane.temporaryPassword });
    await user.goto("/change-password");
    await expect(user.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
    await expectGood(user);
  });

  test("the list of users, filled and empty", async ({ page, users }) => {
    await users.active();
    await users.withTemporaryPassword();
    await page.goto("/users");
    await expect(page.getByRole("table", { name: "Users" })).toBeVisible();
    await expectGood(page);
    await page.getByRole("combobox", { name: "Type" }).click();
    await expect(page.getByRole("option", { name: "Regular" })).toBeVisible();
    await expectAccessible(page, "popup");
    await page.goto("/users?search=nobody+is+called+that");
    await expect(page.getByText("No users match")).toBeVisible();
    await expectGood(page);
  });

  test("Create User, with what is missing", async ({ page }) => {
    await page.goto("/users/new");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expectGood(page);
  });

  test("the user record, its menu and its prompts", async ({ page, users, administrator }) => {
    const jane = await users.active({ title: "Field Engineer", teams: ["Field", "EMEA"] });
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    await openRecord(page, jane);
    await expect(card(page, "Recovery").getByRole("button", { name: "Revoke" })).toBeVisible();
    await expectGood(page);

    await page.getByRole("button", { name: "Actions", exact: true }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page, "popup");
    await page.keyboard.press("Escape");
    for (const [name, content] of [
      ["Send Password Change Link", "Expires"],
      ["Generate New Password", "Temporary, until"],
      ["Delete User", "Audit trail"],
    ] as const) {
      await chooseAction(page, name);
      const prompt = page.getByRole("alertdialog", { name });
      await expect(prompt.getByText(content)).toBeVisible();
      await expectGood(page);
      await prompt.getByRole("button", { name: "Cancel" }).click();
      await expect(prompt).toBeHidden();
    }
    await page.getByRole("button", { name: "Riley Root", exact: true }).click();
    await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
    await expectAccessible(page, "popup");
  });

  test("a recovery that bounced, what is asked before another one, and its note", async ({
    page,
    context,
    users,
    administrator,
    mailbox,
  }) => {
    // Nothing is granted, so the note is shown in place of being copied.
    await context.grantPermissions([]);
    const jane = await users.active();
    for (let sent = 0; sent < 2; sent += 1)
      await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    await mailbox.bounce((await mailbox.waitForMail({ to: jane.email })).id);
    await openRecord(page, jane);
    const recovery = card(page, "Recovery");
    await expect(recovery.getByText("Problem: The mail came back")).toBeVisible();
    await recovery.getByText("Replaced by a newer one").click();
    await expect(recovery.getByText("Ended: Replaced by a newer one")).toBeVisible();
    await expectGood(page);

    await recovery.getByRole("button", { name: "Send again" }).first().click();
    const prompt = page.getByRole("alertdialog", { name: "Send Password Change Link" });
    await expect(prompt.getByRole("alert")).toBeVisible();
    await prompt.getByText("Reason and ticket").click();
    await expect(prompt.getByLabel("Ticket number")).toBeVisible();
    await expectGood(page);
    await prompt.getByRole("button", { name: "Cancel" }).click();
    await expect(prompt).toBeHidden();

    await recovery.getByRole("button", { name: "Copy note for ticket" }).first().click();
    await expect(page.getByRole("dialog", { name: "Note for ticket" })).toBeVisible();
    await expectGood(page);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Generate", exact: true }).click();
    await page.getByRole("checkbox", { name: "Send Email with Access Info to User" }).check();
    await card(page, "Password").getByText("Reason and ticket").click();
    await expect(page.getByRole("checkbox", { name: "Send it there all the same" })).toBeVisible();
    await expectGood(page);
  });

  test("the record of an inactive user, with disabled things", async ({ page, users }) => {
    await openRecord(page, await users.inactive());
    await expectGood(page);
    await page.getByRole("button", { name: "Actions", exact: true }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page, "popup");
  });

  test("a generated password, spelled out", async ({ page, users }) => {
    await openRecord(page, await users.active());
    await page.getByRole("button", { name: "Generate", exact: true }).click();
    await page.getByRole("button", { name: "Spell it out" }).click();
    await expect(page.getByRole("list", { name: "Spelled out" })).toBeVisible();
    await expectGood(page);
  });

  test("a conflict, and leaving without saving", async ({ page, users, administrator }) => {
    const jane = await users.active({ title: "Nurse" });
    await openRecord(page, jane);
    await putOutOfSight(page);
    await page.getByLabel("Title").fill("Team Lead");
    await administrator.call(updateUser, {
      params: { userId: jane.id },
      body: { version: 1, title: "Head Nurse" },
    });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert").getByRole("group", { name: "Title" })).toBeVisible();
    await expectGood(page);
    await page.getByRole("link", { name: "Users" }).first().click();
    await expect(page.getByRole("alertdialog", { name: "Leave without saving?" })).toBeVisible();
    await expectAccessible(page);
  });

  test("the mail, stopped and running, empty, and a message", async ({
    page,
    users,
    administrator,
    mailbox,
  }) => {
    const jane = await users.active();
    const john = await users.active();
    const send = (userId: string) =>
      administrator.call(sendPasswordChangeLink, { params: { userId }, body: {} });
    await send(jane.id);
    await mailbox.setFault({ kind: "invalid-key" });
    await send(john.id);
    await page.goto("/mail");
    await expect(page.getByRole("button", { name: "Release" })).toBeVisible();
    await expect(page.getByRole("table", { name: "Messages" })).toBeVisible();
    await expectGood(page);
    await page.getByRole("link", { name: `Password Change Link to ${john.name}` }).click();
    await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
    await expectGood(page);
    await mailbox.setFault({ kind: "none" });
    await page.getByRole("button", { name: "Release" }).click();
    await expect(page.getByText("Mail is running")).toBeVisible();
    await page.goto("/mail?search=nobody+is+called+that");
    await expect(page.getByText("No messages match")).toBeVisible();
    await expectGood(page);
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByRole("alertdialog", { name: "Pause all mail" })).toBeVisible();
    await expectGood(page);
  });

  test("the text of a notice", async ({ page, users, administrator, mailbox, stack }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    const token = new URL(firstLink(await mailbox.waitForMail({ to: jane.email }))).hash.slice(1);
    await openApi(stack.url).call(redeemPasswordChangeLink, {
      body: { token, newPassword: "a kettle under the blue stairs" },
    });
    await page.goto(`/mail?search=${jane.userName}`);
    await page.getByRole("link", { name: "Password Changed to" }).click();
    await expect(page.frameLocator('iframe[title="The mail"]').getByText("Hello Jane")).toBeVisible();
    // axe runs scripts in every frame, and in that one none may run.
    await expectFitting(page);
    await page.getByRole("radio", { name: "Text" }).check();
    await expect(page.getByRole("region", { name: "The mail as text" })).toBeVisible();
    await expectGood(page);
  });

  test("the settings", async ({ page }) => {
    await page.goto("/settings");
    await expect(page.getByLabel("Default Time Zone")).toBeVisible();
    await expectGood(page);
  });

  test("the Template Manager, filled", async ({ page }) => {
    await page.goto("/templates");
    await expect(page.getByRole("table", { name: "Templates" })).toBeVisible();
    await expectGood(page);
  });

  test("the editor of a template: rich text, source, text part, what is wrong, and its prompts", async ({
    page,
    administrator,
  }) => {
    await openTemplate(page, "access-info", "Access Info");
    await expect(previewedMail(page).getByText("Hello Jane")).toBeVisible();
    await expectGood(page);
    await page.getByRole("button", { name: "Insert placeholder" }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page, "popup");
    await page.keyboard.press("Escape");
    await part(page, "Body").click();
    await page.keyboard.type("{{ us");
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectAccessible(page, "popup");
    await page.getByRole("combobox", { name: "Preview as", exact: true }).click();
    await expect(page.getByRole("option", { name: "Sample" })).toBeVisible();
    await expectAccessible(page, "popup");

    await showBodyAs(page, "Source");
    await write(part(page, "Source"), "<table></table><p>{{ nobody }}</p>");
    await expect(page.getByRole("list", { name: "Findings" }).getByRole("button")).not.toHaveCount(0);
    await expect(page.getByText("This is the mail before the errors")).toBeVisible();
    await expectGood(page);
    await page.getByRole("radio", { name: "Rich text" }).check();
    await expect(page.getByText("This body can be edited as source only")).toBeVisible();
    await expectGood(page);
    await showBodyAs(page, "Text part");
    await page.getByRole("button", { name: "Derive again" }).click();
    await expect(page.getByText("Derived from the body")).toBeVisible();
    await expectGood(page);
    await showBodyAs(page, "Source");
    await write(part(page, "Source"), "<p>{{ password }} {{ signInUrl }} {{ recordUrl }}</p>");
    await expect(page.getByText(/^\d warnings$/)).toBeVisible();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByLabel("Note (optional)")).toBeVisible();
    await expectGood(page);
    await page.getByRole("alertdialog").getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Version 1 by")).toBeVisible();
    await page.getByRole("button", { name: "Send test" }).click();
    await expect(page.getByLabel("Send to")).toBeVisible();
    await expectGood(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Versions" }).click();
    await expect(page.getByRole("table", { name: /^Body:/ })).toBeVisible();
    await expectGood(page);
    await resetTemplates(administrator);
  });

  test("a draft, and a conflict over a template", async ({ page, administrator }) => {
    await openTemplate(page, "access-info", "Access Info");
    await write(part(page, "Subject"), "Half a thought");
    await expect(page.getByText(/^Draft kept/)).toBeVisible();
    page.on("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await expect(page.getByText("You have a draft from")).toBeVisible();
    await expectGood(page);
    const params = { key: "access-info", locale: "en" } as const;
    const { source, version } = await administrator.call(getTemplate, { params });
    await page.getByRole("button", { name: "Continue" }).click();
    await administrator.call(saveTemplate, {
      params,
      body: { ...source, subject: "Their words", basedOn: version, note: "" },
    });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page.getByRole("dialog", { name: "Theirs and mine" })).toBeVisible();
    await expectGood(page);
    await page.keyboard.press("Escape");
    await expectGood(page);
    await resetTemplates(administrator);
  });

  test("the layout of mails", async ({ page }) => {
    await page.goto("/templates/layout");
    await expect(previewedMail(page).getByText("Hello Jane")).toBeVisible();
    await page.getByRole("group", { name: "Dark" }).getByLabel("Accent", { exact: true }).fill("#00");
    await expect(page.getByText("Write it as #")).toBeVisible();
    await expectGood(page);
  });

  test("the profile, and an address without a page", async ({ page }) => {
    await page.goto("/profile");
    await expect(page.getByRole("heading", { level: 1, name: "Riley Root" })).toBeVisible();
    await expectGood(page);
    await page.goto("/no-such-page");
    await expect(page.getByRole("heading", { name: "There is no page at this address" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
    await expectGood(page);
  });
});
