import { redeemPasswordChangeLink, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { firstLink, type MailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import type { Page } from "playwright/test";
import { openApi, type Api } from "../support/api.ts";
import { expect, test } from "../support/fixtures.ts";
import type { Person } from "../support/people.ts";
import { card, chooseNewPassword, openRecord, ownPassword } from "../support/steps.ts";

test.describe("A link that no longer works says why and what to do next", () => {
  test("used", async ({ users, administrator, mailbox, otherBrowser, stack }) => {
    const link = await linkFor(await users.active(), administrator, mailbox);
    await redeem(stack.url, link);
    const user = await otherBrowser();
    await user.goto(link);
    await expectDead(user, "This link has already been used.", "sign in with the password that you chose");
  });

  test("used in another window while the form was open", async ({
    users,
    administrator,
    mailbox,
    otherBrowser,
    stack,
  }) => {
    const link = await linkFor(await users.active(), administrator, mailbox);
    const user = await otherBrowser();
    await user.goto(link);
    await user.getByLabel("New Password", { exact: true }).fill(ownPassword);
    await user.getByLabel("Confirm New Password").fill(ownPassword);
    await redeem(stack.url, link);
    await user.getByRole("button", { name: "Change Password" }).click();
    await expectDead(user, "This link has already been used.", "sign in with the password that you chose");
  });

  test("expired", async ({ users, administrator, mailbox, otherBrowser, clock }) => {
    const link = await linkFor(await users.active(), administrator, mailbox);
    await clock.advance(24 * 60 + 1);
    const user = await otherBrowser();
    await user.goto(link);
    await expectDead(user, "This link has expired.", "For a new link ask your System Administrator");
  });

  test("replaced by a newer one, which works", async ({ users, administrator, mailbox, otherBrowser }) => {
    const jane = await users.active();
    const older = await linkFor(jane, administrator, mailbox);
    const newer = await linkFor(jane, administrator, mailbox);
    const user = await otherBrowser();
    await user.goto(older);
    await expectDead(user, "This link was replaced by a newer one.", "Open the link in the latest mail");
    await user.goto(newer);
    await chooseNewPassword(user, ownPassword);
  });

  test("revoked on the record", async ({ page, users, administrator, mailbox, otherBrowser }) => {
    const jane = await users.active();
    const link = await linkFor(jane, administrator, mailbox);
    await openRecord(page, jane);
    await card(page, "Recovery").getByRole("button", { name: "Revoke" }).click();
    await page
      .getByRole("alertdialog", { name: "Revoke link" })
      .getByRole("button", { name: "Revoke" })
      .click();
    await expect(card(page, "Recovery").getByText("Ended: Revoked")).toBeVisible();
    const user = await otherBrowser();
    await user.goto(link);
    await expectDead(user, "This link was withdrawn.", "Your password stays as it is.");
  });

  test("void because the user was deactivated", async ({ users, administrator, mailbox, otherBrowser }) => {
    const jane = await users.active();
    const link = await linkFor(jane, administrator, mailbox);
    await administrator.call(updateUser, {
      params: { userId: jane.id },
      body: { version: 1, isActive: false },
    });
    const user = await otherBrowser();
    await user.goto(link);
    await expectDead(user, "This link was withdrawn.", "Your password stays as it is.");
  });

  test("wrong, or not copied whole", async ({ users, administrator, mailbox, otherBrowser }) => {
    const link = await linkFor(await users.active(), administrator, mailbox);
    const user = await otherBrowser();
    await user.goto(link.slice(0, -1));
    await expectDead(user, "This link does not work.", "Open it from the mail again");
    await user.goto("/reset-password");
    await expectDead(user, "This link does not work.", "Open it from the mail again");
    // The whole link pasted over it changes the fragment only.
    await user.goto(link);
    await expect(user.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  });
});

test("opening a link, however often, does not use it up", async ({
  users,
  administrator,
  mailbox,
  otherBrowser,
}) => {
  const link = await linkFor(await users.active(), administrator, mailbox);
  const scanner = await otherBrowser();
  await scanner.goto(link);
  await scanner.reload();
  await expect(scanner.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  const user = await otherBrowser();
  await user.goto(link);
  await chooseNewPassword(user, ownPassword);
});

/** Sends a password change link and takes it from the mail. */
async function linkFor(person: Person, administrator: Api, mailbox: MailboxClient): Promise<string> {
  const [latest] = await mailbox.mails({ to: person.email });
  await administrator.call(sendPasswordChangeLink, { params: { userId: person.id }, body: {} });
  return firstLink(await mailbox.waitForMail({ to: person.email, ...(latest && { after: latest }) }));
}

async function redeem(url: string, link: string): Promise<void> {
  const token = new URL(link).hash.slice(1);
  await openApi(url).call(redeemPasswordChangeLink, {
    body: { token, newPassword: "a kettle under the blue stairs" },
  });
}

async function expectDead(page: Page, title: string, advice: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeFocused();
  await expect(page.getByRole("main")).toContainText(advice);
  await expect(page.getByRole("button", { name: "Change Password" })).toBeHidden();
  await expect(page.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", "/sign-in");
}
