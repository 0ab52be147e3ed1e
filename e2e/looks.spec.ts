import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import type { Locator, Page } from "playwright/test";
import { expectFitting } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { card, openRecord } from "@latchkey/playwright/steps.ts";

test.describe("On paper", () => {
  test("the record is light, without rail and bar, and no password is on it", async ({ page, users }) => {
    const jane = await users.active();
    await page.emulateMedia({ colorScheme: "dark" });
    await openRecord(page, jane);
    await page.getByRole("button", { name: "Generate", exact: true }).click();
    const password = page.getByRole("textbox", { name: "New temporary password" });
    await page.getByRole("button", { name: "Spell it out" }).click();
    const spelling = page.getByRole("list", { name: "Spelled out" });
    await expect(spelling).toBeVisible();
    const dark = await schemeOf(page);

    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
    await expect(card(page, "Recovery")).toBeVisible();
    for (const gone of [
      page.getByRole("navigation"),
      page.getByRole("banner"),
      page.getByRole("button", { name: "Save" }),
      password,
      spelling,
    ])
      await expect(gone.filter({ visible: true })).toHaveCount(0);
    await expect(page.getByText("The password is not printed.")).toBeVisible();
    expect([dark, await schemeOf(page)]).toEqual(["dark", "light"]);

    await page.emulateMedia({ media: "screen", colorScheme: "dark" });
    await expect(password).toBeVisible();
    await expect(page.getByText("The password is not printed.")).toBeHidden();
  });

  test("a password that was typed is not, and no address with a token", async ({
    users,
    administrator,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    const user = await otherBrowser();
    await user.goto(firstLink(await mailbox.waitForMail({ to: jane.email })));
    const field = user.getByRole("textbox", { name: "New Password", exact: true });
    await field.fill("a kettle under the blue stairs");
    await user.getByRole("button", { name: "Show password" }).first().click();
    await expect(field).toBeVisible();
    await user.emulateMedia({ media: "print" });
    await expect(field).toBeHidden();
    // The margin holds what the browser prints of its own: the address, token and all.
    const pages = await user
      .getByRole("main")
      .evaluate((main) => getComputedStyle(main).getPropertyValue("page"));
    expect(pages).toBe("bare");
  });
});

test("in forced colours, what is chosen, pressed or current can be told from the rest", async ({
  page,
  users,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openRecord(page, await users.active());
  const rail = page.getByRole("navigation", { name: "Main" });
  await expect(rail.getByRole("link", { name: "Users" })).toHaveCSS("outline-style", "solid");
  await expect(rail.getByRole("link", { name: "Mail", exact: true })).toHaveCSS("outline-style", "none");
  await page.getByRole("button", { name: "Generate", exact: true }).click();
  const hide = page.getByRole("button", { name: "Hide" });
  const spell = page.getByRole("button", { name: "Spell it out" });
  await hide.click();
  await expectToDiffer(hide, spell);
  const box = page.getByRole("checkbox", { name: "Send Email with Access Info to User" });
  const before = await lookOf(box.locator("span").nth(1));
  await box.check();
  expect(await lookOf(box.locator("span").nth(1))).not.toEqual(before);
  await page.goto("/users");
  const views = page.getByRole("navigation", { name: "Which users" });
  await expectToDiffer(
    views.getByRole("link", { name: "Active", exact: true }),
    views.getByRole("link", { name: "All" }),
  );
});

test("names, user names, addresses and types in tables break between words only, at any width", async ({
  page,
  users,
  administrator,
}) => {
  const names = { firstName: "Wolfgang-Amadeus", lastName: "Featherstonehaugh Cholmondeley" };
  const ada = await users.administrator(names);
  await administrator.call(sendPasswordChangeLink, {
    params: { userId: ada.id },
    body: { currentPassword: "correct horse battery staple 7" },
  });
  for (const [path, table] of [
    [`/users?search=${ada.userName}`, "Users"],
    [`/mail?search=${ada.userName}`, "Messages"],
  ] as const) {
    await page.goto(path);
    const rows = page.getByRole("table", { name: table });
    await expect(rows).toBeVisible();
    for (const [width, text] of [
      [320, ""],
      [719, ""],
      [720, ""],
      [900, ""],
      [1099, ""],
      [1100, ""],
      [1280, ""],
      [1280, "200%"],
    ] as const) {
      await page.setViewportSize({ width, height: 720 });
      await page.evaluate((size) => void (document.documentElement.style.fontSize = size), text);
      const where = `${table} at ${width} px, text ${text}`;
      expect.soft(await brokenWords(rows), where).toEqual([]);
      // What is cut off on the right does not scroll, so that nobody sees it.
      expect
        .soft(await rows.evaluate((all) => all.scrollWidth - all.parentElement!.clientWidth), where)
        .toBe(0);
    }
    await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
    await expectFitting(page, [320, 720, 900, 1100]);
  }
});

/** Which scheme the page is shown in, by the colour of its background. */
function schemeOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("div"));
    probe.style.color = "light-dark(rgb(1, 1, 1), rgb(2, 2, 2))";
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color === "rgb(1, 1, 1)" ? "light" : "dark";
  });
}

/** What an eye can tell of an element: a background like that of the page, or none, is the same to it. */
function lookOf(locator: Locator): Promise<string[]> {
  return locator.evaluate((element) => {
    const probe = document.body.appendChild(document.createElement("div"));
    probe.style.background = "Canvas";
    const canvas = getComputedStyle(probe).backgroundColor;
    probe.remove();
    const { backgroundColor, color, borderColor, outlineStyle, outlineColor } = getComputedStyle(element);
    const background = backgroundColor === "rgba(0, 0, 0, 0)" ? canvas : backgroundColor;
    return [background, color, borderColor, outlineStyle === "none" ? "no outline" : outlineColor];
  });
}

async function expectToDiffer(one: Locator, other: Locator): Promise<void> {
  expect(await lookOf(one)).not.toEqual(await lookOf(other));
}

/** The words in the cells of a table that stand on more than one line; an address has two, parted by its @. */
function brokenWords(table: Locator): Promise<string[]> {
  return table.evaluate((element) => {
    const texts = document.createTreeWalker(element.querySelector("tbody")!, NodeFilter.SHOW_TEXT);
    const broken: string[] = [];
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      for (const { 0: word, index } of text.textContent!.matchAll(/[^\s@-]+[@-]?/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set(
          [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => top),
        );
        if (lines.size > 1) broken.push(word);
      }
    }
    return broken;
  });
}
