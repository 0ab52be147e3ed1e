import { createUser } from "@latchkey/contract/users.ts";
import { endUserSessions, getSession } from "@latchkey/contract/sessions.ts";
import type { Page } from "playwright/test";
import { signInToApi, type Api } from "@latchkey/playwright/api.ts";
import { expectAccessible } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test as base } from "@latchkey/playwright/fixtures.ts";
import { copyScreens, removeScreens, updateScreens } from "@latchkey/playwright/screens.ts";
import { root, setUp, startStack, type Stack } from "@latchkey/playwright/stack.ts";
import { card, chooseAction, fillSignIn, signIn } from "@latchkey/playwright/steps.ts";

type Installation = { stack: Stack; api: Api; update: () => void; jane: { id: string; name: string } };

/** A page of an installation that can be updated under it. Its browser complains of files that are gone: that is the story. */
const test = base.extend<{ installation: Installation; open: Page }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter to learn what a fixture needs
  installation: async ({}, use) => {
    const screens = copyScreens();
    const stack = await startStack({ webFolder: screens });
    await setUp(stack);
    const api = await signInToApi(stack.url, root.userName, root.password);
    const user = await api.call(createUser, {
      body: { userName: "jane.okafor", firstName: "Jane", lastName: "Okafor", email: "jane@acme.test" },
    });
    const jane = { id: user.id, name: "Jane Okafor" };
    await use({ stack, api, update: () => updateScreens(screens), jane });
    await stack.stop();
    removeScreens(screens);
  },
  open: async ({ browser, installation }, use) => {
    const context = await browser.newContext({ baseURL: installation.stack.url });
    const page = await context.newPage();
    await signIn(page, root.userName, root.password);
    await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
    await use(page);
    await context.close();
  },
});

test("a menu whose file is gone says so, and the page is loaded again with what was typed", async ({
  open: page,
  installation: { jane, update },
}) => {
  await openRecord(page, jane);
  await page.getByLabel("Title").fill("Head Nurse");
  await page.getByRole("checkbox", { name: "Is Active" }).uncheck();
  update();
  await page.getByRole("button", { name: "Actions", exact: true }).click();

  await expect(question(page)).toBeVisible();
  await expect(question(page).getByRole("button", { name: "Load again" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Enter");

  await expect(page.getByRole("region", { name: "Unsaved changes" })).toContainText("title, is active");
  await expect(page.getByLabel("Title")).toHaveValue("Head Nurse");
  await expect(page.getByRole("checkbox", { name: "Is Active" })).not.toBeChecked();
  expect(await page.evaluate(() => sessionStorage.getItem("latchkey-typing"))).toBeNull();
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: "Delete User" })).toBeVisible();
});

test("in a prompt: its fields have a list that is gone, and what was typed is there when it opens again", async ({
  open: page,
  installation: { jane, update },
}) => {
  await openRecord(page, jane);
  await chooseAction(page, "Send Password Change Link");
  const prompt = page.getByRole("alertdialog", { name: "Send Password Change Link" });
  await prompt.getByText("Reason and ticket").click();
  await prompt.getByLabel("Reason").fill("Lost phone");
  // The record's own lists may have loaded the file of every list by now.
  update();
  await prompt.getByLabel("How the caller was verified").click();
  await question(page).getByRole("button", { name: "Load again" }).click();

  await chooseAction(page, "Send Password Change Link");
  await prompt.getByText("Reason and ticket").click();
  await expect(prompt.getByLabel("Reason")).toHaveValue("Lost phone");
});

test("an editor, another page, and the window that asks to sign in again", async ({
  open: page,
  installation: { api, jane, update },
}) => {
  await openRecord(page, jane);
  await page.getByLabel("Title").fill("Head Nurse");
  update();
  const { session } = await api.call(getSession, {});
  await signInToApi(new URL(page.url()).origin, root.userName, root.password).then((other) =>
    other.call(endUserSessions, { params: { userId: session!.user.id } }),
  );
  await page.getByRole("button", { name: "Save" }).click();
  await question(page).getByRole("button", { name: "Load again" }).click();
  await fillSignIn(page, root.userName, root.password);
  await expect(page.getByLabel("Title")).toHaveValue("Head Nurse");

  update();
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Template Manager" })
    .click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
  await question(page).getByRole("button", { name: "Load again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Template Manager" })).toBeVisible();
});

test("a visitor who chooses another language gets it", async ({
  browser,
  installation: { stack, update },
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${stack.url}/sign-in`);
  await expect(page.getByRole("button", { name: "Sign In" })).toBeVisible();
  update();
  await page.getByRole("combobox", { name: "Language" }).selectOption("Deutsch");
  await expect(page.getByRole("button", { name: "Anmelden" })).toBeVisible();
  await context.close();
});

test("without an update, what can't be loaded says that the server did not answer, and nothing is lost", async ({
  open: page,
  installation: { jane },
}) => {
  await openRecord(page, jane);
  await page.getByLabel("Title").fill("Head Nurse");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await expect(page.getByText("The server did not answer.").first()).toBeVisible();
  await expect(question(page)).toBeHidden();
  await expect(page.getByLabel("Title")).toHaveValue("Head Nurse");
});

function question(page: Page) {
  return page.getByRole("alertdialog", { name: "Latchkey was updated" });
}

async function openRecord(page: Page, jane: Installation["jane"]): Promise<void> {
  await page.goto(`/users/${jane.id}`);
  await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
  await expect(card(page, "Recovery")).toContainText("Nothing yet");
}

test("what went wrong is told in words, though the list of messages can't be loaded", async ({
  open: page,
}) => {
  const files = "**/assets/toast-list-*";
  await page.route(files, (route) => route.abort());
  await page.route("**/api/session", (route) => route.abort());
  const signOut = async () => {
    await page.locator("header").getByRole("button").last().click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
  };
  await signOut();
  const failed = page.getByRole("alert").filter({ hasText: "You are still signed in" });
  await expect(failed).toContainText("The server did not answer.");
  await expectAccessible(page);
  for (const dismiss of await page.getByRole("button", { name: "Dismiss" }).all()) await dismiss.click();
  await expect(page.getByRole("alert")).toHaveCount(0);

  await page.unroute(files);
  await signOut();
  await expect(page.getByRole("status").filter({ hasText: "You are still signed in" })).toBeVisible();
});
