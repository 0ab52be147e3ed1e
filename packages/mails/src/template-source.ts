import type { Language } from "@latchkey/contract/languages.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import type { TemplateSource } from "@latchkey/contract/templates.ts";
import { findTemplate } from "./find-template.ts";
import type { MailTemplate } from "./parse-template.ts";

/** The words that come with the product in exactly this language; null when there are none. */
export function builtInTemplate(key: TemplateKey, locale: Language): MailTemplate | null {
  const template = findTemplate(key, locale);
  return template.locale === locale ? template : null;
}

/** The part of a template that its author writes. */
export function sourceOf({ subject, preheader, html, text }: MailTemplate): TemplateSource {
  return { subject, preheader, html: `${html.trim()}\n`, text: text === null ? null : `${text.trim()}\n` };
}

/** What an author wrote, with what follows from its language. */
export function templateOf(key: TemplateKey, locale: Language, source: TemplateSource): MailTemplate {
  const { footer } = findTemplate(key, locale);
  return { locale, direction: directionOf(locale), footer, ...source };
}

/** In which direction a language is written. */
export function directionOf(locale: Language): "ltr" | "rtl" {
  return locale === "ar" ? "rtl" : "ltr";
}
