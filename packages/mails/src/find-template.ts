import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import { builtInTemplates } from "./built-in-templates.ts";
import { languageChain } from "./language-chain.ts";
import type { MailTemplate } from "./parse-template.ts";

/**
 * The template in the best language that there is for the reader's locale (BCP 47), in the end in English.
 * Throws a RangeError for a malformed locale.
 */
export function findTemplate(key: TemplateKey, locale: string): MailTemplate {
  return builtInTemplates[languageChain(locale)[0] ?? "en"][key];
}
