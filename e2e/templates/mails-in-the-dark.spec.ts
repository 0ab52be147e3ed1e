import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import { exampleValues } from "@latchkey/mails/example-values.ts";
import { inversions, invertMail } from "@latchkey/mails/inversion.ts";
import { renderTemplate } from "@latchkey/mails/render-template.ts";
import { expectAccessible } from "../support/expect-accessible.ts";
import { expect, test } from "../support/fixtures.ts";

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
