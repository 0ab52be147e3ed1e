import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { getUser } from "@latchkey/contract/users.ts";
import type { Locator, Page } from "playwright/test";
import { expectAccessible } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { uniqueWord, type People } from "@latchkey/playwright/people.ts";
import { ownPassword } from "@latchkey/playwright/steps.ts";

test("search looks into name, user name and email, and stands in the address", async ({ page, users }) => {
  const jane = await users.active();
  await users.active();
  await page.goto("/users");
  await page.getByRole("searchbox", { name: "Search users" }).fill(jane.email);
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, jane.name)).toBeVisible();
  await expect(page).toHaveURL((url) => url.searchParams.get("search") === jane.email);

  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Search users" })).toHaveValue(jane.email);
  await expect(rows(page)).toHaveCount(1);

  await page.getByRole("searchbox", { name: "Search users" }).fill(jane.name.toUpperCase());
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole("status").filter({ hasText: "Users: 1 found" })).toBeAttached();
  await page.getByRole("searchbox", { name: "Search users" }).fill("nobody is called that");
  await expect(page.getByText("No users match")).toBeVisible();
  await page.getByRole("link", { name: "Clear search" }).click();
  await expect(page).toHaveURL(/\/users$/);
  await expect(page.getByRole("searchbox", { name: "Search users" })).toHaveValue("");
});

test("filters by state and type, and the Back button undoes one at a time", async ({ page, users }) => {
  const word = uniqueWord();
  const active = await users.active({ lastName: word });
  const inactive = await users.inactive({ firstName: "Ina", lastName: word });
  const administrator = await users.administrator({ firstName: "Ada", lastName: word });
  await page.goto(`/users?search=${word}`);
  await expect(rows(page)).toHaveCount(2);

  const states = page.getByRole("navigation", { name: "Which users" });
  await states.getByRole("link", { name: "Inactive" }).click();
  await expect(row(page, inactive.name)).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(states.getByRole("link", { name: "Inactive" })).toHaveAttribute("aria-current", "page");

  await states.getByRole("link", { name: "All" }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole("combobox", { name: "Type" }).click();
  await page.getByRole("option", { name: "System Administrator" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, administrator.name)).toBeVisible();
  await expect(page).toHaveURL((url) => url.searchParams.get("type") === "system-administrator");

  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
  await page.goBack();
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, inactive.name)).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(2);
  await expect(row(page, active.name)).toBeVisible();
});

test("a search looks at everybody: Enter leads to inactive users, and clearing filters keeps the words", async ({
  page,
  users,
}) => {
  const gone = await users.inactive({ firstName: "Renée", lastName: uniqueWord() });
  await page.goto("/users");
  const field = page.getByRole("searchbox", { name: "Search users" });
  await field.fill(gone.name.toUpperCase().replace("É", "E"));
  await expect(page.getByText("No users match")).toBeVisible();
  const hint = page.getByRole("status").filter({ hasText: "inactive" });
  await expect(hint).toHaveText(/^1 inactive user matches/);
  await expectAccessible(page);
  await field.press("Enter");
  await expect(names(page)).toHaveText([gone.name]);
  await expect(hint).toBeHidden();

  const words = await field.inputValue();
  await page.getByRole("combobox", { name: "Type" }).click();
  await page.getByRole("option", { name: "System Administrator" }).click();
  await expect(page.getByText("No users match")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(field).toHaveValue(words);
  await page.getByRole("link", { name: "1 inactive user matches" }).click();
  await expect(names(page)).toHaveText([gone.name]);
});

test("who only comes close stands after who matches, and the list says so", async ({ page, users }) => {
  // Of letters alone: numbers are not taken for mistyped.
  const word = uniqueWord().replaceAll(/\d/g, (digit) => "ghijklmnop"[Number(digit)]!);
  const exact = await users.active({ firstName: "Zoë", lastName: `${word}xy` });
  const close = await users.active({ firstName: "Abe", lastName: `${word}yx` });
  await page.goto(`/users?search=${word}xy`);
  await expect(names(page)).toHaveText([exact.name, close.name]);
  await expect(page.getByRole("status").filter({ hasText: "The last one only comes close." })).toBeVisible();
  await page.goto(`/users?search=${word.slice(0, -1)}xy`);
  await expect(names(page)).toHaveText([exact.name]);
  await expect(page.getByText("This user only comes close.")).toBeVisible();
});

test("the menus of namesakes are told apart by their user names", async ({ page, users }) => {
  const lastName = uniqueWord();
  const [one, other] = [await users.active({ lastName }), await users.active({ lastName })];
  await page.goto(`/users?search=${lastName}`);
  await expect(rows(page)).toHaveCount(2);
  for (const { name, userName } of [one, other]) {
    const menu = page
      .getByRole("row")
      .filter({ hasText: userName })
      .getByRole("button", { name: `Actions for ${name}` });
    await expect(menu).toHaveAccessibleDescription(userName);
    await menu.press("Enter");
    await expect(page.getByRole("menuitem", { name: "Send Password Change Link" })).toBeVisible();
    await expect(menu).toHaveAccessibleDescription(userName);
    await page.keyboard.press("Escape");
  }
});

test("sorts by a column, both ways", async ({ page, users }) => {
  const word = uniqueWord();
  for (const firstName of ["Bea", "Ann", "Cem"]) await users.active({ firstName, lastName: word });
  await page.goto(`/users?search=${word}`);
  await expect(names(page)).toHaveText([`Ann ${word}`, `Bea ${word}`, `Cem ${word}`]);

  const byName = page.getByRole("columnheader", { name: "Name" });
  await expect(byName).toHaveAttribute("aria-sort", "ascending");
  await byName.getByRole("button").click();
  await expect(byName).toHaveAttribute("aria-sort", "descending");
  await expect(names(page)).toHaveText([`Cem ${word}`, `Bea ${word}`, `Ann ${word}`]);
  await expect(page).toHaveURL((url) => url.searchParams.get("order") === "descending");

  await page.getByRole("columnheader", { name: "Email" }).getByRole("button").click();
  await expect(page.getByRole("columnheader", { name: "Email" })).toHaveAttribute("aria-sort", "ascending");
  await expect(byName).toHaveAttribute("aria-sort", "none");
  const emails = await page.getByRole("cell", { name: "@acme.test" }).allTextContents();
  expect(emails).toHaveLength(3);
  expect(emails).toEqual(emails.toSorted());
});

test("turns pages, each with an address of its own", async ({ page, users }) => {
  const word = uniqueWord();
  await many(users, 27, word);
  await page.goto(`/users?search=${word}`);
  const pager = page.getByRole("navigation", { name: "Pages" });
  await expect(pager).toContainText("1–25 of 27");
  await expect(rows(page)).toHaveCount(25);
  await expect(pager.getByRole("button", { name: "Previous page" })).toBeDisabled();

  await pager.getByRole("link", { name: "Next page" }).click();
  await expect(pager).toContainText("26–27 of 27");
  await expect(rows(page)).toHaveCount(2);
  await expect(page).toHaveURL((url) => url.searchParams.get("page") === "2");
  await page.reload();
  await expect(rows(page)).toHaveCount(2);

  await page.goBack();
  await expect(rows(page)).toHaveCount(25);
  await page.goto(`/users?search=${word}&page=3`);
  await page.getByRole("link", { name: "First page" }).click();
  await expect(rows(page)).toHaveCount(25);

  await page.getByRole("combobox", { name: "Rows on a page" }).press("Enter");
  await page.getByRole("option", { name: "50 a page" }).press("Enter");
  await expect(rows(page)).toHaveCount(27);
  await expect(page).toHaveURL((url) => url.searchParams.get("perPage") === "50");
  await page.reload();
  await expect(rows(page)).toHaveCount(27);
  await expectAccessible(page);
});

test("a row leads to the record, and back leads to the same list", async ({ page, users }) => {
  const jane = await users.active();
  await page.goto(`/users?search=${jane.userName}`);
  await page.getByRole("link", { name: jane.name }).click();
  await expect(page).toHaveURL(new RegExp(`/users/${jane.id}$`));
  await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole("searchbox", { name: "Search users" })).toHaveValue(jane.userName);
  await expect(rows(page)).toHaveCount(1);
});

test("a row chosen right after typing opens, whatever the search had in mind", async ({ page, users }) => {
  const jane = await users.active();
  await page.goto(`/users?search=${jane.userName}`);
  const field = page.getByRole("searchbox", { name: "Search users" });
  await expect(rows(page)).toHaveCount(1);
  await field.fill(jane.email);
  await page.getByRole("link", { name: jane.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
});

test("the focus goes to the heading of a record, however slow the network is", async ({
  page,
  context,
  users,
}) => {
  const jane = await users.active();
  await page.goto(`/users?search=${jane.userName}`);
  await expect(rows(page)).toHaveCount(1);
  const network = await context.newCDPSession(page);
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 600,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await page.getByRole("link", { name: jane.name }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeFocused();
});

test("the list says how each user gets in", async ({ page, users }) => {
  const word = uniqueWord();
  await users.active({ firstName: "New", lastName: word });
  await users.active({ firstName: "Own", lastName: word, password: "a kettle under the blue stairs" });
  await page.goto(`/users?search=${word}`);
  await expect(row(page, `New ${word}`)).toContainText("No password yet");
  await expect(row(page, `Own ${word}`)).toContainText("Password set");
});

test("filters by how it stands with the access, as the chips tell it", async ({
  page,
  users,
  administrator,
  mailbox,
}) => {
  const word = uniqueWord();
  const pending = await users.active({ firstName: "Pen", lastName: word });
  await administrator.call(sendPasswordChangeLink, { params: { userId: pending.id }, body: {} });
  const bounced = await users.active({ firstName: "Bou", lastName: word, password: ownPassword });
  await administrator.call(sendPasswordChangeLink, { params: { userId: bounced.id }, body: {} });
  const mail = await mailbox.waitForMail({ to: bounced.email, subject: /^Choose/ });
  await mailbox.bounce(mail.id);
  await expect
    .poll(async () => (await administrator.call(getUser, { params: { userId: bounced.id } })).addressFault)
    .not.toBeNull();

  await page.goto(`/users?search=${word}`);
  await expect(rows(page)).toHaveCount(2);
  await expect(row(page, pending.name)).toContainText("Link pending until");
  await expect(row(page, bounced.name)).toContainText("Address bounced");
  await chooseAccess(page, "Address bounced");
  await expect(names(page)).toHaveText([bounced.name]);
  await expect(page).toHaveURL((url) => url.searchParams.get("access") === "address-at-fault");
  await chooseAccess(page, "Never signed in");
  await expect(names(page)).toHaveText([pending.name]);
  await chooseAccess(page, "Link pending");
  await expect(rows(page)).toHaveCount(2);
  await chooseAccess(page, "Temporary password");
  await expect(page.getByText("No users match")).toBeVisible();
  await expect(
    page.getByText(`No active user that matches “${word}” has a temporary password.`),
  ).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(2);
  await chooseAccess(page, "Any access");
  await expect(page).toHaveURL((url) => !url.searchParams.has("access"));
});

async function chooseAccess(page: Page, label: string): Promise<void> {
  await page.getByRole("combobox", { name: "Access" }).click();
  await page.getByRole("option", { name: label, exact: true }).click();
}

/** The rows of users, without the head. */
function rows(page: Page): Locator {
  return page.getByRole("table", { name: "Users" }).getByRole("rowheader");
}

function names(page: Page): Locator {
  return rows(page).getByRole("link");
}

function row(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("link", { name }) });
}

async function many(users: People, count: number, lastName: string): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => users.active({ lastName })));
}
