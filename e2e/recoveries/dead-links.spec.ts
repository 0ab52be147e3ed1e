import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { firstLink, type MailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import type { Page } from "playwright/test";
import { openApi, type Api } from "@latchkey/playwright/api.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import type { Person } from "@latchkey/playwright/people.ts";
import { chooseNewPassword, ownPassword } from "@latchkey/playwright/steps.ts";

test.describe("A link that a gateway or a person changed still opens", () => {
  test("escaped, doubly escaped, with something behind it; only the fragment keeps the secret", async ({
    users,
    administrator,
    mailbox,
    otherBrowser,
  }) => {
    const link = await linkFor(await users.active(), administrator, mailbox);
    const token = new URL(link).hash.slice(1);
    const user = await otherBrowser();
    for (const changed of [
      link.replace("#", "%23"),
      `${link.replace("#", "%2523")}.`,
      `${link})`,
      `${link}%20`,
      link.replace("#", "#%3C"),
    ]) {
      await openFromMail(user, changed);
      await expect(user.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
      const { pathname, search } = new URL(user.url());
      expect([pathname, search]).toEqual(["/reset-password", ""]);
      expect(user.url().split("#")[1]).toContain(token);
    }
    await chooseNewPassword(user, ownPassword);
    expect(user.url()).not.toContain(token);
  });
});

test.describe("A link that no longer works says why and what to do next", () => {
  test("used, replaced, withdrawn, expired, wrong, or not copied whole", async ({
    users,
    administrator,
    mailbox,
    otherBrowser,
    stack,
    clock,
  }) => {
    const jane = await users.active();
    const user = await otherBrowser();
    await test.step("Used.", async () => {
      const link = await linkFor(jane, administrator, mailbox);
      await redeem(stack.url, link);
      await openFromMail(user, link);
      await expectDead(user, "This link has already been used.", "sign in with the password that you chose");
    });
    const older = await linkFor(jane, administrator, mailbox);
    await test.step("Wrong, or not copied whole.", async () => {
      await openFromMail(user, older.slice(0, -1));
      await expectDead(user, "The end of this link is missing.", "Open it again where you got it");
      await openFromMail(user, `${older.slice(0, -2)}%3E`);
      await expectDead(user, "The end of this link is missing.", "Open it again where you got it");
      await openFromMail(user, older.slice(0, -1) + (older.endsWith("A") ? "B" : "A"));
      await expectDead(user, "This link does not work.", "Open it again where you got it");
      await user.goto("/reset-password");
      await expectDead(user, "This link does not work.", "Open it again where you got it");
      // The whole link pasted over it changes the fragment only.
      await user.goto(older);
      await expect(user.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
    });
    await test.step("Replaced by a newer one, which works.", async () => {
      const newer = await linkFor(jane, administrator, mailbox);
      await openFromMail(user, older);
      await expectDead(user, "This link was replaced by a newer one.", "Open the newest link");
      await openFromMail(user, newer);
      await chooseNewPassword(user, ownPassword);
    });
    await test.step("Ended because the user was deactivated.", async () => {
      const john = await users.active();
      const link = await linkFor(john, administrator, mailbox);
      await administrator.call(updateUser, {
        params: { userId: john.id },
        body: { version: 1, isActive: false },
      });
      await openFromMail(user, link);
      await expectDead(user, "This link was withdrawn.", "Your password stays as it is.");
    });
    await test.step("Expired.", async () => {
      const link = await linkFor(jane, administrator, mailbox);
      await clock.advance(24 * 60 + 1);
      await openFromMail(user, link);
      await expectDead(
        user,
        "This link has expired.",
        "For a new link ask a System Administrator, or use Forgot Password?",
      );
    });
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
});

/** Sends a password change link and takes it from the mail. */
async function linkFor(person: Person, administrator: Api, mailbox: MailboxClient): Promise<string> {
  const { email: to } = person;
  const subject = "Choose a new password for Latchkey";
  const latest = (await mailbox.mails({ to })).find((mail) => mail.subject === subject);
  await administrator.call(sendPasswordChangeLink, { params: { userId: person.id }, body: {} });
  return firstLink(await mailbox.waitForMail({ to, subject, ...(latest && { after: latest }) }));
}

/** Opens a link as from a mail: a page that shows another one already would only learn that the fragment changed. */
async function openFromMail(page: Page, link: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(link);
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
