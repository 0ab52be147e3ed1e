import { endUserSessions } from "@latchkey/contract/sessions.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import type { Page } from "playwright/test";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { expectForgotten } from "@latchkey/playwright/heap.ts";
import { stopLinkIn } from "@latchkey/playwright/secrets.ts";
import {
  card,
  chooseNewPassword,
  generateTemporaryPassword,
  openRecord,
  ownPassword,
  putOutOfSight,
  saveRecord,
  signIn,
} from "@latchkey/playwright/steps.ts";

const oldPassword = "a kettle under the blue stairs";
const wrongPassword = "a teapot under the green stairs";
const weakPassword = "qwertyuiop";

test.describe("No page keeps a secret in memory once it is over: option C", () => {
  test("the passwords that were generated, and their spelling, after Save and Done, and two pages on", async ({
    page,
    users,
  }) => {
    await openRecord(page, await users.active());
    const first = await generateTemporaryPassword(page);
    await page.getByRole("button", { name: "Spell it out" }).click();
    const spelling = page.getByRole("list", { name: "Spelled out" }).getByRole("listitem").first();
    const spelled = (await spelling.locator("span").allTextContents()).slice(0, 4).map((sign) => sign.trim());
    const second = await generateTemporaryPassword(page);
    await page.getByRole("button", { name: "Hide" }).click();
    await page.getByRole("button", { name: "Hide", pressed: true }).click();
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await saveRecord(page);
    await page.getByRole("button", { name: "Done" }).click();
    const secrets = { first, second, spelling: spelled.join(",") };
    await expectForgotten(page, secrets);
    await goTo(page, "Users");
    await goTo(page, "Mail");
    await expectForgotten(page, secrets);
  });

  test("after Save, while it is shown, one that was generated before", async ({ page, users }) => {
    await openRecord(page, await users.active());
    const first = await generateTemporaryPassword(page);
    const second = await generateTemporaryPassword(page);
    await expectForgotten(page, { first });
    await saveRecord(page);
    await openRecord(page, await users.active());
    await expectForgotten(page, { first, second });
  });

  const endings: [string, (page: Page) => Promise<unknown>][] = [
    ["Cancel", (page) => page.getByRole("button", { name: "Cancel" }).click()],
    [
      "leaving without Save",
      async (page) => {
        await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
        await page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
      },
    ],
    [
      "leaving right after Save",
      async (page) => {
        await saveRecord(page);
        await goTo(page, "Users");
      },
    ],
    [
      "Save, with Access Info, and leaving",
      async (page) => {
        await page.getByRole("checkbox", { name: "Send Email with Access Info to User" }).check();
        await saveRecord(page);
        await goTo(page, "Mail");
      },
    ],
    [
      "signing out",
      async (page) => {
        await saveRecord(page);
        await page.getByRole("button", { name: "Riley Root", exact: true }).click();
        await page.getByRole("menuitem", { name: "Sign out", exact: true }).click();
        await expect(page.getByLabel("User name or email")).toBeVisible();
      },
    ],
  ];
  for (const [what, end] of endings) {
    test(`after ${what}`, async ({ page, users }) => {
      await openRecord(page, await users.active());
      const password = await generateTemporaryPassword(page);
      await end(page);
      await expect(page.getByRole("textbox", { name: "New temporary password" })).toBeHidden();
      await expectForgotten(page, { password });
    });
  }

  test("after its time, by the server's clock", async ({ page, users, clock }) => {
    await openRecord(page, await users.active());
    const password = await generateTemporaryPassword(page);
    await clock.advance(16);
    await expect(page.getByText("The generated password has expired")).toBeVisible();
    await expectForgotten(page, { password });
  });

  test("after a Save that was refused, and one that overtook it", async ({ page, users, administrator }) => {
    const jane = await users.active();
    const params = { userId: jane.id };
    await openRecord(page, jane);
    await putOutOfSight(page);
    const password = await generateTemporaryPassword(page);
    await administrator.call(updateUser, { params, body: { version: 1, title: "Head Nurse" } });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("You changed this record in another tab");
    await administrator.call(sendPasswordChangeLink, { params, body: {} });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("Riley Root sent a password change link");
    await expectForgotten(page, { password });
  });
});

test.describe("No page keeps a secret in memory once it is over: passwords that are typed", () => {
  test("signing in, after a wrong try; and in the window that asks again", async ({
    users,
    otherBrowser,
    administrator,
  }) => {
    const jane = await users.administrator({ password: oldPassword });
    const page = await otherBrowser();
    await signIn(page, jane.userName, wrongPassword);
    await expect(page.getByRole("alert")).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill(oldPassword);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
    await expectForgotten(page, { wrongPassword, oldPassword });

    await openRecord(page, await users.active());
    await administrator.call(endUserSessions, { params: { userId: jane.id } });
    // It comes by itself: the record is kept true, and now may not be read.
    const dialog = page.getByRole("dialog", { name: "Sign in to go on" });
    await dialog.getByLabel("Password", { exact: true }).fill(oldPassword);
    await dialog.getByLabel("Password", { exact: true }).press("Enter");
    await expect(dialog).toBeHidden();
    await expectForgotten(page, { oldPassword });
  });

  test("the forced change of a temporary password", async ({ users, otherBrowser }) => {
    const { temporaryPassword, userName } = await users.withTemporaryPassword();
    const page = await otherBrowser();
    await signIn(page, userName, temporaryPassword);
    await refuseWeak(page);
    await expectForgotten(page, { temporaryPassword });
    await chooseNewPassword(page, ownPassword);
    await expectForgotten(page, { temporaryPassword, weakPassword, ownPassword });
  });

  test("Change Password, after a wrong try", async ({ users, otherBrowser }) => {
    const jane = await users.active({ password: oldPassword });
    const page = await otherBrowser({ ...jane, password: oldPassword });
    await page.goto("/profile");
    const change = card(page, "Change Password");
    for (const current of [wrongPassword, oldPassword]) {
      await change.getByLabel("Current Password").fill(current);
      await change.getByLabel("New Password", { exact: true }).fill(ownPassword);
      await change.getByLabel("Confirm New Password").fill(ownPassword);
      await page.keyboard.press("Enter");
      if (current === wrongPassword) await expect(change.getByRole("alert")).toBeVisible();
    }
    await expect(page).toHaveURL(/\/sign-in\?after=password-change$/);
    await expectForgotten(page, { wrongPassword, oldPassword, ownPassword });
  });
});

test.describe("No page keeps a secret in memory once it is over: links", () => {
  test("a password change link, and the password chosen with it", async ({
    users,
    administrator,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    const link = firstLink(await mailbox.waitForMail({ to: jane.email }));
    const token = new URL(link).hash.slice(1);
    const page = await otherBrowser();
    await page.goto(link);
    await refuseWeak(page);
    await chooseNewPassword(page, ownPassword);
    await expectForgotten(page, { token, weakPassword, ownPassword });
    await page.getByRole("link", { name: "Sign in" }).click();
    await expect(page.getByLabel("User name or email")).toBeVisible();
    await expectForgotten(page, { token, weakPassword, ownPassword });
  });

  test("a “this wasn't me” link", async ({ users, administrator, mailbox, otherBrowser }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    const link = stopLinkIn(await mailbox.waitForMail({ to: jane.email }));
    const token = new URL(link).hash.slice(1);
    const page = await otherBrowser();
    await page.goto(link);
    await page.getByRole("main").getByRole("button").click();
    await expect(page.getByRole("heading", { name: "Stopped" })).toBeVisible();
    await expectForgotten(page, { token });
  });

  test("the link of the first start, and the first administrator's password", async ({
    freshStack,
    otherBrowser,
  }) => {
    const page = await otherBrowser();
    await page.goto(freshStack.setupLink);
    const token = new URL(freshStack.setupLink).hash.slice(1);
    await page.getByLabel("User Name").fill("ann.lee");
    await page.getByLabel("Last Name").fill("Lee");
    await page.getByLabel("Email").fill("ann.lee@acme.test");
    await page.getByLabel("Password", { exact: true }).fill(ownPassword);
    await page.getByLabel("Confirm Password").fill(ownPassword);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Latchkey is ready." })).toBeVisible();
    await expectForgotten(page, { token, ownPassword });
  });
});

test("what is still shown is found, so that the search is known to find", async ({ page, users }) => {
  await openRecord(page, await users.active());
  const password = await generateTemporaryPassword(page);
  await expect(expectForgotten(page, { password })).rejects.toThrow("(the secret)");
});

/** Tries a password that the rules refuse. */
async function refuseWeak(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await page.getByLabel("New Password", { exact: true }).fill(weakPassword);
  await page.getByLabel("Confirm New Password").fill(weakPassword);
  await page.getByRole("button", { name: "Change Password" }).click();
  await expect(page.getByLabel("New Password", { exact: true })).toBeFocused();
}

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}
