import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { expectFitting } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { openRecord, ownPassword, signIn } from "@latchkey/playwright/steps.ts";
import { openTemplate, part, resetTemplates, write } from "@latchkey/playwright/templates.ts";

test("user name, email and phone can be copied as they stand, and the phone be dialled", async ({
  page,
  context,
  users,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const jane = await users.active({ phone: "+44 (0)20 7946 0958" });
  await openRecord(page, jane);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  for (const [label, text] of [
    ["User Name", jane.userName],
    ["Email", jane.email],
    ["Phone", "+44 (0)20 7946 0958"],
  ] as const) {
    const button = page.getByRole("button", { name: `Copy ${label}`, exact: true });
    await button.press("Enter");
    await expect(page.getByText("Copied", { exact: true }).last()).toBeAttached();
    await expect(button).toBeFocused();
    expect(await clipboard()).toBe(text);
  }
  await expect(page.getByRole("link", { name: "Call this number" })).toHaveAttribute(
    "href",
    "tel:+442079460958",
  );
  await page.getByLabel("Phone").fill("ask at the desk");
  await expect(page.getByRole("link", { name: "Call this number" })).toHaveCount(0);
  await page.getByLabel("Phone").fill("");
  await expect(page.getByRole("button", { name: "Copy Phone" })).toHaveCount(0);
  await expect(page.getByText("Unsaved changes")).toHaveCount(0);
});

test("the breadcrumb leads back to the list as it was narrowed", async ({ page, users }) => {
  const ina = await users.inactive();
  const other = await users.active();
  await page.goto(`/users?search=${ina.userName}&status=inactive&sort=email`);
  const narrowed = (url: URL) =>
    url.pathname === "/users" &&
    url.searchParams.get("search") === ina.userName &&
    url.searchParams.get("status") === "inactive" &&
    url.searchParams.get("sort") === "email";
  await page.getByRole("link", { name: ina.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: ina.name })).toBeVisible();
  const back = page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Users" });
  await back.click();
  await expect(page).toHaveURL(narrowed);

  // By way of somebody else's record, and of loading it again.
  await page.getByRole("link", { name: ina.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: ina.name })).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type(other.userName);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: other.name })).toBeVisible();
  await page.reload();
  await back.click();
  await expect(page).toHaveURL(narrowed);

  await page.getByRole("link", { name: "Create User" }).click();
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page).toHaveURL(narrowed);

  // The rail leads to the plain list, which is then the one to come back to.
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
  await expect(page).toHaveURL(/\/users$/);
});

test("what one administrator searched for is not what another comes back to", async ({
  page,
  context,
  users,
}) => {
  const jane = await users.active();
  const ada = await users.administrator({ password: ownPassword });
  const back = page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Users" });
  await page.goto(`/users?search=${jane.userName}`);
  await page.getByRole("link", { name: jane.name }).click();
  await expect(back).toHaveAttribute("href", `/users?search=${jane.userName}`);
  // The session ends without a sign-out, which would clear all that the browser keeps.
  await context.clearCookies();
  await signIn(page, ada.userName, ownPassword);
  await expect(page.getByRole("table", { name: "Users" })).toBeVisible();
  await openRecord(page, jane);
  await expect(back).toHaveAttribute("href", "/users");
  // Nor are those whom the first one looked at.
  await page.goto("/mail");
  await page.getByRole("combobox", { name: "Find a user" }).click();
  await expect(page.getByRole("option")).toHaveCount(1);
});

test.describe("Ctrl S saves", () => {
  test.afterEach(({ administrator }) => resetTemplates(administrator));

  test("a record, with the team that is still being typed, and leaves the focus where it is", async ({
    page,
    users,
  }) => {
    const jane = await users.active();
    await openRecord(page, jane);
    const teams = page.getByRole("textbox", { name: "Teams" });
    await teams.focus();
    await page.keyboard.type("Field");
    await page.keyboard.press("Control+s");
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await expect(teams).toBeFocused();
    await page.getByLabel("Title").fill("Nurse");
    await page.getByLabel("Title").press("Control+s");
    await expect(page.getByRole("region", { name: "Unsaved changes" })).toBeHidden();
    await page.reload();
    await expect(page.getByLabel("Title")).toHaveValue("Nurse");
    await expect(page.getByText("Field", { exact: true })).toBeVisible();
  });

  test("a record of a System Administrator only with one's own password", async ({ page, users }) => {
    const ada = await users.administrator();
    await openRecord(page, ada);
    await page.getByLabel("Title").fill("Head");
    await page.getByLabel("Title").press("Control+s");
    const prompt = page.getByRole("alertdialog", { name: "Confirm with Your Password" });
    await expect(prompt.getByLabel("Your current password")).toBeFocused();
    await page.keyboard.press("Control+s");
    await expect(prompt).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByLabel("Title")).toBeFocused();
  });

  test("a new user, a template, one's own preferences", async ({ page }) => {
    await page.goto("/users/new");
    await page.getByLabel("User Name").press("Control+s");
    await expect(page.getByRole("alert")).toContainText("Enter a user name.");
    await openTemplate(page, "email-changed", "Email Address Changed");
    await write(part(page, "Subject"), "Other words");
    await page.keyboard.press("Control+s");
    await expect(page.getByRole("alertdialog", { name: /^Save Email Address Changed/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.goto("/profile");
    await page.getByRole("combobox", { name: "Time Zone" }).click();
    await page.getByRole("option", { name: /Lisbon/ }).click();
    await page.keyboard.press("Control+s");
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  });
});

test.describe("On a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the list shows users above 300 px, and its filters open on demand", async ({ page, users }) => {
    const jane = await users.active();
    await page.goto(`/users?search=${jane.userName}`);
    const name = page.getByRole("link", { name: jane.name });
    const box = await name.boundingBox();
    expect(box!.y + box!.height).toBeLessThanOrEqual(300);
    await expect(page.getByRole("combobox", { name: "Type" })).toBeHidden();
    await page.getByRole("button", { name: "Filters" }).click();
    await page.getByRole("combobox", { name: "Type" }).click();
    await page.getByRole("option", { name: "Regular" }).click();
    await expect(page.getByRole("button", { name: "Filters (1)" })).toBeVisible();
    await page.getByRole("combobox", { name: "Sort by" }).click();
    await page.getByRole("option", { name: "By email", exact: true }).click();
    await expect(page).toHaveURL((url) => url.searchParams.get("sort") === "email");
    await page.getByRole("button", { name: "Filters (1)" }).click();
    await expect(page.getByRole("combobox", { name: "Type" })).toBeHidden();
    await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("1–1 of 1");
    await expectFitting(page);
  });

  test("Go to Generate leads it out from under what was just told", async ({ page, users }) => {
    await openRecord(page, await users.active());
    const choose = async (action: string) => {
      await page.getByRole("button", { name: "Actions", exact: true }).tap();
      await page.getByRole("menuitem", { name: action, exact: true }).tap();
    };
    const answer = async (name: string) => {
      const button = page.getByRole("alertdialog").getByRole("button", { name });
      await expect(button).not.toHaveCSS("pointer-events", "none");
      await button.tap();
    };
    await choose("Send Password Change Link");
    await answer("Send");
    await expect(page.getByRole("status").filter({ hasText: "Password change link sent" })).toBeVisible();
    await choose("Generate New Password");
    await answer("Yes");
    const told = page.getByRole("status").filter({ hasText: "New password generated" });
    await expect(told).toBeVisible();
    await choose("Go to Generate");
    const generate = page.getByRole("button", { name: "Generate", exact: true });
    await expect(generate).toBeFocused();
    const [button, toast] = [await generate.boundingBox(), await told.boundingBox()];
    expect(button!.y + button!.height).toBeLessThanOrEqual(toast!.y);
  });

  test("the navigation closes by its own button, and gives the focus back", async ({ page }) => {
    await page.goto("/users");
    const opener = page.getByRole("button", { name: "Navigation" });
    await opener.tap();
    const sheet = page.getByRole("dialog", { name: "Navigation" });
    await sheet.getByRole("button", { name: "Close navigation" }).tap();
    await expect(sheet).toBeHidden();
    await expect(opener).toBeFocused();
    await opener.tap();
    await sheet.getByRole("link", { name: "Mail" }).tap();
    await expect(page.getByRole("heading", { level: 1, name: "Mail" })).toBeVisible();
  });

  test("no field that takes the focus lies under the bar with Save", async ({ page, users }) => {
    await openRecord(page, await users.active());
    await page.getByRole("textbox", { name: "First Name" }).fill("Janine");
    const bar = page.getByRole("region", { name: "Unsaved changes" });
    await expect(bar).toBeVisible();
    const save = bar.getByRole("button").first();
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      if (await save.evaluate((button) => button === document.activeElement)) return;
      const focused = await page.locator(":focus").boundingBox();
      expect(focused!.y + focused!.height).toBeLessThanOrEqual((await bar.boundingBox())!.y);
    }
    throw new Error("The bar did not take the focus in 60 presses of Tab.");
  });

  test("the recovery can be watched, the way back is in sight, and no key is hinted at", async ({
    page,
    users,
    administrator,
  }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    await page.goto(`/users?search=${jane.userName}`);
    await page.getByRole("link", { name: jane.name }).tap();
    const line = page.getByRole("button", { name: /^Password change link: / });
    await expect(line).toBeInViewport({ ratio: 1 });
    await expect(line).toContainText(/accepted/i);
    await expect(page.getByText("/", { exact: true })).toBeHidden();
    await expectFitting(page);
    await line.tap();
    await expect(page.getByRole("list", { name: "Recoveries" })).toBeInViewport();
    const back = page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Users" });
    await page.mouse.wheel(0, -5000);
    await expect(back).toBeInViewport({ ratio: 1 });
    await back.tap();
    await expect(page).toHaveURL((url) => url.searchParams.get("search") === jane.userName);
  });
});
