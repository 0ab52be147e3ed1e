import { builtInTemplates } from "./built-in-templates.ts";
import type { MailTemplate } from "./parse-template.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";

const templatesByLanguage = new Map<string, Readonly<Record<TemplateKey, MailTemplate>>>(
  Object.entries(builtInTemplates),
);

/**
 * The template in the reader's locale (BCP 47), else in their language, else in English.
 * Throws a RangeError for a malformed locale.
 */
export function findTemplate(key: TemplateKey, locale: string): MailTemplate {
  const { baseName, language } = new Intl.Locale(locale);
  const templates =
    templatesByLanguage.get(baseName) ?? templatesByLanguage.get(language) ?? builtInTemplates.en;
  return templates[key];
}
