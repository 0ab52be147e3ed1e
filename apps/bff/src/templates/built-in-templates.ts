import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import { builtInEn } from "./built-in-en.ts";
import type { MailTemplate } from "./parse-template.ts";

/** The mails that come with the product, by language (BCP 47). Every language is complete. */
export const builtInTemplates = {
  en: builtInEn,
} as const satisfies Record<string, Record<TemplateKey, MailTemplate>>;
