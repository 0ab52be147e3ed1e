import { getMessage, listMessages } from "@latchkey/contract/mail.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import type { Locator, Page } from "playwright/test";
import { openApi, type Api } from "@latchkey/playwright/api.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import type { Person } from "@latchkey/playwright/people.ts";
import { passwordIn } from "@latchkey/playwright/secrets.ts";
import { root } from "@latchkey/playwright/stack.ts";
import { ownPassword, signIn } from "@latchkey/playwright/steps.ts";

const send = (api: Api, { id }: Pick<Person, "id">) =>
  api.call(sendPasswordChangeLink, { params: { userId: id }, body: {} });

test("while the mail service is down a mail waits with its reason; when it is back, the page says so by itself", async ({
  page,
  users,
  administrator,
  mailbox,
  clock,
}) => {
  const jane = await users.active();
  await mailbox.setFault({ kind: "down" });
  await send(administrator, jane);
  await page.goto(`/mail?search=${jane.userName}`);
  await expect(row(page, jane)).toContainText("Queued");
  await expect(row(page, jane)).toContainText("The mail service is down.");
  await expect(fact(page, "Waiting")).toHaveText("1");
  await expect(fact(page, "Sending")).toHaveText("Trying againThe mail service is down.");

  await link(page, jane).click();
  await expect(page).toHaveURL(/\/mail\/[0-9a-f-]{36}$/);
  await expect(
    page.getByRole("heading", { level: 1, name: `Password Change Link to ${jane.name}` }),
  ).toBeFocused();
  const history = page.getByRole("list", { name: "History" });
  await expect(history).toContainText("The mail service is down.");
  await mailbox.setFault({ kind: "none" });
  await clock.advance(1);
  await expect(history).toContainText("Accepted by the mail service");

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Mail" }).click();
  await expect(fact(page, "Waiting")).toHaveText("0");
  await expect(fact(page, "Sending")).toHaveText("Running");
  await expect(row(page, jane)).toContainText("Accepted");
  await expect(row(page, jane)).not.toContainText("down");
});

test("a wrong key stops the mail: every page says so, and a release by hand tries at once", async ({
  page,
  users,
  administrator,
  mailbox,
}) => {
  const jane = await users.active();
  await mailbox.setFault({ kind: "invalid-key" });
  await send(administrator, jane);
  await page.goto("/users");
  const banner = page.getByRole("status", { name: "Mail is stopped", exact: true });
  await expect(banner).toContainText("API key");

  await banner.getByRole("button", { name: "Release" }).click();
  await expect(page.getByText("Mail is stopped again")).toBeVisible();
  await expect(banner).toBeVisible();

  await mailbox.setFault({ kind: "none" });
  await banner.getByRole("button", { name: "Release" }).click();
  await expect(page.getByText("Mail is running")).toBeVisible();
  await expect(banner).toBeHidden();
  await mailbox.waitForMail({ to: jane.email });
});

test("pause and resume, by keyboard: the mail waits in between, and everybody is told who paused it", async ({
  page,
  users,
  administrator,
  mailbox,
  otherBrowser,
}) => {
  const colleague = await users.administrator({ password: ownPassword });
  const jane = await users.active();
  await page.goto("/mail");
  await page.getByRole("button", { name: "Pause" }).press("Enter");
  const prompt = page.getByRole("alertdialog", { name: "Pause all mail" });
  await page.keyboard.press("Escape");
  await expect(prompt).toBeHidden();
  await expect(page.getByRole("button", { name: "Pause" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(prompt.getByRole("button", { name: "Pause" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(fact(page, "Sending")).toHaveText("Paused");

  await send(administrator, jane);
  const other = await otherBrowser({ userName: colleague.userName, password: ownPassword });
  await other.goto("/profile");
  const banner = other.getByRole("status").filter({ hasText: "Mail is paused" });
  await expect(banner).toContainText("Riley Root has paused all mail.");
  await expect(banner.getByRole("button", { name: "Resume" })).toBeVisible();
  await banner.getByRole("link", { name: "Open Mail" }).click();
  await expect(row(other, jane)).toContainText("Queued");
  expect(await mailbox.mails({ to: jane.email })).toEqual([]);

  await expect(page.getByRole("button", { name: "Resume" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(fact(page, "Sending")).toHaveText("Running");
  await expect(page.getByRole("button", { name: "Pause" })).toBeFocused();
  await mailbox.waitForMail({ to: jane.email });
});

test("when the oldest mail waits for more than ten minutes, every page says so", async ({
  page,
  users,
  administrator,
  mailbox,
  clock,
}) => {
  const jane = await users.active();
  await mailbox.setFault({ kind: "down" });
  await send(administrator, jane);
  await clock.advance(11);
  await page.goto("/profile");
  const banner = page.getByRole("status").filter({ hasText: "Mail is slow" });
  await expect(banner).toContainText("The oldest has waited since");
  await banner.getByRole("link", { name: "Open Mail" }).click();
  await expect(page).toHaveURL(/\/mail\?state=waiting$/);
  await expect(row(page, jane)).toBeVisible();
  await mailbox.setFault({ kind: "none" });
  await clock.advance(6);
  await mailbox.waitForMail({ to: jane.email });
  await expect(banner).toBeHidden();
});

test("a notice is shown as its recipient sees it, as HTML, narrow, dark, and as text", async ({
  page,
  stack,
  users,
  administrator,
  mailbox,
}) => {
  const jane = await users.active();
  await send(administrator, jane);
  const token = new URL(firstLink(await mailbox.waitForMail({ to: jane.email }))).hash.slice(1);
  await openApi(stack.url).call(redeemPasswordChangeLink, { body: { token, newPassword: ownPassword } });
  // A scheme that Playwright plays would hold for every frame.
  await page.emulateMedia({ colorScheme: null });
  await page.goto(`/mail?search=${jane.userName}`);
  await page.getByRole("link", { name: `Password Changed to ${jane.name}` }).click();

  const frame = page.getByTitle("The mail");
  const mail = page.frameLocator('iframe[title="The mail"]');
  await expect(mail.getByText("Hello Jane")).toBeVisible();
  await expect(frame).toHaveAttribute("sandbox", "");
  const isDark = () =>
    mail.locator("html").evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  await page.getByRole("radio", { name: "Dark" }).check();
  await expect.poll(isDark).toBe(true);
  await page.getByRole("radio", { name: "Light" }).check();
  await expect.poll(isDark).toBe(false);
  const wide = (await frame.boundingBox())!.width;
  await page.getByRole("radio", { name: "Phone" }).check();
  await expect.poll(async () => (await frame.boundingBox())!.width).toBeLessThan(Math.min(wide, 380));

  await page.getByRole("radio", { name: "Text" }).check();
  await expect(page.getByRole("region", { name: "The mail as text" })).toContainText("Hello Jane");
  await expect(frame).toBeHidden();
  await page.getByRole("link", { name: jane.name }).click();
  await expect(page).toHaveURL(new RegExp(`/users/${jane.id}$`));
});

test("the text of a mail with a password or a link is shown to nobody", async ({
  page,
  users,
  administrator,
  mailbox,
}) => {
  const jane = await users.active();
  await administrator.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const password = passwordIn(await mailbox.waitForMail({ to: jane.email }));
  const answers: string[] = [];
  page.on("response", async (response) => answers.push(await response.text().catch(() => "")));
  await page.goto(`/mail?search=${jane.userName}`);
  await page.getByRole("link", { name: `Access Info to ${jane.name}` }).click();
  await expect(page.getByText("The text of this mail is shown to nobody")).toBeVisible();
  await expect(page.getByTitle("The mail")).toBeHidden();

  const { messages } = await administrator.call(listMessages, { query: { search: jane.userName } });
  const messageId = messages[0]!.id;
  expect((await administrator.call(getMessage, { params: { messageId } })).parts).toBeNull();
  expect((await page.request.get(`/api/messages/${messageId}/html`)).status()).toBe(404);
  expect(answers.join("\n")).toContain(messageId);
  expect(answers.join("\n")).not.toContain(password);
});

test("filters stand in the address, and Back undoes one at a time", async ({
  page,
  users,
  administrator,
  mailbox,
}) => {
  const jane = await users.active();
  await send(administrator, jane);
  await mailbox.setFault({ kind: "bad-address" });
  await administrator.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  await page.goto("/mail");
  await page.getByRole("searchbox", { name: "Search messages" }).fill(jane.email);
  await expect(rows(page)).toHaveCount(2);

  const groups = page.getByRole("navigation", { name: "Which messages" });
  await groups.getByRole("link", { name: "Problems" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, jane)).toContainText("The mail service refuses this message");
  await page.reload();
  await expect(groups.getByRole("link", { name: "Problems" })).toHaveAttribute("aria-current", "page");
  await expect(rows(page)).toHaveCount(1);

  await page.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Accepted" }).click();
  await expect(page).toHaveURL((url) => url.searchParams.get("state") === "accepted");
  await expect(row(page, jane)).toContainText("Password Change Link");
  await page.getByRole("combobox", { name: "Template" }).click();
  await page.getByRole("option", { name: "Access Info" }).click();
  await expect(page.getByText("No messages match")).toBeVisible();

  await page.goBack();
  await expect(rows(page)).toHaveCount(1);
  await page.goBack();
  await expect(page).toHaveURL((url) => url.searchParams.get("state") === "problems");
  await page.getByRole("link", { name: "Mail", exact: true }).click();
  await expect(page).toHaveURL(/\/mail$/);
  await expect(page.getByRole("searchbox", { name: "Search messages" })).toHaveValue("");
});

test("of a mail of which nobody knows whether it arrived, a person decides", async ({
  page,
  users,
  administrator,
  mailbox,
  clock,
}) => {
  const jane = await users.active();
  await mailbox.setFault({ kind: "unreachable" });
  await send(administrator, jane);
  // The link runs out, and the mail service may have forgotten the key by then.
  await clock.advance(25 * 60);
  await signIn(page, root.userName, root.password);
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
  await page.goto(`/mail?search=${jane.userName}`);
  await expect(row(page, jane)).toContainText("Unknown");
  await expect(page.getByRole("link", { name: "Decide" })).toBeVisible();

  await link(page, jane).click();
  await page.getByRole("button", { name: "It did not arrive" }).click();
  const prompt = page.getByRole("alertdialog", { name: "It did not arrive" });
  await prompt.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "It did not arrive" }).click();
  await prompt.getByRole("button", { name: "It did not arrive" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByRole("list", { name: "History" })).toContainText(
    "An administrator found out that it did not arrive.",
  );
  await expect(page.getByRole("button", { name: "It arrived" })).toBeHidden();
});

function rows(page: Page): Locator {
  return page.getByRole("table", { name: "Messages" }).getByRole("rowheader");
}

function row(page: Page, { name }: Pick<Person, "name">): Locator {
  return page.getByRole("row").filter({ hasText: name });
}

function link(page: Page, { name }: Pick<Person, "name">): Locator {
  return page.getByRole("link", { name: `Password Change Link to ${name}` });
}

/** What the queue's card says under a term. */
function fact(page: Page, term: string): Locator {
  return page.getByRole("definition").and(page.locator(`dt:text-is("${term}") + dd`));
}
