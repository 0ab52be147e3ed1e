import type { Language } from "@latchkey/contract/languages.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import {
  dropMailLayoutDraft,
  dropTemplateDraft,
  getMailLayout,
  listTemplates,
  resetMailLayout,
  resetTemplate,
} from "@latchkey/contract/templates.ts";
import { expect, type FrameLocator, type Locator, type Page } from "playwright/test";
import type { Api } from "./api.ts";

/** Opens the editor of a template. */
export async function openTemplate(
  page: Page,
  key: TemplateKey,
  name: string,
  language: Language = "en",
): Promise<void> {
  await page.goto(`/templates/${key}${language === "en" ? "" : `?language=${language}`}`);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(part(page, "Subject")).toBeVisible();
}

/** A field in which a part of a mail is written. */
export function part(page: Page, name: "Subject" | "Preheader" | "Body" | "Source" | "Text part"): Locator {
  return page.getByRole("textbox", { name, exact: true });
}

/** Shows the body as rich text, as source, or the text part. */
export async function showBodyAs(page: Page, view: "Rich text" | "Source" | "Text part"): Promise<void> {
  await page.getByRole("radio", { name: view }).check();
  const field = view === "Rich text" ? "Body" : view;
  await expect(part(page, field)).toBeVisible();
}

/** Writes a text in place of what stands in a field. */
export async function write(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.press("Control+a");
  await field.page().keyboard.insertText(text);
}

/** The HTML part of the mail that is previewed. */
export function previewedMail(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="The mail"]');
}

/** Saves with a note. */
export async function saveWithNote(page: Page, note: string): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const prompt = page.getByRole("alertdialog");
  await expect(prompt.getByLabel("Note (optional)")).toBeFocused();
  await prompt.getByLabel("Note (optional)").fill(note);
  await prompt.getByRole("button", { name: "Save", exact: true }).click();
  await expect(prompt).toBeHidden();
}

/** Puts every template and the layout back as they came, for the stories that follow. */
export async function resetTemplates(administrator: Api): Promise<void> {
  const { templates } = await administrator.call(listTemplates, {});
  for (const { key, languages } of templates) {
    for (const { locale, origin, latest, hasDraft } of languages) {
      const params = { key, locale };
      if (hasDraft) await administrator.call(dropTemplateDraft, { params });
      if (origin !== "edited") continue;
      await administrator.call(resetTemplate, {
        params,
        body: { basedOn: latest?.number ?? 0, note: "" },
      });
    }
  }
  const layout = await administrator.call(getMailLayout, {});
  if (layout.draft !== null) await administrator.call(dropMailLayoutDraft, {});
  if (layout.origin === "edited")
    await administrator.call(resetMailLayout, { body: { basedOn: layout.version, note: "" } });
}
