import { pathOf } from "@latchkey/contract/client.ts";
import { listRecoveries, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { stopRecovery } from "@latchkey/contract/stops.ts";
import { lookUpPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { getUser, watchUser } from "@latchkey/contract/users.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import type { Locator, Page } from "playwright/test";
import { type Api, openApi, sessionCookieName, signInToApi } from "@latchkey/playwright/api.ts";
import { expectFitting } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { root } from "@latchkey/playwright/stack.ts";
import { passwordIn } from "@latchkey/playwright/secrets.ts";
import {
  card,
  chooseAction,
  chooseNewPassword,
  confirmIn,
  expectRecovery,
  openRecord,
  ownPassword,
  putOutOfSight,
  signIn,
} from "@latchkey/playwright/steps.ts";

const linkMail = "Choose a new password for Latchkey";
const accessInfo = "Your sign-in details for Latchkey";
const oldPassword = "a kettle under the blue stairs";

test.describe("A reset you can watch, without loading the page again", () => {
  test("a link: accepted, delivered, page opened, new password set", async ({
    page,
    users,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();
    await watchRecord(page, jane);
    await send(page, "Send Password Change Link", "Send");
    const way = wayOf(page, "Password change link");
    await expect(steps(way)).toHaveText([
      /^Done: Link sent by Riley Root.*to j….@acme\.test$/,
      /^Done: Accepted by the mail service/,
      /^Waiting: Delivery to acme\.test$/,
      /^Waiting: The user opens the page$/,
      /^Waiting: The user sets a new password/,
    ]);
    await expect(page.getByText("Link pending until")).toBeVisible();

    const mail = await mailbox.waitForMail({ to: jane.email, subject: linkMail });
    await mailbox.deliver(mail.id);
    await expect(way).toContainText("Done: Delivered to acme.test");

    const user = await otherBrowser();
    await user.goto(firstLink(mail));
    await expect(user.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
    await user.keyboard.press("Tab");
    await expect(way).toContainText("Done: Page opened");
    await expect(way).toContainText("Chrome on Linux");
    await chooseNewPassword(user, ownPassword);
    await expect(way).toContainText("Done: New password set");
    await expect(page.getByText("Link pending until")).toBeHidden();
    await expect(page.getByText("The user has a password of their own.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Revoke" })).toBeHidden();

    const times = way.getByRole("time");
    await expect(times).toHaveCount(5);
    for (const time of await times.all())
      await expect(time).toHaveAttribute("title", /2\d{3}, \d\d:\d\d GMT/);
  });

  test("a generated password: accepted, signed in, new password set", async ({
    page,
    users,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();
    await watchRecord(page, jane);
    await send(page, "Generate New Password", "Yes");
    const way = wayOf(page, "Generated password");
    await expect(way).toContainText("The new password took effect");
    await expect(way).toContainText("Waiting: The user signs in");

    const mail = await mailbox.waitForMail({ to: jane.email, subject: accessInfo });
    const user = await otherBrowser();
    await signIn(user, jane.userName, passwordIn(mail));
    await expect(way).toContainText("Done: Signed in");
    await expect(way).not.toContainText("Delivered");
    await chooseNewPassword(user, ownPassword);
    await expect(way).toContainText("Done: New password set");
  });

  test("what the user asked for, and what the user changed, are there too", async ({
    page,
    users,
    otherBrowser,
  }) => {
    const jane = await users.active({ password: oldPassword });
    await watchRecord(page, jane);
    const user = await otherBrowser();
    await user.goto("/forgot-password");
    await user.getByLabel("User name or email").fill(jane.userName);
    await user.getByRole("button", { name: "Send link" }).click();
    await expect(wayOf(page, "Password change link")).toContainText("Done: Link asked for by the user");

    const own = await otherBrowser({ ...jane, password: oldPassword });
    await own.goto("/profile");
    await own.getByLabel("Current Password").fill(oldPassword);
    await own.getByLabel("New Password", { exact: true }).fill(ownPassword);
    await own.getByLabel("Confirm New Password").fill(ownPassword);
    await own.getByRole("button", { name: "Change", exact: true }).click();
    await expect(wayOf(page, "Change Password")).toContainText("Done: Password changed by the user");
    await expect(card(page, "Recovery")).toContainText("Ended because the password was changed");
  });

  test("while live updates are interrupted the card says so, looks by itself, and is live again", async ({
    page,
    stack,
    users,
    administrator,
  }) => {
    const jane = await users.active();
    const closeOthers = await watchTooOften(stack.url, administrator, jane.id);
    await page.clock.install();
    await openRecord(page, jane);
    await page.clock.fastForward("00:04");
    await expect(card(page, "Recovery").getByRole("status")).toHaveText(
      "Live updates are interrupted. Looking every few seconds.",
    );
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    await page.clock.fastForward("00:10");
    await expect(wayOf(page, "Password change link")).toContainText("Done: Accepted by the mail service");
    await expect(liveMark(page)).toBeHidden();
    closeOthers();
    // It tries again every 15 seconds, and the server may still have to learn that the others left.
    await expect(async () => {
      await page.clock.fastForward("00:16");
      await expect(liveMark(page)).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(card(page, "Recovery").getByRole("status")).toBeHidden();
  });
});

test.describe("A mail that comes back", () => {
  test("is seen at once, with the reason, and a second confirmation is needed to mail there again", async ({
    page,
    users,
    mailbox,
    administrator,
  }) => {
    const jane = await users.active();
    await watchRecord(page, jane);
    await send(page, "Send Password Change Link", "Send");
    const mail = await mailbox.waitForMail({ to: jane.email, subject: linkMail });
    await mailbox.bounce(mail.id);
    const way = wayOf(page, "Password change link");
    await expect(way).toContainText("Problem: The mail came back");
    await expect(page.getByText("Address bounced")).toBeVisible();

    await chooseAction(page, "Send Password Change Link");
    const prompt = page.getByRole("alertdialog", { name: "Send Password Change Link" });
    await expect(prompt.getByRole("alert")).toContainText("Mail to this address came back");
    await expect(prompt.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
    await prompt.getByRole("checkbox", { name: "Send it there all the same" }).check();
    await prompt.getByRole("button", { name: "Send", exact: true }).click();
    await expect(prompt).toBeHidden();

    const second = await mailbox.waitForMail({ to: jane.email, subject: linkMail, after: mail });
    await mailbox.deliver(second.id);
    await expect(page.getByText("Address bounced")).toBeHidden();
    const user = await administrator.call(getUser, { params: { userId: jane.id } });
    expect(user.addressFault).toBeNull();
  });

  test("asks for the confirmation in Save, too, but only for the mail and the same address", async ({
    page,
    users,
    mailbox,
    administrator,
  }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    await mailbox.suppress((await mailbox.waitForMail({ to: jane.email })).id);
    await watchRecord(page, jane);
    await expect(page.getByText("Address refused")).toBeVisible();

    await page.getByRole("button", { name: "Generate", exact: true }).click();
    const confirm = page.getByRole("checkbox", { name: "Send it there all the same" });
    await expect(confirm).toBeHidden();
    await page.getByRole("checkbox", { name: "Send Email with Access Info to User" }).check();
    await expect(confirm).toBeVisible();
    await page.getByLabel("Email", { exact: true }).fill("jane@elsewhere.test");
    await expect(confirm).toBeHidden();
    await page.getByLabel("Email", { exact: true }).fill(jane.email);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(confirm).toBeFocused();
    await expect(confirm).toHaveAccessibleDescription("Select this to mail to it, or correct the address.");
    await confirm.check();
    await page.getByRole("button", { name: "Save" }).click();
    await mailbox.waitForMail({ to: jane.email, subject: accessInfo });
    await expect(page.getByRole("button", { name: "Done" })).toBeVisible();
  });
});

test("what the screen did not know yet is told by the refusal, at the same places", async ({
  page,
  users,
  mailbox,
  administrator,
}) => {
  const jane = await users.active();
  await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const mail = await mailbox.waitForMail({ to: jane.email, subject: linkMail });
  await watchRecord(page, jane);
  await page.getByRole("button", { name: "Generate", exact: true }).click();
  await page.getByRole("checkbox", { name: "Send Email with Access Info to User" }).check();
  await putOutOfSight(page);
  await mailbox.bounce(mail.id);
  await expectAtFault(administrator, jane.id);
  await page.getByRole("button", { name: "Save" }).click();
  const confirm = page.getByRole("checkbox", { name: "Send it there all the same" });
  await expect(confirm).toBeFocused();
  await page.getByRole("button", { name: "Cancel" }).click();

  const john = await users.active();
  await administrator.call(sendPasswordChangeLink, { params: { userId: john.id }, body: {} });
  const second = await mailbox.waitForMail({ to: john.email, subject: linkMail });
  await watchRecord(page, john);
  await chooseAction(page, "Send Password Change Link");
  const prompt = page.getByRole("alertdialog", { name: "Send Password Change Link" });
  await expect(prompt.getByText("It stops working")).toBeVisible();
  await putOutOfSight(page);
  await mailbox.bounce(second.id);
  await expectAtFault(administrator, john.id);
  await prompt.getByRole("button", { name: "Send", exact: true }).click();
  await expect(prompt.getByRole("alert")).toHaveCount(1);
  await expect(prompt.getByRole("alert")).toContainText("Mail to this address came back");
  await confirm.check();
  await prompt.getByRole("button", { name: "Send", exact: true }).click();
  await expect(prompt).toBeHidden();
});

for (const [sign, give] of Object.entries<(user: Page) => Promise<unknown>>({
  "a key": (user) => user.keyboard.press("Shift"),
  "the pointer": (user) => user.mouse.move(80, 80, { steps: 2 }),
  "a finger": (user) => user.touchscreen.tap(40, 40),
  "the focus": (user) => user.getByLabel("New Password", { exact: true }).focus(),
})) {
  test(`a scanner that runs scripts opens no page, a person does: by ${sign}`, async ({
    users,
    administrator,
    mailbox,
    browser,
    stack,
  }) => {
    const jane = await users.active();
    const params = { userId: jane.id };
    await administrator.call(sendPasswordChangeLink, { params, body: {} });
    const link = firstLink(await mailbox.waitForMail({ to: jane.email, subject: linkMail }));
    const openedAt = async () =>
      (await administrator.call(listRecoveries, { params })).recoveries[0]!.openedAt;
    const context = await browser.newContext({ baseURL: stack.url, hasTouch: true });
    const visitor = await context.newPage();

    await visitor.goto(link);
    await expect(visitor.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
    await visitor.evaluate(() => {
      for (const made of ["keydown", "pointerdown", "pointermove", "focusin"])
        document.querySelector("input")!.dispatchEvent(new Event(made, { bubbles: true }));
      window.scrollTo(0, 400);
    });
    // As a browser tells of a pointer that rests where the page has come.
    await visitor.mouse.move(0, 0);
    await visitor.waitForLoadState("networkidle");
    expect(await openedAt()).toBeNull();

    await give(visitor);
    await expect.poll(openedAt).not.toBeNull();
    await context.close();
  });
}

test("a sign that got lost on the way is told again by the next one; a link that ran out is told by its step", async ({
  page,
  users,
  mailbox,
  clock,
  browser,
  stack,
}) => {
  const jane = await users.active();
  await watchRecord(page, jane);
  await send(page, "Send Password Change Link", "Send");
  // Not the users' own: a request that fails is no complaint here.
  const context = await browser.newContext({ baseURL: stack.url });
  const user = await context.newPage();
  await user.goto(firstLink(await mailbox.waitForMail({ to: jane.email, subject: linkMail })));
  const field = user.getByLabel("New Password", { exact: true });
  await expect(field).toBeVisible();
  const lookUps = `**${lookUpPasswordChangeLink.path}`;
  await user.route(lookUps, (route) => route.abort());
  const lost = user.waitForEvent("requestfailed");
  await field.focus();
  await lost;
  await user.unroute(lookUps);
  await field.press("q");
  await expectRecovery(page, "page opened");
  await context.close();
  await clock.advance(24 * 60 + 1);
  await signIn(page, root.userName, root.password);
  await openRecord(page, jane);
  await expectRecovery(page, "expired");
});

test.describe("Revoke", () => {
  test("a link before it is opened", async ({ page, users, mailbox, otherBrowser }) => {
    const jane = await users.active();
    await watchRecord(page, jane);
    await send(page, "Send Password Change Link", "Send");
    const mail = await mailbox.waitForMail({ to: jane.email, subject: linkMail });
    await revoke(page, "Revoke link", "The link will stop working at once, wherever it is.");
    await expect(wayOf(page, "Password change link")).toContainText("Ended: Revoked");
    const user = await otherBrowser();
    await user.goto(firstLink(mail));
    await expect(user.getByRole("heading", { name: "This link was withdrawn." })).toBeVisible();
  });

  test("a generated password that took effect: the user is without one", async ({
    page,
    users,
    mailbox,
    stack,
  }) => {
    const jane = await users.active({ password: oldPassword });
    await watchRecord(page, jane);
    await send(page, "Generate New Password", "Yes");
    await expect(wayOf(page, "Generated password")).toContainText("The new password took effect");
    const mail = await mailbox.waitForMail({ to: jane.email, subject: accessInfo });
    await revoke(page, "Revoke temporary password", "The user is then without a password");
    await expect(wayOf(page, "Generated password")).toContainText("Ended: Revoked");
    await expect(page.getByText("The user has no password yet.")).toBeVisible();
    await expect(signInToApi(stack.url, jane.userName, passwordIn(mail))).rejects.toThrow();
  });

  test("a generated password that is still waiting: the old one keeps working", async ({
    page,
    users,
    mailbox,
    stack,
  }) => {
    const jane = await users.active({ password: oldPassword });
    await watchRecord(page, jane);
    await mailbox.setFault({ kind: "server-error" });
    await send(page, "Generate New Password", "Yes");
    await revoke(page, "Revoke generated password", "The generated password will never take effect.");
    await expect(wayOf(page, "Generated password")).toContainText("Ended: Revoked");
    await expect(signInToApi(stack.url, jane.userName, oldPassword)).resolves.toBeTruthy();
  });

  test("a temporary password that was told on the phone", async ({ page, users, stack }) => {
    const jane = await users.withTemporaryPassword();
    await watchRecord(page, jane);
    await expect(page.getByText("Temporary password until")).toBeVisible();
    await revoke(page, "Revoke temporary password", "open sessions end");
    await expect(page.getByText("Temporary password until")).toBeHidden();
    await expect(signInToApi(stack.url, jane.userName, jane.temporaryPassword)).rejects.toThrow();
  });

  test("what was used meanwhile can't be revoked, and the card tells why", async ({
    page,
    users,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();
    await watchRecord(page, jane);
    await send(page, "Send Password Change Link", "Send");
    const mail = await mailbox.waitForMail({ to: jane.email, subject: linkMail });
    await page.getByRole("button", { name: "Revoke" }).click();
    const user = await otherBrowser();
    await user.goto(firstLink(mail));
    await chooseNewPassword(user, ownPassword);
    const prompt = page.getByRole("alertdialog", { name: "Revoke link" });
    await prompt.getByRole("button", { name: "Revoke" }).click();
    await expect(prompt.getByRole("alert")).toContainText("nothing left to revoke");
    await prompt.getByRole("button", { name: "Cancel" }).click();
    await expect(wayOf(page, "Password change link")).toContainText("Done: New password set");
  });
});

test.describe("Send again", () => {
  test("a link: a fresh one through the same prompt, and the older one is told as replaced", async ({
    page,
    users,
    mailbox,
  }) => {
    const jane = await users.active();
    await watchRecord(page, jane);
    await send(page, "Send Password Change Link", "Send");
    const first = await mailbox.waitForMail({ to: jane.email, subject: linkMail });
    await card(page, "Recovery").getByRole("button", { name: "Send again" }).click();
    await confirmIn(page, "Send Password Change Link", "Send");
    const second = await mailbox.waitForMail({ to: jane.email, subject: linkMail, after: first });
    expect(firstLink(second)).not.toBe(firstLink(first));

    const older = entries(page).nth(1);
    await expect(older).toContainText("Replaced by a newer one");
    await expect(older.getByRole("list")).toBeHidden();
    await older.getByText("Password change link").click();
    await expect(older.getByRole("list")).toContainText("Done: Link sent by Riley Root");
    await expect(older.getByRole("list")).toContainText("Ended: Replaced by a newer one");
  });

  test("a generated password: a fresh one, never the old text", async ({ page, users, mailbox }) => {
    const jane = await users.active();
    await watchRecord(page, jane);
    await send(page, "Generate New Password", "Yes");
    const first = await mailbox.waitForMail({ to: jane.email, subject: accessInfo });
    await card(page, "Recovery").getByRole("button", { name: "Send again" }).click();
    await confirmIn(page, "Generate New Password", "Yes");
    const second = await mailbox.waitForMail({ to: jane.email, subject: accessInfo, after: first });
    expect(passwordIn(second)).not.toBe(passwordIn(first));
  });

  test("a temporary password: leads to Generate", async ({ page, users }) => {
    await watchRecord(page, await users.withTemporaryPassword());
    await card(page, "Recovery").getByRole("button", { name: "Replace" }).click();
    await expect(page.getByRole("button", { name: "Generate", exact: true })).toBeFocused();
  });

  test("says why it can't be used now", async ({ page, users, administrator }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    await watchRecord(page, jane);
    await page.getByLabel("Title").fill("Team Lead");
    const again = card(page, "Recovery").getByRole("button", { name: "Send again" });
    await expect(again).toBeDisabled();
    await expect(again).toHaveAccessibleDescription(/Save or cancel your changes first\.$/);
  });
});

test.describe("Reason and ticket", () => {
  test("what was noted with the option stands in the timeline, in the history and in the note", async ({
    page,
    context,
    users,
    mailbox,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const jane = await users.active();
    await watchRecord(page, jane);
    await chooseAction(page, "Send Password Change Link");
    const prompt = page.getByRole("alertdialog", { name: "Send Password Change Link" });
    await prompt.getByText("Reason and ticket").click();
    await prompt.getByLabel("Reason", { exact: true }).fill("Lost her phone");
    await prompt.getByLabel("Ticket number").fill("INC-4711");
    await prompt.getByRole("combobox", { name: "How the caller was verified" }).click();
    await page.getByRole("option", { name: "Called back on a known number" }).click();
    await prompt.getByRole("button", { name: "Send", exact: true }).click();
    await expect(prompt).toBeHidden();
    const noted = /“Lost her phone” · INC-4711 · caller verified: called back on a known number/i;
    await expect(wayOf(page, "Password change link")).toContainText(noted);
    await expect(card(page, "History")).toContainText(noted);

    const mail = await mailbox.waitForMail({ to: jane.email, subject: linkMail });
    await card(page, "Recovery").getByRole("button", { name: "Copy note for ticket" }).click();
    await expect(page.getByText("Copied", { exact: true })).toBeVisible();
    const note = await page.evaluate(() => navigator.clipboard.readText());
    expect(note.split("\n")).toEqual([
      `User: ${jane.name} (${jane.userName})`,
      "What: Password change link",
      expect.stringMatching(/^Made: .+ by Riley Root$/),
      expect.stringMatching(/^Channel: Mail to j….@acme\.test$/),
      expect.stringMatching(/^Mail: Accepted by the mail service, .+$/),
      expect.stringMatching(/^Expires: .+$/),
      "State: Open",
      "Caller verified: Called back on a known number",
      "Reason: Lost her phone",
      "Ticket: INC-4711",
      expect.stringMatching(/^Audit event: [0-9a-f-]{36}$/),
    ]);
    expect(note).not.toContain(new URL(firstLink(mail)).hash.slice(1));
    expect(note).not.toContain(jane.email);
  });

  test("where the browser refuses to copy, the note is shown for copying by hand", async ({
    page,
    context,
    users,
    administrator,
  }) => {
    // Nothing is granted, so everything is refused.
    await context.grantPermissions([]);
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    await watchRecord(page, jane);
    const button = card(page, "Recovery").getByRole("button", { name: "Copy note for ticket" });
    await button.click();
    const note = page.getByRole("dialog", { name: "Note for ticket" }).getByRole("textbox", { name: "Note" });
    await expect(note).toBeFocused();
    await expect(note).toHaveValue(/What: Password change link/);
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
  });

  test("after “this wasn't me” no option works without a reason", async ({
    page,
    users,
    mailbox,
    stack,
    administrator,
  }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    const mail = await mailbox.waitForMail({ to: jane.email, subject: linkMail });
    await watchRecord(page, jane);
    await openApi(stack.url).call(stopRecovery, { body: { token: stopTokenIn(mail.text ?? "") } });
    await expect(wayOf(page, "Password change link")).toContainText("Problem: Stopped");

    await chooseAction(page, "Send Password Change Link");
    const prompt = page.getByRole("alertdialog", { name: "Send Password Change Link" });
    await expect(prompt.getByRole("alert")).toContainText("Make sure that the caller is the user");
    await prompt.getByRole("button", { name: "Send", exact: true }).click();
    const reason = prompt.getByLabel("Reason", { exact: true });
    await expect(reason).toBeFocused();
    await expect(reason).toHaveAccessibleDescription("Enter a reason.");
    await reason.fill("She stands before me");
    await prompt.getByRole("button", { name: "Send", exact: true }).click();
    await expect(prompt).toBeHidden();
    await expect(wayOf(page, "Password change link").first()).toContainText("“She stands before me”");

    await page.getByRole("button", { name: "Generate", exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(card(page, "Password").getByLabel("Reason", { exact: true })).toBeFocused();
    await card(page, "Password").getByLabel("Reason", { exact: true }).fill("On the phone now");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("button", { name: "Done" })).toBeVisible();
  });
});

test("a moment told with its year fits its line, at any width and size of text", async ({
  page,
  users,
  administrator,
}) => {
  const jane = await users.active();
  await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  // More than a week away is told with its date: this browser alone is that far behind.
  await page.clock.setFixedTime(Date.now() - 8 * 24 * 60 * 60_000);
  await openRecord(page, jane);
  await expect(wayOf(page, "Password change link").getByRole("time").first()).toHaveText(/ 2\d{3}/);
  await expectFitting(page);
});

test("with the keyboard alone: open an older recovery, revoke, and send again", async ({
  page,
  users,
  administrator,
}) => {
  const jane = await users.active();
  for (let sent = 0; sent < 2; sent += 1)
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  await watchRecord(page, jane);
  const [newest, older] = [entries(page).nth(0), entries(page).nth(1)];
  await newest.getByRole("button", { name: "Revoke" }).focus();
  await page.keyboard.press("Enter");
  const revokePrompt = page.getByRole("alertdialog", { name: "Revoke link" });
  await expect(revokePrompt.getByRole("button", { name: "Revoke" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(revokePrompt).toBeHidden();
  await expect(newest).toContainText("Ended: Revoked");

  // From the line of the revoked one over its two buttons to the line of the older one.
  for (const next of [
    newest.getByRole("button", { name: "Send again" }),
    newest.getByRole("button", { name: "Copy note for ticket" }),
  ]) {
    await page.keyboard.press("Tab");
    await expect(next).toBeFocused();
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(older.getByRole("list")).toContainText("Ended: Replaced by a newer one");
  await page.keyboard.press("Tab");
  await expect(older.getByRole("button", { name: "Send again" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(older.getByRole("button", { name: "Send again" })).toBeFocused();
});

/** Opens the record and waits until it is kept true. */
async function watchRecord(page: Page, person: { id: string; name: string }): Promise<void> {
  await openRecord(page, person);
  await expect(liveMark(page)).toBeVisible();
}

/** Expects that nothing is mailed to the user's address without a second confirmation. */
async function expectAtFault(administrator: Api, userId: string): Promise<void> {
  const user = () => administrator.call(getUser, { params: { userId } });
  await expect.poll(async () => (await user()).addressFault?.kind).toBe("bounced");
}

/** Opens as many streams of this session as the server allows, so that it refuses another one. Returns the way to end them. */
async function watchTooOften(url: string, watcher: Api, userId: string): Promise<() => void> {
  const streams = new AbortController();
  const headers = { cookie: `${sessionCookieName(url)}=${watcher.cookie()}` };
  const live = url + pathOf(watchUser, { params: { userId } });
  const opened: Response[] = [];
  // They are held: what nobody holds is closed at some time.
  do opened.push(await fetch(live, { headers, signal: streams.signal }));
  while (opened.at(-1)?.ok);
  return () => {
    streams.abort();
    opened.length = 0;
  };
}

function liveMark(page: Page): Locator {
  return card(page, "Recovery").getByText("Live", { exact: true });
}

function entries(page: Page): Locator {
  return page.getByRole("list", { name: "Recoveries" }).locator("> li");
}

/** The steps of an open entry, as a list. */
function wayOf(page: Page, recovery: string): Locator {
  return card(page, "Recovery").getByRole("list", { name: recovery, exact: true });
}

function steps(way: Locator): Locator {
  return way.getByRole("listitem");
}

/** Runs option A or B through its prompt. */
async function send(page: Page, action: string, confirm: string): Promise<void> {
  await chooseAction(page, action);
  await confirmIn(page, action, confirm);
}

/** Revokes the one recovery that is open, and expects the prompt to say what that means. */
async function revoke(page: Page, title: string, meaning: string): Promise<void> {
  await card(page, "Recovery").getByRole("button", { name: "Revoke" }).click();
  const prompt = page.getByRole("alertdialog", { name: title });
  await expect(prompt).toContainText(meaning);
  await prompt.getByRole("button", { name: "Revoke" }).click();
  await expect(prompt).toBeHidden();
}

/** The secret of the "this wasn't me" link in a mail's text. */
function stopTokenIn(text: string): string {
  const token = /\/stop#(\S+)/.exec(text)?.[1];
  if (token === undefined) throw new Error("The mail holds no link that stops.");
  return token;
}
