import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { createUser, getUser } from "@latchkey/contract/users.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import { signInToApi } from "@latchkey/playwright/api.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { chooseAction, openRecord } from "@latchkey/playwright/steps.ts";

const password = "a kettle under the blue stairs";

test("deleting a user takes two clicks and the user name, and nothing of theirs works any more", async ({
  page,
  users,
  administrator,
  mailbox,
  otherBrowser,
  stack,
}) => {
  const jane = await users.active({ password });
  const user = await otherBrowser({ ...jane, password });
  await user.goto("/profile");
  await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const link = firstLink(await mailbox.waitForMail({ to: jane.email }));

  await page.goto(`/users?search=${jane.userName}`);
  await page.getByRole("link", { name: jane.name }).click();
  await chooseAction(page, "Delete User");
  const prompt = page.getByRole("alertdialog", { name: "Delete User" });
  const field = prompt.getByRole("textbox", { name: "User Name" });
  const confirm = prompt.getByRole("button", { name: "Delete" });
  await expect(field).toBeFocused();
  await expect(prompt).toContainText("This can't be undone.");
  await expect(confirm).toBeDisabled();
  await field.fill("jane");
  await expect(confirm).toBeDisabled();
  await field.press("Enter");
  await field.fill(jane.userName);
  await confirm.click();

  await expect(page).toHaveURL(/\/users\?search=/);
  await expect(page.getByText(`${jane.name} has been deleted`)).toBeVisible();
  await page.goto(`/users?status=all&search=${jane.userName}`);
  await expect(page.getByText("No users match")).toBeVisible();
  await page.goto(`/users/${jane.id}`);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();

  await user.reload();
  await expect(user).toHaveURL(/\/sign-in\?/);
  await expect(signInToApi(stack.url, jane.userName, password)).rejects.toThrow();
  await user.goto(link);
  await expect(user.getByRole("button", { name: "Change Password" })).toBeHidden();
  await expect(user.getByRole("link", { name: "Forgot Password?" })).toBeVisible();
  const again = await administrator.call(createUser, {
    body: { userName: jane.userName, lastName: "Okafor", email: jane.email },
  });
  expect(again.id).not.toBe(jane.id);
});

test("Cancel deletes nobody", async ({ page, users, administrator }) => {
  const jane = await users.active();
  await openRecord(page, jane);
  await chooseAction(page, "Delete User");
  const prompt = page.getByRole("alertdialog", { name: "Delete User" });
  await prompt.getByRole("textbox", { name: "User Name" }).fill(jane.userName);
  await page.keyboard.press("Escape");
  await expect(prompt).toBeHidden();
  expect(await administrator.call(getUser, { params: { userId: jane.id } })).toMatchObject({ id: jane.id });
});

test("an administrator can't delete themselves", async ({ page, users, administrator }) => {
  await users.administrator();
  const { session } = await administrator.call(getSession, {});
  await openRecord(page, { id: session!.user.id, name: "Riley Root" });
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  const item = page.getByRole("menuitem", { name: "Delete User" });
  await expect(item).toBeDisabled();
  await expect(item).toHaveAccessibleDescription(
    "This is your own account. Another administrator can delete it.",
  );
});
