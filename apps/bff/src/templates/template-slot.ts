import type { Language } from "@latchkey/contract/languages.ts";
import { MailLayout, TemplateSource } from "@latchkey/contract/templates.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import { findTemplate } from "./find-template.ts";
import { darkPalette, lightPalette } from "./mail-style.ts";
import type { MailTemplate } from "./parse-template.ts";

/** What has versions of its own: a template in one language, or the layout of all mails. */
export type Slot = { key: TemplateKey; locale: Language } | { key: "layout"; locale: "" };

/** The layout's place among the versions. */
export const layoutSlot = { key: "layout", locale: "" } as const;

/** What the audit trail calls it. */
export function slotName({ key }: Slot): string {
  return key === "layout" ? "Layout" : templateNames[key];
}

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

const chosen = ({ accent, onAccent, page }: typeof lightPalette) => ({ accent, onAccent, page });

/** The layout that comes with the product. */
export const defaultLayout: MailLayout = {
  logo: null,
  productName: null,
  companyName: null,
  supportContact: null,
  colours: { light: chosen(lightPalette), dark: chosen(darkPalette) },
  footers: {},
};

/** Reads what a version or draft of a template holds. */
export function readSource(content: string): TemplateSource {
  return TemplateSource.parse(JSON.parse(content));
}

/** Reads what a version or draft of the layout holds. */
export function readLayout(content: string): MailLayout {
  return MailLayout.parse(JSON.parse(content));
}
