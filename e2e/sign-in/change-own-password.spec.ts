import { signInToApi } from "@latchkey/playwright/api.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { expectSignedIn, fillSignIn, ownPassword } from "@latchkey/playwright/steps.ts";

test("a password manager's way to Change Password leads there, past the sign-in", async ({
  users,
  otherBrowser,
}) => {
  const password = "a kettle under the blue stairs";
  const jane = await users.active({ password });
  const user = await otherBrowser();
  await user.goto("/.well-known/change-password");
  await fillSignIn(user, jane.userName, password);

  await expect(user.getByLabel("Current Password")).toBeVisible();
  await user.goto("/.well-known/change-password");
  await expect(user.getByLabel("Current Password")).toBeVisible();
});

test("Change Password on one's own profile signs out everywhere", async ({ users, otherBrowser, stack }) => {
  const password = "a kettle under the blue stairs";
  const jane = await users.active({ password });
  const user = await otherBrowser({ ...jane, password });
  const phone = await otherBrowser({ ...jane, password });
  await user.goto("/users");
  await user.getByRole("button", { name: jane.name, exact: true }).click();
  await user.getByRole("menuitem", { name: jane.name }).click();

  await user.getByLabel("Current Password").fill("not the right password");
  await user.getByLabel("New Password", { exact: true }).fill(ownPassword);
  await user.getByLabel("Confirm New Password").fill(ownPassword);
  await user.getByRole("button", { name: "Change", exact: true }).click();
  await expect(user.getByLabel("Current Password")).toHaveAccessibleDescription(
    "The current password is not right. Enter it again.",
  );
  await user.getByLabel("Current Password").fill(password);
  await user.getByRole("button", { name: "Change", exact: true }).click();

  await expect(user.getByRole("status")).toContainText("Your password has been changed.");
  await expect(signInToApi(stack.url, jane.userName, password)).rejects.toThrow();
  await fillSignIn(user, jane.userName, ownPassword);
  await expectSignedIn(user, jane.name);
  await phone.goto("/profile");
  await expect(phone).toHaveURL(/\/sign-in\?/);
});
