import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { openTemplate, part, resetTemplates, showBodyAs, write } from "@latchkey/playwright/templates.ts";

test.afterEach(({ administrator }) => resetTemplates(administrator));

const good = `<p>{{ link }} {{ expiresAt }} {{ stopLink }}</p>`;

/** What is written where, what is found, and which field the finding leads to. */
const faults = [
  {
    name: "an unknown placeholder",
    in: "Source",
    text: `${good}<p>{{ user.nickname }}</p>`,
    found: "There is no placeholder “user.nickname”.",
  },
  {
    name: "a secret in the subject",
    in: "Subject",
    text: "Here: {{ link }}",
    found: "Keep {{ link }} in the mail itself.",
  },
  {
    name: "no link",
    in: "Source",
    text: "<p>Nothing {{ expiresAt }} {{ stopLink }}</p>",
    found: "The link is missing. Add {{ link }}.",
  },
  {
    name: "a link for some readers only",
    in: "Source",
    text: "<p>{% if companyName %}{{ link }}{% endif %}</p>",
    found: "The link is missing for some readers.",
  },
  {
    name: "an element that mails can't have",
    in: "Source",
    text: `${good}<table></table>`,
    found: "<table> can't be used in a mail.",
  },
  {
    name: "a program",
    in: "Source",
    text: `<p onclick="x()">{{ link }}</p>`,
    found: "A mail can't run programs. Remove onclick.",
  },
  {
    name: "a link that runs a program",
    in: "Source",
    text: `${good}<p><a href="javascript:x()">x</a></p>`,
    found: "A link can't run a program.",
  },
  {
    name: "a link that hides where it leads",
    in: "Source",
    text: `${good}<p><a href="https://evil.test/">acme.test</a></p>`,
    found: "The link shows acme.test but leads to evil.test.",
  },
  {
    name: "a condition that does not end",
    in: "Source",
    text: `${good}{% if link %}<p>x</p>`,
    found: "This can't be read",
  },
  { name: "no subject", in: "Subject", text: " ", found: "Write a subject." },
] as const;

test.describe("What lint finds blocks a save", () => {
  test("each fault is said at its place, leads there, and nothing is saved", async ({ page }) => {
    await openTemplate(page, "password-change-link", "Password Change Link");
    for (const fault of faults) {
      await test.step(fault.name, async () => {
        await showBodyAs(page, "Source");
        await write(part(page, "Source"), good);
        await write(part(page, "Subject"), "A link for you");
        const field = part(page, fault.in);
        await write(field, fault.text);
        const finding = page.getByRole("list", { name: "Findings" }).getByText(fault.found);
        await expect(finding).toBeVisible();
        await expect(field).toHaveAttribute("aria-invalid", "true");
        const save = page.getByRole("button", { name: "Save", exact: true });
        await expect(save).toBeDisabled();
        await expect(save).toHaveAccessibleDescription(/^\d errors? to correct before you can save\.$/);
        await page.getByRole("radio", { name: "Text part" }).check();
        await finding.click();
        await expect(field).toBeFocused();
      });
    }
  });

  test("a warning does not", async ({ page }) => {
    await openTemplate(page, "password-change-link", "Password Change Link");
    await showBodyAs(page, "Source");
    await write(part(page, "Source"), "<p>{{ link }} {{ expiresAt }}</p>");
    await expect(page.getByText("Readers can't say “this wasn't me”.")).toBeVisible();
    await expect(page.getByText("1 warning")).toBeVisible();
    await expect(page.getByRole("button", { name: "Save", exact: true })).toBeEnabled();
  });
});
