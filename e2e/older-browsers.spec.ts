import { readFileSync, writeFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import type { BrowserContextOptions, Page } from "playwright/test";
import { expectAccessible } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test as base } from "@latchkey/playwright/fixtures.ts";
import { copyScreens, removeScreens } from "@latchkey/playwright/screens.ts";
import { stopLinkIn } from "@latchkey/playwright/secrets.ts";
import { startStack, type Stack } from "@latchkey/playwright/stack.ts";
import { chooseNewPassword, expectSignedIn, fillSignIn, ownPassword } from "@latchkey/playwright/steps.ts";

/** A stack of this story alone, whose screens may be changed. */
const test = base.extend<{ changed: { stack: Stack; screens: string } }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter to learn what a fixture needs
  changed: async ({}, use) => {
    const screens = copyScreens();
    const stack = await startStack({ webFolder: screens });
    await use({ stack, screens });
    await stack.stop();
    removeScreens(screens);
  },
});

/** What browsers learnt in the last years, some of it later than the oldest that is supported. */
function forgetNewerBuiltIns() {
  const newer: [object, string[]][] = [
    [URL, ["parse", "canParse"]],
    [Promise, ["withResolvers", "try"]],
    [Array, ["fromAsync"]],
    [Array.prototype, ["toSorted", "toReversed", "toSpliced", "with", "findLast", "findLastIndex"]],
    [Uint8Array.prototype, ["toSorted", "toReversed", "with", "toBase64", "toHex"]],
    [Uint8Array, ["fromBase64", "fromHex"]],
    [Object, ["groupBy"]],
    [Map, ["groupBy"]],
    [Map.prototype, ["getOrInsert", "getOrInsertComputed"]],
    [
      Set.prototype,
      [
        "union",
        "intersection",
        "difference",
        "symmetricDifference",
        "isSubsetOf",
        "isSupersetOf",
        "isDisjointFrom",
      ],
    ],
    [String.prototype, ["isWellFormed", "toWellFormed"]],
    [RegExp, ["escape"]],
    [AbortSignal, ["any", "timeout"]],
    [Math, ["f16round", "sumPrecise"]],
    [Error, ["isError"]],
    [Intl, ["DurationFormat"]],
    [
      Object.getPrototypeOf(Object.getPrototypeOf([].values())),
      ["map", "filter", "take", "drop", "flatMap", "reduce", "toArray", "forEach", "some", "every", "find"],
    ],
    [
      globalThis,
      [
        "Iterator",
        "Temporal",
        "navigation",
        "URLPattern",
        "scheduler",
        "requestIdleCallback",
        "CloseWatcher",
        "Float16Array",
      ],
    ],
    [Document.prototype, ["startViewTransition"]],
    [HTMLElement.prototype, ["showPopover", "hidePopover", "togglePopover"]],
  ];
  for (const [holder, names] of newer) for (const name of names) Reflect.deleteProperty(holder, name);
}

test("users choose a password, stop a recovery and sign in where the newer built-ins are missing", async ({
  users,
  administrator,
  mailbox,
  otherBrowser,
}) => {
  const jane = await users.active();
  await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const mail = await mailbox.waitForMail({ to: jane.email });
  const page = await otherBrowser();
  await page.addInitScript(forgetNewerBuiltIns);
  await page.goto(firstLink(mail));
  expect(await page.evaluate(() => "parse" in URL || "toSorted" in Array.prototype)).toBe(false);
  await page.getByLabel("New Password", { exact: true }).fill("too short");
  await page.getByRole("button", { name: "Change Password" }).click();
  await expect(page.getByLabel("New Password", { exact: true })).toBeFocused();
  await chooseNewPassword(page, ownPassword);
  await page.getByRole("link", { name: "Sign in" }).click();
  await fillSignIn(page, jane.userName, ownPassword);
  await expectSignedIn(page, jane.name);

  await page.goto("/forgot-password");
  await page.getByLabel("User name or email").fill(jane.userName);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  await page.goto("/sign-in?next=%2Fprofile");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goto(stopLinkIn(mail));
  await page.getByRole("main").getByRole("button").click();
  await expect(page.getByRole("heading", { name: "Stopped" })).toBeVisible();
});

test("a browser that is too old gets a plain page in the user's language that says so", async ({
  changed: { stack, screens },
  browser,
}) => {
  // As such a browser reads them: its style sheets know no such colour, and its scripts end at the first word.
  const index = join(screens, "index.html");
  writeFileSync(index, readFileSync(index, "utf8").replaceAll("light-dark(", "not-known-here("));
  for (const script of scriptsIn(screens)) writeFileSync(script, "not a word of it");

  const page = await openPage({ locale: "de-AT" });
  await expect(page.getByText("Diese Seite braucht einen neueren Browser.")).toBeVisible();
  await expect(page.locator("body")).not.toContainText("undefined");
  await expectAccessible(page);
  const rightToLeft = await openPage({ locale: "ar" });
  await expect(rightToLeft.locator("[dir=rtl][lang=ar]")).toBeVisible();
  for (const each of [page, rightToLeft]) await each.context().close();

  async function openPage(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext(options);
    const opened = await context.newPage();
    await opened.goto(`${stack.url}/reset-password#a-link`);
    return opened;
  }
});

test("without JavaScript a page says so in the user's language, and nothing else", async ({
  stack,
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "fr-CA" });
  const page = await context.newPage();
  for (const path of ["/reset-password", "/stop", "/sign-in", "/users"]) {
    await page.goto(stack.url + path);
    await expect(page.getByText("Cette page nécessite JavaScript.")).toBeVisible();
    await expect(page.getByText("navigateur plus récent")).toBeHidden();
  }
  await context.close();
});

test("a page whose scripts don't come is not left empty", async ({
  changed: { stack, screens },
  browser,
}) => {
  for (const script of scriptsIn(screens)) rmSync(script);
  const page = await (await browser.newContext({ locale: "nl" })).newPage();
  await page.goto(`${stack.url}/sign-in`);
  const words = page.getByText("Deze pagina is niet geladen.");
  await expect(words).toBeHidden();
  // What is slow to come has ten seconds.
  await page.evaluate(() => document.getAnimations().forEach((waiting) => waiting.finish()));
  await expect(words).toBeVisible();
  await expect(page.getByText("nieuwere browser")).toBeHidden();
  await page.context().close();
});

test("what goes wrong around the pages is told in words, never with its stack", async ({
  stack,
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(HTMLElement.prototype, "dir", {
      set() {
        throw new Error("planted");
      },
    });
  });
  for (const path of ["/sign-in", "/reset-password", "/stop", "/forgot-password"]) {
    await page.goto(stack.url + path);
    await expect(page.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Retry" })).toBeVisible();
    await expect(page.locator("body")).not.toContainText(/planted|\.js|Unexpected/);
  }
  await context.close();
});

function scriptsIn(screens: string): string[] {
  const assets = join(screens, "assets");
  for (const name of readdirSync(assets)) if (/\.(?:br|gz)$/.test(name)) rmSync(join(assets, name));
  return readdirSync(assets)
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(assets, name));
}
