import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { uniqueWord } from "@latchkey/playwright/people.ts";
import { passwordIn } from "@latchkey/playwright/secrets.ts";
import { root } from "@latchkey/playwright/stack.ts";
import {
  chooseAction,
  chooseNewPassword,
  openRecord,
  ownPassword,
  signIn,
} from "@latchkey/playwright/steps.ts";
import {
  openTemplate,
  part,
  previewedMail,
  resetTemplates,
  saveWithNote,
  showBodyAs,
  write,
} from "@latchkey/playwright/templates.ts";

test.afterEach(({ administrator }) => resetTemplates(administrator));

test.describe("Template Manager", () => {
  test("lists every template with its purpose, and leads to its editor", async ({ page }) => {
    await page.goto("/users");
    await page.getByRole("link", { name: "Template Manager" }).click();
    await expect(page).toHaveTitle(/^Template Manager/);
    const table = page.getByRole("table", { name: "Templates" });
    await expect(table.getByRole("rowheader").getByRole("link")).toHaveText([
      "Access Info",
      "Password Change Link",
      "Password Changed",
      "Administrator Changed Your Access",
      "Link Copied",
      "Link Extended",
      "Email Address Changed",
      "Recovery Stopped",
      "Sign-in Stopped",
    ]);
    await expect(table.getByRole("row", { name: "Access Info" })).toContainText(
      "Gives a user the temporary password and says how to sign in with it.",
    );
    await expect(table.getByRole("row", { name: "Access Info" })).toContainText("Generate New Password");
    await expect(table.getByRole("row", { name: "Access Info" })).toContainText("All 13");
    await table.getByRole("link", { name: "Access Info" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Access Info" })).toBeFocused();
    await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link").click();
    await page.getByRole("link", { name: "Layout" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Layout" })).toBeVisible();
  });

  test("Password Change Link in rich text: previewed, tried, saved, and what A sends from then on", async ({
    page,
    users,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();
    const word = uniqueWord();
    await openTemplate(page, "password-change-link", "Password Change Link");
    await expect(previewedMail(page).getByRole("heading", { name: "Choose a new password" })).toBeVisible();

    await write(part(page, "Subject"), `A link for you, ${word}`);
    await part(page, "Body").click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("End");
    await page.keyboard.type(" at {{ comp");
    await expect(page.getByRole("option", { name: "companyName" })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.type(`Words of ours: ${word}`);
    await expect(part(page, "Body")).toContainText("at companyName");
    await expect(previewedMail(page).getByText(`Words of ours: ${word}`)).toBeVisible();
    await expect(page.getByRole("region", { name: "Preview" })).toContainText(`A link for you, ${word}`);
    await showBodyAs(page, "Source");
    await expect(part(page, "Source")).toContainText("<h1>Choose a new password at {{ companyName }}</h1>");
    await expect(part(page, "Source")).toContainText(`<p>Words of ours: ${word}</p>`);

    await page.getByRole("button", { name: "Send test" }).click();
    const prompt = page.getByRole("alertdialog", { name: "Send test" });
    await expect(prompt.getByLabel("Send to")).toHaveValue(root.email);
    await prompt.getByRole("button", { name: "Send" }).click();
    await expect(prompt).toBeHidden();
    await expect(page.getByText(`Test mail to ${root.email}`)).toBeVisible();
    const trial = await mailbox.waitForMail({ to: root.email, subject: `[Test] A link for you, ${word}` });
    expect(trial.html).toContain(`Words of ours: ${word}`);

    await saveWithNote(page, "Our own words");
    await expect(page.getByText(`Version 1 by ${root.firstName} ${root.lastName}`)).toBeVisible();
    await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled();

    await openRecord(page, jane);
    await chooseAction(page, "Send Password Change Link");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    const mail = await mailbox.waitForMail({ to: jane.email, subject: `A link for you, ${word}` });
    expect(mail.html).toContain(`Words of ours: ${word}`);
    const user = await otherBrowser();
    await user.goto(firstLink(mail));
    await chooseNewPassword(user, ownPassword);
  });

  test("Access Info in source, for a real reader, with the address typed: what B sends from then on", async ({
    page,
    users,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();
    const word = uniqueWord();
    await openTemplate(page, "access-info", "Access Info");
    await page.getByRole("combobox", { name: "Preview as", exact: true }).click();
    await page.getByRole("combobox", { name: "Find a user to preview as" }).fill(jane.userName);
    await page.getByRole("option", { name: jane.name }).click();
    await expect(previewedMail(page).getByText(jane.userName)).toBeVisible();

    await showBodyAs(page, "Source");
    await part(page, "Source").click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type(`<p>${word} {{ user.na`);
    await expect(page.getByRole("option", { name: "user.name" })).toBeVisible();
    await page.keyboard.press("Enter");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await expect(previewedMail(page).getByText(`${word} ${jane.name}`)).toBeVisible();

    await page.getByRole("button", { name: "Send test" }).click();
    await page.getByLabel("Send to").fill(`${word}@acme.test`);
    await page.getByLabel("Send to").press("Enter");
    await expect(page.getByRole("alertdialog")).toBeHidden();
    expect((await mailbox.waitForMail({ to: `${word}@acme.test` })).html).toContain(`${word} `);

    await saveWithNote(page, "");
    await openRecord(page, jane);
    await chooseAction(page, "Generate New Password");
    await page.getByRole("button", { name: "Yes", exact: true }).click();
    const mail = await mailbox.waitForMail({ to: jane.email });
    expect(mail.html).toMatch(new RegExp(`${word} .*${jane.name}`));
    const user = await otherBrowser();
    await signIn(user, jane.userName, passwordIn(mail));
    await chooseNewPassword(user, ownPassword);
  });

  test("the preview in the dark, as wide as a desktop, and as text", async ({ page }) => {
    await openTemplate(page, "password-changed", "Password Changed");
    const background = () =>
      previewedMail(page)
        .locator("body")
        .evaluate((body) => getComputedStyle(body).backgroundColor);
    await page.getByRole("radio", { name: "Light" }).check();
    await expect.poll(background).toBe("rgb(246, 249, 251)");
    await page.getByRole("radio", { name: "Dark" }).check();
    await expect.poll(background).toBe("rgb(13, 16, 19)");
    await page.getByRole("radio", { name: "Desktop" }).check();
    await expect(previewedMail(page).getByRole("heading").first()).toBeVisible();
    await page.getByRole("radio", { name: "Text", exact: true }).check();
    await expect(page.getByRole("region", { name: "The mail as text" })).toContainText("Hello Jane,");
  });

  test("the text part: written by hand, or derived again", async ({ page }) => {
    await openTemplate(page, "password-changed", "Password Changed");
    await showBodyAs(page, "Text part");
    await page.getByRole("radio", { name: "Text", exact: true }).check();
    const preview = page.getByRole("region", { name: "The mail as text" });
    await write(part(page, "Text part"), "Written by hand for {{ user.userName }}.");
    await expect(preview).toContainText("Written by hand for jane.okafor.");
    await page.getByRole("button", { name: "Derive again" }).click();
    await expect(page.getByText("Derived from the body for every mail.")).toBeVisible();
    await expect(part(page, "Text part")).toContainText("Hello {{ user.firstName | default: user.name }},");
    await expect(preview).toContainText("Your password was changed");
    await page.getByRole("button", { name: "Edit it by hand" }).click();
    await expect(part(page, "Text part")).toBeEditable();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
  });

  test("a body that rich text can't show is edited as source, and says so", async ({ page }) => {
    await openTemplate(page, "password-changed", "Password Changed");
    await showBodyAs(page, "Source");
    await write(part(page, "Source"), "<ul>{% if stopLink %}<li>One</li>{% endif %}</ul>");
    await page.getByRole("radio", { name: "Rich text" }).check();
    await expect(page.getByText("This body can be edited as source only")).toBeVisible();
    await expect(part(page, "Body")).toHaveCount(0);
    await page.getByRole("button", { name: "Edit the source" }).click();
    await expect(part(page, "Source")).toBeVisible();
  });

  test("a link is made, made a button, and taken away", async ({ page }) => {
    await openTemplate(page, "password-changed", "Password Changed");
    await showBodyAs(page, "Source");
    await write(part(page, "Source"), "<p>Read this</p>");
    await showBodyAs(page, "Rich text");
    await part(page, "Body").click();
    await page.keyboard.press("Control+a");
    await page.getByRole("button", { name: "Link", exact: true }).click();
    await page.getByLabel("Address").fill("https://help.acme.test/");
    await page.getByRole("checkbox", { name: "Show it as a button" }).check();
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(part(page, "Body")).toBeFocused();
    await showBodyAs(page, "Source");
    await expect(part(page, "Source")).toHaveText(
      '<p><a href="https://help.acme.test/" class="button">Read this</a></p>',
    );
    await showBodyAs(page, "Rich text");
    await part(page, "Body").getByText("Read this").click();
    await page.getByRole("button", { name: "Link", exact: true }).click();
    await page.getByLabel("Address").fill("");
    await page.getByRole("button", { name: "Apply" }).click();
    await showBodyAs(page, "Source");
    await expect(part(page, "Source")).toHaveText("<p>Read this</p>");
  });

  test("the layout: names and colours, in its preview and in every mail", async ({
    page,
    users,
    mailbox,
  }) => {
    const jane = await users.active();
    await page.goto("/templates/layout");
    await page.getByLabel("Product name").fill("Acme Access");
    await page.getByRole("group", { name: "Light" }).getByLabel("Accent", { exact: true }).fill("#ffff00");
    await expect(page.getByRole("list", { name: "Findings" })).toContainText(
      "Links can hardly be read in the light theme",
    );
    await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
    await page.getByRole("group", { name: "Light" }).getByLabel("Accent", { exact: true }).fill("#005a9c");
    await write(page.getByRole("textbox", { name: "Footer" }), "Acme {{ productName }}, Hamburg");
    await expect(previewedMail(page).getByText("Acme Acme Access, Hamburg")).toBeVisible();
    await saveWithNote(page, "Our colours");
    await expect(page.getByText("Version 1 by")).toBeVisible();

    await openRecord(page, jane);
    await chooseAction(page, "Send Password Change Link");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    const mail = await mailbox.waitForMail({ to: jane.email });
    expect(mail.subject).toBe("Choose a new password for Acme Access");
    expect(mail.html).toContain("background-color:#005a9c");
    expect(mail.text).toContain("Acme Acme Access, Hamburg");
  });
});
