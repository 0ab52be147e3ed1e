import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { fillSignIn, ownPassword } from "@latchkey/playwright/steps.ts";

test("the first start makes the first System Administrator, once", async ({ freshStack, otherBrowser }) => {
  const operator = await otherBrowser();

  await test.step("A link that was not copied whole says so.", async () => {
    await operator.goto(freshStack.setupLink.slice(0, -1));
    await expect(
      operator.getByRole("heading", { name: "The end of this set-up link is missing." }),
    ).toBeVisible();
  });
  await test.step("The printed link opens the form.", async () => {
    await operator.goto(freshStack.setupLink);
    await expect(operator.getByRole("heading", { name: "Set up Latchkey" })).toBeVisible();
  });
  await test.step("What is missing is said at its field.", async () => {
    await operator.getByRole("button", { name: "Set up Latchkey" }).click();
    await expect(operator.getByLabel("User Name")).toBeFocused();
    await expect(operator.getByLabel("User Name")).toHaveAccessibleDescription("Enter a user name.");
    await expect(operator.getByLabel("Last Name")).toHaveAccessibleDescription("Enter a last name.");
  });
  await test.step("A password made of one's own name is refused.", async () => {
    await operator.getByLabel("User Name").fill("ann.lee");
    await operator.getByLabel("First Name").fill("Ann");
    await operator.getByLabel("Last Name").fill("Lee");
    await operator.getByLabel("Email").fill("ann.lee@acme.test");
    await operator.getByLabel("Password", { exact: true }).fill("ann.lee-ann.lee-ann.lee");
    await operator.getByLabel("Confirm Password").fill("ann.lee-ann.lee-ann.lee");
    await operator.getByRole("button", { name: "Set up Latchkey" }).click();
    await expect(operator.getByLabel("Password", { exact: true })).toBeFocused();
    await expect(
      operator.getByText(/^Not made of your name, user name or email address.*: not met$/),
    ).toBeVisible();
  });
  await test.step("Everything right, with sample users.", async () => {
    await operator.getByLabel("Password", { exact: true }).fill(ownPassword);
    await operator.getByLabel("Confirm Password").fill(ownPassword);
    await operator.getByRole("checkbox", { name: "Add 60 sample users" }).check();
    await operator.getByRole("button", { name: "Set up Latchkey" }).click();
    await expect(operator.getByRole("heading", { name: "Latchkey is ready." })).toBeVisible();
    expect(new URL(operator.url()).hash).toBe("");
  });
  await test.step("The new System Administrator signs in and sees the users.", async () => {
    await operator.getByRole("link", { name: "Sign in" }).click();
    await expect(operator.getByLabel("User name or email")).toHaveValue("ann.lee");
    await fillSignIn(operator, "ann.lee", ownPassword);
    await expect(operator).toHaveURL(`${freshStack.url}/users`);
    // Active ones only; some samples are inactive.
    await expect(operator.getByRole("navigation", { name: "Pages" })).toContainText("1–25 of 54");
  });
  await test.step("The link works once.", async () => {
    await operator.goto("about:blank");
    await operator.goto(freshStack.setupLink);
    await expect(operator.getByRole("heading", { name: "Latchkey is already set up." })).toBeVisible();
  });
});
