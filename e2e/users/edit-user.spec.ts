import { getSession } from "@latchkey/contract/sessions.ts";
import { getUser } from "@latchkey/contract/users.ts";
import { signInToApi } from "@latchkey/playwright/api.ts";
import { expectAccessible } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { uniqueWord } from "@latchkey/playwright/people.ts";
import { passwordIn } from "@latchkey/playwright/secrets.ts";
import { root, setUp } from "@latchkey/playwright/stack.ts";
import {
  card,
  chooseNewPassword,
  confirmWithPassword,
  fillSignIn,
  openRecord,
  ownPassword,
  signIn,
} from "@latchkey/playwright/steps.ts";

test.describe("Create User", () => {
  test("with an address, Access Info goes out and Save leads to the record", async ({
    page,
    mailbox,
    otherBrowser,
  }) => {
    const word = uniqueWord();
    await page.goto("/users");
    await page.getByRole("link", { name: "Create User" }).click();
    await page.getByLabel("User Name").fill(`ken.${word}`);
    await page.getByLabel("First Name").fill("Kenji");
    await page.getByLabel("Last Name").fill(word);
    const box = page.getByRole("checkbox", { name: "Send Email with Access Info to User" });
    await expect(box).toBeDisabled();
    await expect(box).not.toBeChecked();
    await page.getByLabel("Email", { exact: true }).fill(`ken.${word}@acme.test`);
    await expect(box).toBeChecked();
    await page.getByLabel("Teams", { exact: true }).fill("Field");
    await page.getByLabel("Teams", { exact: true }).press("Enter");
    await page.getByRole("button", { name: "Save" }).click();

    await expect(page.getByRole("heading", { level: 1, name: `Kenji ${word}` })).toBeVisible();
    await expect(page).toHaveURL(/\/users\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("button", { name: "Remove Field" })).toBeVisible();
    const mail = await mailbox.waitForMail({
      to: `ken.${word}@acme.test`,
      subject: "Your sign-in details for Latchkey",
    });
    const user = await otherBrowser();
    await signIn(user, `ken.${word}`, passwordIn(mail));
    await chooseNewPassword(user, ownPassword);
  });

  test("what comes along unseen with a paste is left out and told of, and an international host is shown as mail finds it", async ({
    page,
  }) => {
    const word = uniqueWord();
    await page.goto("/users/new");
    const userName = page.getByLabel("User Name");
    await userName.fill(`\u200bjürgen.${word}\ufeff`);
    await expect(userName).toHaveValue(`jürgen.${word}`);
    await expect(userName).toHaveAccessibleDescription("Invisible characters were left out.");
    const lastName = page.getByLabel("Last Name");
    await lastName.fill("\u3164");
    await expect(userName).toHaveAccessibleDescription("");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(lastName).toHaveAccessibleDescription("Enter a last name.");
    await lastName.fill(`Mül\u00adler\t${word}`);
    await expect(lastName).toHaveAccessibleDescription(/Invisible characters were left out\.$/);
    const email = page.getByLabel("Email", { exact: true });
    await email.fill(`sales&${word}@müller.example`);
    await expect(email).toHaveAccessibleDescription(`Mail goes to sales&${word}@xn--mller-kva.example.`);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save" }).click();

    await expect(page.getByRole("heading", { level: 1, name: `Müller ${word}` })).toBeVisible();
    await expect(page.getByLabel("Email", { exact: true })).toHaveValue(
      `sales&${word}@xn--mller-kva.example`,
    );
  });

  test("only User Name and Last Name are needed", async ({ page, mailbox }) => {
    const word = uniqueWord();
    await page.goto("/users/new");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("User Name")).toBeFocused();
    await expect(page.getByLabel("User Name")).toHaveAccessibleDescription("Enter a user name.");
    await expect(page.getByLabel("Last Name")).toHaveAccessibleDescription("Enter a last name.");
    await expect(page.getByRole("alert").getByRole("link")).toHaveText([
      "Enter a user name.",
      "Enter a last name.",
    ]);

    await page.getByLabel("User Name").fill(`ken@${word}`);
    await page.getByLabel("Last Name").fill(word);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("User Name")).toHaveAccessibleDescription(
      "Use letters, digits, dots, hyphens and underscores only.",
    );
    await page.getByLabel("User Name").fill(`ken.${word}`);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { level: 1, name: word })).toBeVisible();
    await expect(page.getByText("The user has no password yet.")).toBeVisible();
    expect(await mailbox.mails({ to: `ken.${word}@acme.test` })).toEqual([]);
  });

  test("a user name or address that somebody has is said at its field, and nothing typed is lost", async ({
    page,
    users,
  }) => {
    const jane = await users.active();
    await page.goto("/users/new");
    await page.getByLabel("User Name").fill(jane.userName.toUpperCase());
    await page.getByLabel("Last Name").fill("Tanaka");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("User Name")).toBeFocused();
    await expect(page.getByLabel("User Name")).toHaveAccessibleDescription(
      /Another user has this user name\./,
    );
    await page.getByLabel("User Name").fill(`ken.${uniqueWord()}`);
    await page.getByLabel("Email", { exact: true }).fill(jane.email);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("Email", { exact: true })).toHaveAccessibleDescription(
      /Another user has this email address\./,
    );
    await expect(page.getByLabel("Last Name")).toHaveValue("Tanaka");
  });
});

test.describe("User record", () => {
  test("Save stores the changes, and only then", async ({ page, users, administrator }) => {
    const jane = await users.active();
    await openRecord(page, jane);
    await expect(page.getByRole("button", { name: "Save" })).toBeHidden();
    await page.getByLabel("Title").fill("Team Lead");
    await page.getByLabel("Phone").fill("+44 20 7946 0112");
    await page.getByRole("combobox", { name: "Time Zone" }).click();
    await page.getByRole("option", { name: "Asia/Tokyo" }).click();
    for (const team of ["Field", "EMEA"]) {
      await page.getByLabel("Teams", { exact: true }).fill(team);
      await page.getByLabel("Teams", { exact: true }).press("Enter");
    }
    await expect(page.getByRole("region", { name: "Unsaved changes" })).toContainText(
      "4 unsaved changes: title, phone, time zone, teams",
    );
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("button", { name: "Save" })).toBeHidden();

    const params = { userId: jane.id };
    expect(await administrator.call(getUser, { params })).toMatchObject({
      title: "Team Lead",
      phone: "+44 20 7946 0112",
      timeZone: "Asia/Tokyo",
      teams: ["Field", "EMEA"],
    });
    await page.reload();
    await expect(page.getByLabel("Title")).toHaveValue("Team Lead");
    await expect(card(page, "History").getByText("Record saved")).toBeVisible();
  });

  test("Cancel brings back what is stored", async ({ page, users }) => {
    await openRecord(page, await users.active({ title: "Nurse" }));
    await page.getByLabel("Title").fill("Team Lead");
    await page.getByRole("checkbox", { name: "Is Active" }).uncheck();
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByLabel("Title")).toHaveValue("Nurse");
    await expect(page.getByRole("checkbox", { name: "Is Active" })).toBeChecked();
    await expect(page.getByRole("button", { name: "Save" })).toBeHidden();
  });

  test("leaving with unsaved changes asks first", async ({ page, users }) => {
    const jane = await users.active();
    await page.goto(`/users?search=${jane.userName}`);
    await page.getByRole("link", { name: jane.name }).click();
    await page.getByLabel("Title").fill("Team Lead");
    const prompt = page.getByRole("alertdialog", { name: "Leave without saving?" });

    await page.goBack();
    await expect(prompt).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(prompt).toBeHidden();
    await expect(page.getByLabel("Title")).toHaveValue("Team Lead");

    await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Users" }).click();
    await prompt.getByRole("button", { name: "Leave" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
    await openRecord(page, jane);
    await expect(page.getByLabel("Title")).toHaveValue("");
  });

  test("closing the tab with unsaved changes asks first", async ({ page, users }) => {
    await openRecord(page, await users.active());
    await page.getByLabel("Title").fill("Team Lead");
    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await expect(page.getByLabel("Title")).toHaveValue("Team Lead");
  });

  test("deactivating signs the user out, and activating lets them in again", async ({
    page,
    users,
    otherBrowser,
    stack,
  }) => {
    const password = "a kettle under the blue stairs";
    const jane = await users.active({ password });
    const user = await otherBrowser({ ...jane, password });
    await user.goto("/profile");
    await expect(user.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();

    await openRecord(page, jane);
    await page.getByRole("checkbox", { name: "Is Active" }).uncheck();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(card(page, "Sessions").getByText("Not signed in anywhere.")).toBeVisible();
    await user.reload();
    await expect(user).toHaveURL(/\/sign-in\?/);
    await expect(signInToApi(stack.url, jane.userName, password)).rejects.toThrow();

    await page.getByRole("checkbox", { name: "Is Active" }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("button", { name: "Save" })).toBeHidden();
    await fillSignIn(user, jane.userName, password);
    await expect(user).toHaveURL(/\/profile$/);
  });

  test("an administrator can't deactivate themselves", async ({ page, users, administrator }) => {
    await users.administrator();
    const { session } = await administrator.call(getSession, {});
    await openRecord(page, { id: session!.user.id, name: "Riley Root" });
    await page.getByRole("checkbox", { name: "Is Active" }).uncheck();
    await page.getByRole("button", { name: "Save" }).click();
    await confirmWithPassword(page, root.password);
    const isActive = page.getByRole("checkbox", { name: "Is Active" });
    await expect(isActive).toBeFocused();
    await expect(isActive).toHaveAccessibleDescription("You can't deactivate yourself.");
  });

  test("the last active System Administrator stays one", async ({ freshStack, otherBrowser }) => {
    await setUp(freshStack);
    const page = await otherBrowser();
    await page.goto(`${freshStack.url}/sign-in`);
    await fillSignIn(page, root.userName, root.password);
    await page.getByRole("link", { name: "Riley Root" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Riley Root" })).toBeVisible();
    const type = page.getByRole("combobox", { name: "Type" });
    await type.click();
    await page.getByRole("option", { name: "Regular" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await confirmWithPassword(page, root.password);
    await expect(type).toBeFocused();
    await expect(type).toHaveAccessibleDescription(
      "This is the last active System Administrator. Make another one first.",
    );
    await page.reload();
    await expect(type).toHaveText("System Administrator");
  });
});
