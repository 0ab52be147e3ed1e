import { deleteUser } from "@latchkey/contract/users.ts";
import type { Locator, Page } from "playwright/test";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import type { Person } from "@latchkey/playwright/people.ts";
import { chooseAction, openRecord, putOutOfSight } from "@latchkey/playwright/steps.ts";

test("what is known of a user stands when the rest can't be looked up, and the same failure is told once", async ({
  page,
  users,
  administrator,
}) => {
  const jane = await users.active();
  await openRecord(page, jane);
  await putOutOfSight(page);
  await administrator.call(deleteUser, { params: { userId: jane.id }, body: { userName: jane.userName } });
  for (const [action, confirm] of [
    ["Send Password Change Link", "Send"],
    ["Generate New Password", "Yes"],
  ] as const) {
    await chooseAction(page, action);
    const prompt = page.getByRole("alertdialog", { name: action });
    await expect(prompt.getByRole("alert")).toContainText("There is nothing here any more");
    await expect(prompt.getByRole("definition").filter({ hasText: jane.email })).toBeVisible();
    await prompt.getByRole("button", { name: confirm, exact: true }).click();
    await expect(prompt.getByRole("button", { name: "Retry" })).toBeHidden();
    await expect(prompt.getByRole("alert")).toHaveCount(1);
    await expect(prompt.getByRole("definition").filter({ hasText: jane.email })).toBeVisible();
    await prompt.getByRole("button", { name: "Cancel" }).click();
    await expect(prompt).toBeHidden();
  }
});

test.describe("What was pressed for something else confirms no prompt", () => {
  test("a click in the first 400 ms", async ({ page, users }) => {
    const { confirm, sent } = await openPrompt(page, await users.active());
    await pressAt(page, confirm);
    await page.clock.runFor(399);
    await pressAt(page, confirm);
    expect(sent).toEqual([]);

    await page.clock.runFor(1);
    await expect(confirm).not.toHaveCSS("pointer-events", "none");
    await pressAt(page, confirm);
    await expect.poll(() => sent).toHaveLength(1);
  });

  test("a press that began too early", async ({ page, users }) => {
    const { confirm, sent } = await openPrompt(page, await users.active());
    await hover(page, confirm);
    await page.mouse.down();
    await page.clock.runFor(400);
    await expect(confirm).not.toHaveCSS("pointer-events", "none");
    await page.mouse.up();
    await expect(confirm).toBeVisible();
    expect(sent).toEqual([]);
  });

  test("a click while the window has no focus, and the one that gives it the focus", async ({
    page,
    users,
  }) => {
    const { confirm, sent } = await openPrompt(page, await users.active());
    await page.clock.runFor(400);
    await expect(confirm).not.toHaveCSS("pointer-events", "none");
    await setWindowFocus(page, false);
    await page.clock.runFor(1000);
    await pressAt(page, confirm);
    await setWindowFocus(page, true);
    await pressAt(page, confirm);
    expect(sent).toEqual([]);

    await page.clock.runFor(400);
    await expect(confirm).not.toHaveCSS("pointer-events", "none");
    await pressAt(page, confirm);
    await expect.poll(() => sent).toHaveLength(1);
  });

  test("Enter that is held down since before", async ({ page, users }) => {
    const { confirm, sent } = await openPrompt(page, await users.active(), async (item) => {
      await item.focus();
      await page.keyboard.down("Enter");
    });
    await page.clock.runFor(100);
    await expect(confirm).toBeFocused();
    for (let times = 0; times < 3; times++) await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
    await expect(confirm).toBeFocused();
    expect(sent).toEqual([]);
  });

  for (const key of ["Enter", "Space"]) {
    test(`but ${key} confirms at once`, async ({ page, users }) => {
      const { confirm, sent } = await openPrompt(page, await users.active());
      await page.clock.runFor(100);
      await expect(confirm).toBeFocused();
      await page.keyboard.press(key);
      await expect.poll(() => sent).toHaveLength(1);
    });
  }

  test("assistive technology, which presses what it has found, need not wait", async ({ page, users }) => {
    const { confirm, sent } = await openPrompt(page, await users.active());
    await confirm.evaluate((button: HTMLButtonElement) => button.click());
    await expect.poll(() => sent).toHaveLength(1);
  });

  test("Enter that is held down in the field of a prompt", async ({ page }) => {
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/test-mails")) sent.push(request.url());
    });
    await page.goto("/templates/password-change-link");
    await page.getByRole("button", { name: "Send test", exact: true }).focus();
    await page.keyboard.down("Enter");
    const field = page.getByRole("alertdialog").getByLabel("Send to");
    await expect(field).toBeFocused();
    for (let times = 0; times < 3; times++) await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
    await expect(field).toBeFocused();
    expect(sent).toEqual([]);
    await page.keyboard.press("Enter");
    await expect.poll(() => sent).toHaveLength(1);
  });
});

/** Opens a prompt that mails something, and stops the page's clock. `sent` fills with what is asked of the server. */
async function openPrompt(
  page: Page,
  person: Person,
  choose: (item: Locator) => Promise<unknown> = (item) => item.press("Enter"),
): Promise<{ confirm: Locator; sent: string[] }> {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(new URL(request.url()).pathname);
  });
  await page.clock.install();
  await openRecord(page, person);
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  const item = page.getByRole("menuitem", { name: "Generate New Password" });
  await expect(item).toBeVisible();
  await page.clock.pauseAt(Date.now() + 60_000);
  await choose(item);
  const confirm = page.getByRole("alertdialog").getByRole("button", { name: "Yes" });
  await expect(confirm).toBeVisible();
  return { confirm, sent };
}

async function hover(page: Page, target: Locator): Promise<void> {
  const { x, y, width, height } = (await target.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
}

/** Presses the pointer where the target is, whether it takes that or not. */
async function pressAt(page: Page, target: Locator): Promise<void> {
  await hover(page, target);
  await page.mouse.down();
  await page.mouse.up();
}

/** As when another window comes to the front, or goes: the browser of the stories has the focus always. */
async function setWindowFocus(page: Page, hasFocus: boolean): Promise<void> {
  await page.evaluate((has) => {
    document.hasFocus = () => has;
    window.dispatchEvent(new Event(has ? "focus" : "blur"));
  }, hasFocus);
}
