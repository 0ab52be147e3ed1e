import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import { getMailLayout, resetMailLayout, saveMailLayout } from "@latchkey/contract/templates.ts";
import { exampleValues } from "@latchkey/mails/example-values.ts";
import { inversions, invertMail } from "@latchkey/mails/inversion.ts";
import { renderTemplate } from "@latchkey/mails/render-template.ts";
import { expectAccessible } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";

test("every mail reads well in the light, in the dark, and where an inbox inverts it in part or in full", async ({
  page,
}) => {
  for (const key of Object.keys(templateNames) as TemplateKey[]) {
    const { html } = renderTemplate(key, exampleValues[key], { locale: "en", timeZone: "Europe/London" });
    const looks = [html, ...inversions.map((inversion) => invertMail(html, inversion))];
    for (const look of looks) {
      await page.goto("about:blank");
      await page.setContent(look);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page, "popup", ".page .card");
    }
  }
});

const logo =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAHgAAAAgCAIAAABW2ysfAAAAXUlEQVR42u3YoREAMAgAMZau6fKwQGsQCC4c8lUcRH4mzn2uvtmDAA1aDxo0aBCgV/WAZnrQoEHrQYMGDQL0LmhALkPQetCgQYMADVrvH+0yBA0CNGg9aNCgQQz0BfHqa7RIdoXDAAAAAElFTkSuQmCC";

test("the logo of the layout arrives with the mail, and an inbox shows it", async ({
  administrator,
  users,
  mailbox,
  otherBrowser,
  stack,
}) => {
  const { layout, version } = await administrator.call(getMailLayout, {});
  await administrator.call(saveMailLayout, {
    body: { layout: { ...layout, logo }, basedOn: version, note: "" },
  });
  const jane = await users.active();
  await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const mail = await mailbox.waitForMail({ to: jane.email });
  await administrator.call(resetMailLayout, { body: { basedOn: version + 1, note: "" } });
  expect(mail.html).not.toContain("data:");

  const inbox = await otherBrowser();
  await inbox.goto(`${stack.mailboxUrl}/mails/${mail.id}`);
  const shown = inbox.frameLocator('iframe[title="The mail as HTML"]').getByRole("img", { name: "Latchkey" });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((picture) => (picture as HTMLImageElement).naturalWidth)).toBe(120);
});
