import { endUserSessions } from "@latchkey/contract/sessions.ts";
import { getUser } from "@latchkey/contract/users.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { root } from "@latchkey/playwright/stack.ts";
import { card, expectSignedIn, openRecord, signIn } from "@latchkey/playwright/steps.ts";

const password = "a kettle under the blue stairs";

test("with the user name or the email address, in any case", async ({ users, otherBrowser }) => {
  const jane = await users.active({ password });
  for (const name of [jane.userName.toUpperCase(), jane.email]) {
    const user = await otherBrowser();
    await signIn(user, name, password);
    await expectSignedIn(user, jane.name);
  }
});

test("one refusal for every reason, and nothing typed is lost", async ({ users, otherBrowser }) => {
  const jane = await users.active({ password });
  const inactive = await users.inactive({ password });
  const user = await otherBrowser();
  for (const [name, attempt] of [
    [jane.userName, "not the right password"],
    ["nobody.at.all", password],
    [inactive.userName, password],
  ] as const) {
    await signIn(user, name, attempt);
    await expect(user.getByRole("alert")).toHaveText(
      "The user name, email or password is not right. Check them and try again.",
    );
    await expect(user.getByLabel("User name or email")).toHaveValue(name);
  }
  await expect(user).toHaveURL(/\/sign-in$/);
});

test("refusals of the same are one line of the record's history, with how often and until when", async ({
  page,
  users,
  otherBrowser,
}) => {
  const jane = await users.active({ password });
  const user = await otherBrowser();
  for (const attempt of ["a first guess", "a second guess", "a third guess"]) {
    await signIn(user, jane.userName, attempt);
    await expect(user.getByRole("alert")).toBeVisible();
  }
  await openRecord(page, jane);
  const refused = card(page, "History").getByRole("listitem").filter({ hasText: "Sign-in refused" });
  await expect(refused).toHaveCount(1);
  // With the day or the date, where the clock of this worker has been moved on that far.
  await expect(refused).toContainText(/3 times until [^·]*\d\d:\d\d/);
});

test("what is missing is said at its field", async ({ otherBrowser }) => {
  const user = await otherBrowser();
  await user.goto("/sign-in");
  await user.getByRole("button", { name: "Sign in" }).click();
  await expect(user.getByLabel("User name or email")).toBeFocused();
  await expect(user.getByLabel("User name or email")).toHaveAccessibleDescription(
    "Enter your user name or email.",
  );
  await expect(user.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
    "Enter your password.",
  );
});

test("what the policy of a page keeps from happening, the browser reports, without a session", async ({
  browser,
  stack,
}) => {
  // Not one of the usual browsers, which take no complaint on the console.
  const context = await browser.newContext();
  const user = await context.newPage();
  await user.goto(`${stack.url}/sign-in`);
  const reported = user.waitForResponse(/\/api\/policy-reports$/);
  await user.evaluate(() => {
    const picture = new Image();
    picture.src = "https://elsewhere.test/picture.png";
    document.body.append(picture);
  });
  expect((await reported).status()).toBe(204);
  await context.close();
});

test("leads back to the page that asked for it", async ({ users, otherBrowser }) => {
  const jane = await users.active();
  const user = await otherBrowser();
  await user.goto(`/users/${jane.id}`);
  await expect(user).toHaveURL(/\/sign-in\?next=/);
  await user.getByLabel("User name or email").fill(root.userName);
  await user.getByLabel("Password", { exact: true }).fill(root.password);
  await user.getByLabel("Password", { exact: true }).press("Enter");
  await expect(user.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();

  const elsewhere = await otherBrowser();
  await elsewhere.goto(`/sign-in?next=${encodeURIComponent("//elsewhere.test/")}`);
  await elsewhere.getByLabel("User name or email").fill(root.userName);
  await elsewhere.getByLabel("Password", { exact: true }).fill(root.password);
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await expect(elsewhere.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
});

test("signing out in one tab signs out every tab", async ({ users, otherBrowser }) => {
  const jane = await users.active({ password });
  const tab = await otherBrowser({ ...jane, password });
  await tab.goto("/profile");
  const otherTab = await tab.context().newPage();
  await otherTab.goto("/profile");
  await expect(otherTab.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();

  await tab.getByRole("button", { name: jane.name, exact: true }).click();
  await tab.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  await expect(tab).toHaveURL(/\/sign-in$/);
  await expect(otherTab).toHaveURL(/\/sign-in$/);
  await otherTab.goto("/profile");
  await expect(otherTab).toHaveURL(/\/sign-in\?/);
});

test("a session that ends while editing asks in place, and nothing is lost", async ({
  users,
  administrator,
  otherBrowser,
}) => {
  const ann = await users.administrator({ password });
  const jane = await users.active();
  const page = await otherBrowser({ ...ann, password });
  await openRecord(page, jane);
  await page.getByLabel("Title").fill("Team Lead");
  await administrator.call(endUserSessions, { params: { userId: ann.id } });
  await page.getByRole("button", { name: "Save" }).click();

  const dialog = page.getByRole("dialog", { name: "Sign in to go on" });
  await expect(dialog.getByLabel("User name or email")).toHaveValue(ann.userName);
  await page.keyboard.press("Escape");
  await dialog.getByLabel("Password", { exact: true }).fill(password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel("Title")).toHaveValue("Team Lead");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Save" })).toBeHidden();
  expect(await administrator.call(getUser, { params: { userId: jane.id } })).toMatchObject({
    title: "Team Lead",
  });
});

test("an administrator ends the sessions of a user", async ({ page, users, otherBrowser }) => {
  const jane = await users.active({ password });
  const user = await otherBrowser({ ...jane, password });
  await user.goto("/profile");
  await openRecord(page, jane);
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Sign out everywhere" }).click();
  const prompt = page.getByRole("alertdialog", { name: "Sign out everywhere" });
  await prompt.getByRole("button", { name: "Sign out" }).click();
  await expect(card(page, "Sessions").getByText("Not signed in anywhere.")).toBeVisible();
  await user.reload();
  await expect(user).toHaveURL(/\/sign-in\?/);
});

test("a Regular user reaches the profile only", async ({ users, otherBrowser }) => {
  const jane = await users.active({ password });
  const user = await otherBrowser({ ...jane, password });
  for (const path of ["/", "/users", "/users/new", `/users/${jane.id}`]) {
    await user.goto(path);
    await expectSignedIn(user, jane.name);
  }
  await expect(user.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(user.getByRole("searchbox")).toBeHidden();
});

test("a temporary password reaches the choice of a new one only", async ({ users, otherBrowser }) => {
  const jane = await users.withTemporaryPassword();
  const user = await otherBrowser();
  await signIn(user, jane.userName, jane.temporaryPassword);
  for (const path of ["/", "/profile", "/users"]) {
    await expect(user.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
    await user.goto(path);
    await expect(user).toHaveURL(/\/change-password$/);
  }
});

test("an expired temporary password says so to whoever knows it", async ({ users, clock, otherBrowser }) => {
  const jane = await users.withTemporaryPassword();
  await clock.advance(24 * 60 + 1);
  const user = await otherBrowser();
  await signIn(user, jane.userName, jane.temporaryPassword);
  await expect(user.getByRole("alert")).toHaveText(
    "This temporary password has expired. Ask a System Administrator for a new one, or use Forgot Password?",
  );
});
