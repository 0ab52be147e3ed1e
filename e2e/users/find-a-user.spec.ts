import type { Locator, Page } from "playwright/test";
import { expectAccessible, expectFitting } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { uniqueWord } from "@latchkey/playwright/people.ts";

test.describe("Find a user", () => {
  test("offers people while one types: arrows point, Enter opens the record, Ctrl Enter its actions", async ({
    page,
    users,
  }) => {
    const word = uniqueWord();
    const ann = await users.active({ firstName: "Ann", lastName: word });
    const bea = await users.inactive({ firstName: "Bea", lastName: word });
    await openMail(page);
    await page.keyboard.press("/");
    await expect(field(page)).toBeFocused();
    await page.keyboard.type(`${word} ann`);
    await expect(options(page)).toHaveText([new RegExp(`Ann ${word}$`)]);
    await field(page).fill(word);
    await expect(options(page)).toHaveCount(2);
    await expect(options(page).last()).toHaveAccessibleName(bea.name);
    await expect(options(page).last()).toHaveAccessibleDescription(/^Inactive · /);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(options(page).last()).toHaveAttribute("data-highlighted");
    await expectAccessible(page, "popup");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: bea.name })).toBeFocused();

    await page.keyboard.press("/");
    await page.keyboard.type(`${word} ann`);
    await expect(options(page)).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+Enter");
    await expect(page).toHaveURL(new RegExp(`/users/${ann.id}$`));
    await expect(page.getByRole("menuitem", { name: "Send Password Change Link" })).toBeFocused();
  });

  test("shows whom one looked at last, first", async ({ page, users }) => {
    const word = uniqueWord();
    const [ann, bea] = [
      await users.active({ firstName: "Ann", lastName: word }),
      await users.active({ firstName: "Bea", lastName: word }),
    ];
    for (const person of [ann, bea]) {
      await page.goto(`/users/${person.id}`);
      await expect(page.getByRole("heading", { level: 1, name: person.name })).toBeVisible();
    }
    await openMail(page);
    await page.keyboard.press("/");
    await expect(page.getByRole("group", { name: "Recent" })).toBeVisible();
    await expect(options(page).first()).toHaveAccessibleName(bea.name);
    await expect(options(page).nth(1)).toHaveAccessibleName(ann.name);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: ann.name })).toBeVisible();

    // Recent people go before others who match, whatever their names begin with.
    await users.active({ firstName: "Aaa", lastName: word });
    await page.keyboard.press("/");
    await page.keyboard.type(word);
    await expect(options(page)).toHaveCount(3);
    await expect(options(page).first()).toHaveAccessibleName(ann.name);
    await expect(options(page).last()).toHaveAccessibleName(`Aaa ${word}`);

    // What the browser keeps of it tells nobody's name.
    const kept = await page.evaluate(() => JSON.stringify(window.localStorage));
    expect(kept).toContain(ann.id);
    expect(kept).not.toContain(word);
  });

  test("Enter right after typing opens the only one who matches, and of several opens none", async ({
    page,
    users,
  }) => {
    const word = uniqueWord();
    const ann = await users.active({ firstName: "Ann", lastName: word });
    await users.active({ firstName: "Bea", lastName: word });
    await openMail(page);
    await page.keyboard.press("/");
    await page.keyboard.type(ann.userName);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: ann.name })).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type(word);
    await page.keyboard.press("Control+Enter");
    await expect(page).toHaveURL((url) => url.searchParams.get("search") === word);
    await expect(page.getByRole("table", { name: "Users" }).getByRole("rowheader")).toHaveCount(2);
  });

  test("Enter opens nobody who was pointed at for other words", async ({ page, users }) => {
    const word = uniqueWord();
    await users.active({ firstName: "Ann", lastName: word });
    const bea = await users.active({ firstName: "Bea", lastName: `${word}y` });
    await openMail(page);
    await page.keyboard.press("/");
    await page.keyboard.type(word);
    await expect(options(page)).toHaveCount(2);
    await page.keyboard.press("ArrowDown");
    await expect(options(page).first()).toHaveAttribute("data-highlighted");
    await page.keyboard.type("y");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: bea.name })).toBeVisible();
  });

  test("in the list, what Enter is about to open is not overtaken by the search that follows typing", async ({
    page,
    users,
  }) => {
    const jane = await users.active();
    await page.goto("/users");
    await expect(page.getByRole("table", { name: "Users" })).toBeVisible();
    await page.clock.install();
    const answer = Promise.withResolvers<void>();
    await page.route(/\/api\/users\?.*search=/, async (route) => {
      await answer.promise;
      await route.continue();
    });
    await page.getByRole("searchbox", { name: "Search users" }).fill(jane.userName);
    const asked = page.waitForRequest(/\/api\/users\?.*search=/);
    await page.keyboard.press("Control+Enter");
    await asked;
    await page.clock.runFor(1000);
    await render(page);
    await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
    answer.resolve();
    await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
    await expect(page.getByRole("menuitem").first()).toBeFocused();
  });

  test("in the list, Enter opens the only hit, and Ctrl Enter its actions", async ({ page, users }) => {
    const jane = await users.active();
    const other = await users.active();
    await page.goto("/users");
    await page.getByRole("searchbox", { name: "Search users" }).fill("okafor");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL((url) => url.searchParams.get("search") === "okafor");
    await page.getByRole("searchbox", { name: "Search users" }).fill(jane.userName);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeFocused();
    await page.goto("/users");
    await page.getByRole("searchbox", { name: "Search users" }).fill(other.email);
    await page.keyboard.press("Control+Enter");
    await expect(page).toHaveURL(new RegExp(`/users/${other.id}$`));
    await expect(page.getByRole("menuitem").first()).toBeFocused();
  });
});

test.describe("Ctrl K", () => {
  test("finds people and what can be done, from any page", async ({ page, users }) => {
    const jane = await users.active();
    await openMail(page);
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "People, and what can be done" });
    await expect(palette.getByRole("combobox")).toBeFocused();
    await expect(options(page).filter({ hasText: "Create User" })).toBeVisible();
    await expectAccessible(page, "popup");
    await page.keyboard.type(jane.userName);
    await expect(options(page)).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+Enter");
    await expect(palette).toBeHidden();
    await expect(page.getByRole("menuitem", { name: "Send Password Change Link" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Actions", exact: true })).toBeFocused();

    await page.keyboard.press("Control+k");
    await expect(page.getByRole("group", { name: "This user" }).getByRole("option")).toHaveCount(3);
    await page.keyboard.type("template");
    await expect(options(page)).toHaveCount(1);
    // The search for people is over as well, and what it found is nothing to be told of.
    await expect(palette).not.toContainText("Searching");
    await expect(palette).not.toContainText("Nobody matches");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Template Manager" })).toBeFocused();
  });

  test("Enter does the only thing that goes with the words, though somebody's name comes close to them", async ({
    page,
    users,
  }) => {
    await users.active({ lastName: "Templatte" });
    await openMail(page);
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "People, and what can be done" });
    await expect(palette.getByRole("combobox")).toBeFocused();
    await page.keyboard.type("template");
    await expect(palette.getByRole("option", { name: /Templatte/ })).toBeVisible();
    await expect(palette).not.toContainText("Nobody matches");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Template Manager" })).toBeVisible();
  });

  test("offers on a record what the record allows, with reasons", async ({ page, users }) => {
    const ina = await users.inactive();
    await page.goto(`/users/${ina.id}`);
    await expect(page.getByRole("heading", { level: 1, name: ina.name })).toBeVisible();
    await page.keyboard.press("Control+k");
    const option = page.getByRole("option", { name: "Send Password Change Link", exact: true });
    await expect(option).toHaveAccessibleDescription(
      "The user is not active. Select Is Active and save first.",
    );
    await page.keyboard.type("send password");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(option).toBeVisible();
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
  });

  test("stays closed while a prompt is open, and Escape gives the focus back", async ({ page, users }) => {
    const jane = await users.active();
    await page.goto(`/users/${jane.id}`);
    const title = page.getByLabel("Title");
    await title.focus();
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog");
    await expect(palette).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(palette).toBeHidden();
    await expect(title).toBeFocused();
    await page.getByRole("button", { name: "Actions", exact: true }).press("Enter");
    await page.getByRole("menuitem").first().press("Enter");
    const prompt = page.getByRole("alertdialog");
    await expect(prompt.getByRole("button", { name: "Send" })).toBeFocused();
    await page.keyboard.press("Control+k");
    await page.keyboard.press("?");
    await expect(prompt.getByRole("button", { name: "Send" })).toBeFocused();
    await expect(palette).toHaveCount(0);
  });
});

test("? shows the keys, and is a question mark in a field", async ({ page, users }) => {
  const jane = await users.active();
  await page.goto(`/users/${jane.id}`);
  await page.getByLabel("Title").focus();
  await page.keyboard.type("Who?");
  await expect(page.getByLabel("Title")).toHaveValue("Who?");
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toContainText("Find people, and what can be done");
  await expectAccessible(page);
  await expectFitting(page);
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
});

/** Lets everything be rendered that is due by now: React takes turns with other messages. */
async function render(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    port1.start();
    for (let turn = 0; turn < 50; turn++) {
      await new Promise((resolve) => {
        port1.addEventListener("message", resolve, { once: true });
        port2.postMessage(null);
      });
    }
  });
}

async function openMail(page: Page): Promise<void> {
  await page.goto("/mail");
  await expect(page.getByRole("heading", { level: 1, name: "Mail" })).toBeVisible();
}

function field(page: Page): Locator {
  return page.getByRole("combobox", { name: "Find a user" });
}

function options(page: Page): Locator {
  return page.getByRole("option");
}
