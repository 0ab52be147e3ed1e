import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { card } from "@latchkey/playwright/steps.ts";

const password = "a kettle under the blue stairs";

test("one's own sessions end one by one or all others at once, never this one", async ({
  users,
  otherBrowser,
}) => {
  const jane = await users.active({ password });
  const user = await otherBrowser({ ...jane, password });
  const phone = await otherBrowser({ ...jane, password });
  await phone.goto("/profile");
  await user.goto("/profile");
  const sessions = card(user, "Sessions");
  // The third is that of the story's hands on the API, which chose the password.
  await expect(sessions.getByRole("listitem")).toHaveCount(3);
  await expect(sessions.getByText("This one")).toHaveCount(1);
  await expect(sessions.getByRole("button", { name: "End", exact: true })).toHaveCount(2);

  await sessions.getByRole("button", { name: "End", exact: true }).last().click();
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  await sessions.getByRole("button", { name: "End all others" }).click();
  await expect(user.getByText("Signed out everywhere else")).toBeVisible();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  await expect(sessions.getByText("This one")).toBeVisible();
  await expect(sessions.getByRole("button", { name: "End all others" })).toBeDisabled();

  await phone.reload();
  await expect(phone).toHaveURL(/\/sign-in\?/);
  await user.reload();
  await expect(user.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
});
