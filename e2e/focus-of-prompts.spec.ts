import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { getTemplate, saveTemplate } from "@latchkey/contract/templates.ts";
import type { Locator, Page } from "playwright/test";
import type { Api } from "@latchkey/playwright/api.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { pressUntilFocused } from "@latchkey/playwright/keyboard.ts";
import type { People } from "@latchkey/playwright/people.ts";
import { root } from "@latchkey/playwright/stack.ts";
import { openRecord, signIn } from "@latchkey/playwright/steps.ts";
import { openTemplate, part, resetTemplates, saveWithNote, write } from "@latchkey/playwright/templates.ts";

type Hands = { page: Page; users: People; administrator: Api };

/** Arrives where a prompt can be opened, opens it, and returns what has the focus when it is over. */
type Opening = (hands: Hands) => Promise<Locator>;

/** From the record of somebody who has a temporary password and an open session. */
const fromActions =
  (action: string, press: "keys" | "pointer" = "keys"): Opening =>
  async ({ page, users }) => {
    await openRecord(page, await users.withTemporaryPassword());
    return chooseFrom(page, "Actions", action, press);
  };

const fromRecovery =
  (button: string, isRevoked = false): Opening =>
  async ({ page, users }) => {
    await openRecord(page, await users.withTemporaryPassword());
    const entry = page.getByRole("list", { name: "Recoveries" }).getByRole("listitem").first();
    const opener = page.getByRole("button", { name: button });
    await opener.press("Enter");
    return isRevoked ? entry.locator("summary") : opener;
  };

const fromUnsaved =
  (leave: (page: Page) => Promise<Locator>): Opening =>
  async ({ page, users }) => {
    await openRecord(page, await users.active());
    await page.getByLabel("Title").fill("Head Nurse");
    return leave(page);
  };

const fromAdministrator =
  (opener: (page: Page) => Locator): Opening =>
  async ({ page, users }) => {
    await openRecord(page, await users.administrator());
    await page.getByLabel("Title").fill("Head of Support");
    await opener(page).press("Enter");
    return opener(page);
  };

const fromTemplate =
  (button: string): Opening =>
  async ({ page }) => {
    await openTemplate(page, "email-changed", "Email Address Changed");
    await write(part(page, "Subject"), "Other words");
    const opener = page.getByRole("button", { name: button, exact: true });
    await opener.press("Enter");
    return opener;
  };

const openings: Record<string, Opening> = {
  "Send Password Change Link, from the menu": fromActions("Send Password Change Link"),
  "Generate New Password, from the menu": fromActions("Generate New Password"),
  "Generate New Password, from the menu by pointer": fromActions("Generate New Password", "pointer"),
  "Sign out everywhere, from the menu": async ({ page, users }) => {
    const jane = await users.active({ password: "seven lanterns over the harbour" });
    await openRecord(page, jane);
    return chooseFrom(page, "Actions", "Sign out everywhere");
  },
  "Delete User, from the menu": fromActions("Delete User"),
  "Copy link, from the menu": fromActions("Copy link"),
  "Revoke, from its button": fromRecovery("Revoke", true),
  "Extend, from its button": async ({ page, users, administrator }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    await openRecord(page, jane);
    await page.getByRole("button", { name: "Extend" }).press("Enter");
    return page.getByRole("list", { name: "Recoveries" }).locator("summary").first();
  },
  "Sign out with unsaved changes, from the menu": fromUnsaved((page) =>
    chooseFrom(page, "Riley Root", "Sign out"),
  ),
  "Leave, by a link": fromUnsaved(async (page) => {
    const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Mail" });
    await link.press("Enter");
    return link;
  }),
  "Leave, by the slash key": async (hands) => {
    const john = await hands.users.active({ firstName: "John" });
    return fromUnsaved(async (page) => {
      await page.getByRole("heading", { level: 1 }).focus();
      await page.keyboard.press("/");
      await page.keyboard.type(john.userName);
      await page.keyboard.press("Enter");
      return page.getByRole("combobox", { name: "Find a user" });
    })(hands);
  },
  "Leave, by Enter before what offers people is there": async (hands) => {
    const john = await hands.users.active({ firstName: "John" });
    const held = Promise.withResolvers<void>();
    await hands.page.route(/user-finder/, (route) => held.promise.then(() => route.continue()));
    return fromUnsaved(async (page) => {
      const finder = page.getByRole("combobox", { name: "Find a user" });
      await finder.pressSequentially(john.userName);
      await finder.press("Enter");
      await expect(page.getByRole("alertdialog")).toBeVisible();
      const arrived = page.waitForEvent("requestfinished", (request) =>
        request.url().includes("user-finder"),
      );
      held.resolve();
      await arrived;
      return finder;
    })(hands);
  },
  "Leave, from the palette": fromUnsaved(async (page) => {
    await page.getByLabel("Title").press("Control+k");
    await page.keyboard.type("mail");
    await expect(page.getByRole("option", { name: "Mail", exact: true })).toBeVisible();
    await pressUntilPointed(page, "Mail");
    await page.keyboard.press("Enter");
    return page.getByLabel("Title");
  }),
  "Send Password Change Link, from the menu of a row": async ({ page, users }) => {
    const jane = await users.active();
    await page.goto(`/users?search=${jane.userName}`);
    await chooseFrom(page, `Actions for ${jane.name}`, "Send Password Change Link");
    return page.getByRole("heading", { level: 1, name: jane.name });
  },
  "Generate New Password, from the palette": async ({ page, users }) => {
    const jane = await users.active();
    await openRecord(page, jane);
    await page.getByLabel("Title").press("Control+k");
    await page.keyboard.type("generate new");
    await pressUntilPointed(page, "Generate New Password");
    await page.keyboard.press("Enter");
    return page.getByLabel("Title");
  },
  "Leave, by the Back button": async ({ page, users }) => {
    const jane = await users.active();
    await page.goto(`/users?search=${jane.userName}`);
    await page.getByRole("link", { name: jane.name }).click();
    await page.getByLabel("Title").fill("Head Nurse");
    await page.evaluate(() => window.history.back());
    return page.getByLabel("Title");
  },
  "Confirm with Your Password, by Enter in a field": fromAdministrator((page) => page.getByLabel("Title")),
  "Confirm with Your Password, from Save": fromAdministrator((page) =>
    page.getByRole("button", { name: "Save" }),
  ),
  "Pause all mail, from its button": async ({ page }) => {
    await page.goto("/mail");
    const opener = page.getByRole("button", { name: "Pause" });
    await opener.press("Enter");
    return opener;
  },
  "Send test, from its button": fromTemplate("Send test"),
  "Discard your changes?, from Cancel": fromTemplate("Cancel"),
  "Save a template, from its button": fromTemplate("Save"),
  "Reset to Default, from its button": async ({ page }) => {
    await openTemplate(page, "email-changed", "Email Address Changed");
    await write(part(page, "Subject"), "Other words");
    await saveWithNote(page, "");
    const opener = page.getByRole("button", { name: "Reset to Default" });
    await opener.press("Enter");
    return opener;
  },
  "Link, by its key": async ({ page }) => {
    await openTemplate(page, "email-changed", "Email Address Changed");
    await part(page, "Body").press("Control+k");
    return part(page, "Body");
  },
};

test.describe("The focus goes into a prompt, stays there, and comes back", () => {
  test.afterEach(({ administrator }) => resetTemplates(administrator));

  for (const [name, open] of Object.entries(openings)) {
    test(name, async ({ page, users, administrator }) => {
      await expectKeptUntilEscape(page, await open({ page, users, administrator }));
    });
  }

  test("Restore version and Take theirs, by key and by pointer", async ({ page, administrator }) => {
    const params = { key: "email-changed", locale: "en" } as const;
    for (const subject of ["First words", "Second words"]) await saveSubject(administrator, params, subject);
    await openTemplate(page, params.key, "Email Address Changed");
    await page.getByRole("button", { name: "Versions" }).press("Enter");
    await expectKeptEitherWay(page, page.getByRole("button", { name: /^Restore version/ }).last());

    await page.getByRole("button", { name: "Versions" }).press("Enter");
    await write(part(page, "Subject"), "My words");
    await saveSubject(administrator, params, "Their words");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Save", exact: true }).click();
    await expectKeptEitherWay(page, page.getByRole("button", { name: "Take theirs" }));
  });
});

test("The focus stays in the prompts of Settle and comes back, by key and by pointer", async ({
  page,
  users,
  administrator,
  mailbox,
  clock,
}) => {
  const jane = await users.active();
  await mailbox.setFault({ kind: "unreachable" });
  await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  await clock.advance(25 * 60);
  await signIn(page, root.userName, root.password);
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
  await page.goto(`/mail?search=${jane.userName}`);
  await page.getByRole("link", { name: `Password Change Link to ${jane.name}` }).press("Enter");
  for (const name of ["It arrived", "It did not arrive"])
    await expectKeptEitherWay(page, page.getByRole("button", { name }));
});

/** Saves another subject, as somebody else does. */
async function saveSubject(
  administrator: Api,
  params: { key: "email-changed"; locale: "en" },
  subject: string,
): Promise<void> {
  const { source, version } = await administrator.call(getTemplate, { params });
  const body = { ...source, subject, basedOn: version, note: "" };
  await administrator.call(saveTemplate, { params, body });
}

async function expectKeptEitherWay(page: Page, opener: Locator): Promise<void> {
  await opener.press("Enter");
  await expectKeptUntilEscape(page, opener);
  await opener.click();
  await expectKeptUntilEscape(page, opener);
}

/** The focus is in the prompt that was opened, goes round in it, and is back at its opener after Escape. */
async function expectKeptUntilEscape(page: Page, opener: Locator): Promise<void> {
  const prompt = page.getByRole("alertdialog");
  await expectFocusWithin(prompt);
  await standStill(page);
  for (const key of [...Array<string>(7).fill("Tab"), ...Array<string>(4).fill("Shift+Tab")]) {
    await expectFocusWithin(prompt);
    await page.keyboard.press(key);
  }
  await expectFocusWithin(prompt);
  await page.keyboard.press("Escape");
  await expect(prompt).toBeHidden();
  await standStill(page);
  await expect(opener).toBeFocused();
}

test("A menu whose list comes late leaves whoever went on where they are", async ({ page, users }) => {
  const held = Promise.withResolvers<void>();
  await page.route(/menu-list/, (route) => held.promise.then(() => route.continue()));
  await openRecord(page, await users.active());
  const asked = page.waitForRequest(/menu-list/);
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await asked;
  await page.getByLabel("Title").focus();
  const came = page.waitForResponse(/menu-list/);
  held.resolve();
  await (await came).finished();
  await page.keyboard.type("Nurse");
  await expect(page.getByLabel("Title")).toHaveValue("Nurse");
  await expect(page.getByLabel("Title")).toBeFocused();
  await expect(page.getByRole("menu")).toHaveCount(0);
});

test("A prompt that fades away confirms nothing a second time", async ({ page, users }) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(new URL(request.url()).pathname);
  });
  await openRecord(page, await users.active());
  await chooseFrom(page, "Actions", "Generate New Password");
  const yes = page.getByRole("alertdialog").getByRole("button", { name: "Yes" });
  await expect(yes).toBeFocused();
  // So slow that there is time to press again.
  await page.evaluate(() => document.documentElement.style.setProperty("--motion", "5s"));
  await page.keyboard.press("Enter");
  const fading = page.locator("[role=alertdialog][data-ending-style]");
  await expect(fading).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: "Yes" })
    .evaluate((button: HTMLButtonElement) => button.click());
  await expect(fading).toBeHidden();
  expect(sent).toHaveLength(1);
});

async function chooseFrom(
  page: Page,
  menu: string,
  action: string,
  by: "keys" | "pointer" = "keys",
): Promise<Locator> {
  const button = page.getByRole("button", { name: menu });
  const item = page.getByRole("menuitem", { name: action, exact: true });
  if (by === "pointer") {
    await button.click();
    await item.click();
    return button;
  }
  await button.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await pressUntilFocused(page, "ArrowDown", item);
  await page.keyboard.press("Enter");
  return button;
}

/** Presses the arrow until this is pointed at. */
async function pressUntilPointed(page: Page, name: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("option", { name, exact: true })).toHaveAttribute("data-highlighted", "", {
      timeout: 200,
    });
  }).toPass();
}

async function expectFocusWithin(prompt: Locator): Promise<void> {
  await expect(prompt.locator(":focus")).toHaveCount(1);
}

/** Waits until nothing moves, and what was on its way out is gone. */
async function standStill(page: Page): Promise<void> {
  await expect(page.getByRole("menu", { includeHidden: true })).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
}
