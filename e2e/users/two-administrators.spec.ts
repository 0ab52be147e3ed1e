import { getUser, updateUser } from "@latchkey/contract/users.ts";
import { signInToApi } from "@latchkey/playwright/api.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { card, openRecord, ownPassword, putOutOfSight } from "@latchkey/playwright/steps.ts";

test.describe("Two administrators change the same record", () => {
  test("both values are shown, nothing typed is lost, and either can be kept", async ({
    page,
    users,
    administrator,
    stack,
  }) => {
    const robin = await users.administrator({ password: ownPassword });
    const colleague = await signInToApi(stack.url, robin.userName, ownPassword);
    const jane = await users.active({ title: "Nurse", phone: "1" });
    const params = { userId: jane.id };
    await openRecord(page, jane);
    await putOutOfSight(page);
    await page.getByLabel("Title").fill("Team Lead");
    await page.getByLabel("Phone").fill("22");
    await colleague.call(updateUser, {
      params,
      body: { version: 1, title: "Head Nurse", phone: "333", teams: ["EMEA"] },
    });
    await page.getByRole("button", { name: "Save" }).click();

    const conflict = page.getByRole("alert", { name: "Somebody else changed this record" });
    await expect(conflict).toContainText(`${robin.name} saved it at`);
    await expect(page.getByLabel("Title")).toHaveValue("Team Lead");
    await expect(page.getByLabel("Phone")).toHaveValue("22");
    await expect(page.getByRole("button", { name: "Remove EMEA" })).toBeVisible();
    const title = conflict.getByRole("group", { name: "Title" });
    await expect(title.getByRole("radio", { name: "Keep mine: Team Lead" })).toBeChecked();
    await expect(title.getByRole("radio", { name: "Take theirs: Head Nurse" })).not.toBeChecked();
    await conflict
      .getByRole("group", { name: "Phone" })
      .getByRole("radio", { name: "Take theirs: 333" })
      .check();
    await expect(page.getByLabel("Phone")).toHaveValue("333");

    await page.getByRole("button", { name: "Save" }).click();
    await expect(conflict).toBeHidden();
    await expect(page.getByRole("button", { name: "Save" })).toBeHidden();
    expect(await administrator.call(getUser, { params })).toMatchObject({
      title: "Team Lead",
      phone: "333",
      teams: ["EMEA"],
    });
  });

  test("oneself in another tab is not somebody else", async ({ page, context, users }) => {
    const jane = await users.active({ title: "Nurse" });
    await openRecord(page, jane);
    await expect(card(page, "Recovery").getByText("Live", { exact: true })).toBeVisible();
    await page.getByLabel("Title").fill("Team Lead");
    const tab = await context.newPage();
    await openRecord(tab, jane);
    await tab.getByLabel("Title").fill("Head Nurse");
    await tab.getByRole("button", { name: "Save" }).click();
    await expect(tab.getByRole("status", { name: "Saved" })).toBeVisible();
    await page.bringToFront();
    await expect(page.getByRole("alert", { name: "You changed this record in another tab" })).toBeVisible();
    await expect(page.getByText("Somebody else")).toHaveCount(0);
  });

  test("a generated password outlives the conflict and is saved with the next Save", async ({
    page,
    users,
    administrator,
    stack,
  }) => {
    const jane = await users.active({ title: "Nurse" });
    const params = { userId: jane.id };
    await openRecord(page, jane);
    await putOutOfSight(page);
    await page.getByRole("button", { name: "Generate", exact: true }).click();
    const field = page.getByRole("textbox", { name: "New temporary password" });
    const password = await field.inputValue();
    await administrator.call(updateUser, { params, body: { version: 1, title: "Head Nurse" } });
    await page.getByLabel("Title").fill("Team Lead");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert", { name: /changed this record/ })).toBeVisible();
    await expect(signInToApi(stack.url, jane.userName, password)).rejects.toThrow();
    await expect(field).toHaveValue(password);

    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("button", { name: "Done" })).toBeVisible();
    await expect(signInToApi(stack.url, jane.userName, password)).resolves.toBeTruthy();
  });

  test("the change is shown while one still types", async ({ page, users, administrator }) => {
    const jane = await users.active({ title: "Nurse", phone: "1" });
    const params = { userId: jane.id };
    await openRecord(page, jane);
    await expect(card(page, "Recovery").getByText("Live", { exact: true })).toBeVisible();
    await page.getByLabel("Title").fill("Team Lead");
    await administrator.call(updateUser, { params, body: { version: 1, title: "Head Nurse", phone: "333" } });
    await expect(
      page
        .getByRole("group", { name: "Title" })
        .getByRole("radio", { name: "Take what was saved: Head Nurse" }),
    ).toBeVisible();
    await expect(page.getByLabel("Title")).toHaveValue("Team Lead");
    await expect(page.getByLabel("Title")).toBeFocused();
    await expect(page.getByLabel("Phone")).toHaveValue("333");
  });
});
