import { generateNewPassword, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { stopRecovery } from "@latchkey/contract/stops.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import { openApi, signInToApi } from "@latchkey/playwright/api.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { expectNowhere, passwordIn, stopLinkIn } from "@latchkey/playwright/secrets.ts";
import { root } from "@latchkey/playwright/stack.ts";
import {
  card,
  chooseAction,
  chooseNewPassword,
  expectSignedIn,
  openRecord,
  ownPassword,
  signIn,
} from "@latchkey/playwright/steps.ts";

test.describe("This wasn't me", () => {
  test("a user who did not ask for a new password stops it, and the administrators learn of it", async ({
    page,
    users,
    mailbox,
    otherBrowser,
    stack,
  }) => {
    const jane = await users.active({ password: "a kettle under the blue stairs" });
    const session = await otherBrowser({ ...jane, password: "a kettle under the blue stairs" });
    await test.step("Somebody talks an administrator into a new password.", async () => {
      await openRecord(page, jane);
      await chooseAction(page, "Generate New Password");
      await page.getByRole("button", { name: "Yes", exact: true }).click();
      await expect(card(page, "Recovery").getByText("Accepted by the mail service")).toBeVisible();
    });
    const mail = await mailbox.waitForMail({ to: jane.email, subject: "Your sign-in details for Latchkey" });
    const link = stopLinkIn(mail);
    const token = new URL(link).hash.slice(1);

    const user = await otherBrowser();
    await test.step("The link in the mail is harmless to open, and says what it would do.", async () => {
      expect(link).toMatch(`${stack.url}/stop#`);
      await user.goto(link);
      const main = user.getByRole("main");
      await expect(main.getByRole("heading", { level: 1, name: "Was this not you?" })).toBeVisible();
      await expect(main).toContainText(`to ${jane.userName} (j…`);
      await expect(main).toContainText("brought a temporary password");
      await expect(main).not.toContainText(jane.email);
      await expect(main).toContainText("The present password stops working: it is a temporary one");
      await signInToApi(stack.url, jane.userName, passwordIn(mail));
    });
    await test.step("One confirmation stops it.", async () => {
      await user.getByRole("button", { name: "Stop it" }).click();
      const heading = user.getByRole("heading", { level: 1, name: "It is stopped." });
      await expect(heading).toBeFocused();
      const main = user.getByRole("main");
      await expect(main).toContainText("The System Administrators have been told by mail.");
      await expect(main).toContainText("Call a System Administrator, on a number that you know already");
      await expect(main).toContainText("ask a System Administrator for a new password");
      await expect(user).toHaveURL(`${stack.url}/stop`);
      await expectNowhere(user, token);
    });
    await test.step("Neither the temporary password nor an open session works any more.", async () => {
      await signIn(user, jane.userName, passwordIn(mail));
      await expect(user.getByRole("alert")).toContainText("is not right");
      await session.goto("/profile");
      await expect(session).toHaveURL(/\/sign-in/);
    });

    await test.step("The administrator is told by mail, which leads to the record.", async () => {
      const alert = await mailbox.waitForMail({
        to: root.email,
        subject: `${jane.userName} stopped a recovery in Latchkey`,
      });
      expect(firstLink(alert)).toBe(`${stack.url}/users/${jane.id}`);
      expect(alert.text).not.toContain(token);
      await page.goto(firstLink(alert));
      await expect(page.getByText(`${jane.name} said “this wasn't me” on`)).toBeVisible();
      await expect(page.getByText("Self-service recovery is blocked until")).toBeVisible();
      await expect(page.getByText("Act only with a reason.")).toBeVisible();
      await expect(
        card(page, "Recovery").getByText("Stopped: the user said “this wasn't me”").first(),
      ).toBeVisible();
      await expect(card(page, "History").getByText("The user said “this wasn't me”")).toBeVisible();
    });

    await test.step("With a reason the access is given back; then nothing stands on the record any more.", async () => {
      await chooseAction(page, "Send Password Change Link");
      const prompt = page.getByRole("alertdialog", { name: "Send Password Change Link" });
      await prompt.getByLabel("Reason").fill("Called her back on her desk phone.");
      await prompt.getByRole("button", { name: "Send", exact: true }).click();
      await expect(prompt).toBeHidden();
      const again = await mailbox.waitForMail({
        to: jane.email,
        subject: "Choose a new password for Latchkey",
      });
      await user.goto(firstLink(again));
      await chooseNewPassword(user, ownPassword);
      await signIn(user, jane.userName, ownPassword);
      await expectSignedIn(user, jane.name);
      await page.reload();
      await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
      await expect(page.getByText("said “this wasn't me” on")).toBeHidden();
    });
  });

  test("with the keyboard alone; an own password stays", async ({
    users,
    administrator,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active({ password: ownPassword });
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    const mail = await mailbox.waitForMail({ to: jane.email, subject: "Choose a new password for Latchkey" });
    const user = await otherBrowser();
    await user.goto(stopLinkIn(mail));
    const button = user.getByRole("button", { name: "Stop it" });
    await expect(button).toBeVisible();
    await expect(user.getByRole("main")).toContainText("Your own password stays as it is.");
    await user.keyboard.press("Tab");
    await expect(button).toBeFocused();
    await user.keyboard.press("Enter");
    await expect(user.getByRole("heading", { level: 1, name: "It is stopped." })).toBeFocused();
    await user.keyboard.press("Tab");
    await expect(user.getByRole("link", { name: "Sign in" })).toBeFocused();
    await user.goto(firstLink(mail));
    await expect(user.getByRole("heading", { name: "This link was withdrawn." })).toBeVisible();
    await signIn(user, jane.userName, ownPassword);
    await expectSignedIn(user, jane.name);
  });

  test("a link that was used, expired, or is wrong says so", async ({
    users,
    administrator,
    mailbox,
    otherBrowser,
    stack,
    clock,
  }) => {
    const [jane, john] = [await users.active(), await users.active()];
    const links: string[] = [];
    for (const { id, email } of [jane, john]) {
      await administrator.call(generateNewPassword, { params: { userId: id }, body: {} });
      links.push(stopLinkIn(await mailbox.waitForMail({ to: email })));
    }
    const user = await otherBrowser();
    await user.goto(links[0]!);
    await expect(user.getByRole("button", { name: "Stop it" })).toBeVisible();
    await openApi(stack.url).call(stopRecovery, { body: { token: new URL(links[0]!).hash.slice(1) } });
    await user.getByRole("button", { name: "Stop it" }).click();
    const already = user.getByRole("heading", { level: 1, name: "This was stopped already." });
    await expect(already).toBeFocused();
    await user.goto("/sign-in");
    await user.goto(links[0]!);
    await expect(already).toBeVisible();

    await user.goto(`${stack.url}/stop#wrong`);
    await expect(user.getByRole("heading", { name: "This link does not work." })).toBeVisible();
    await user.goto(`${stack.url}/stop`);
    await expect(user.getByRole("heading", { name: "This link does not work." })).toBeVisible();

    await clock.advance(7 * 24 * 60 + 1);
    await user.goto(links[1]!);
    await expect(user.getByRole("heading", { name: "This link has expired." })).toBeVisible();
    await expect(user.getByRole("main")).toContainText("call a System Administrator at once");
  });
});
