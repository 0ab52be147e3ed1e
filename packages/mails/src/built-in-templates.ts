import type { Language } from "@latchkey/contract/languages.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import { builtInAr } from "./built-in-ar.ts";
import { builtInDe } from "./built-in-de.ts";
import { builtInEn } from "./built-in-en.ts";
import { builtInEs } from "./built-in-es.ts";
import { builtInFr } from "./built-in-fr.ts";
import { builtInIt } from "./built-in-it.ts";
import { builtInJa } from "./built-in-ja.ts";
import { builtInNl } from "./built-in-nl.ts";
import { builtInPl } from "./built-in-pl.ts";
import { builtInPt } from "./built-in-pt.ts";
import { builtInTr } from "./built-in-tr.ts";
import { builtInUk } from "./built-in-uk.ts";
import { builtInZhHans } from "./built-in-zh-hans.ts";
import type { MailTemplate } from "./parse-template.ts";

/** The mails that come with the product, by language (BCP 47). Every language is complete. */
export const builtInTemplates: Record<Language, Record<TemplateKey, MailTemplate>> = {
  en: builtInEn,
  de: builtInDe,
  fr: builtInFr,
  es: builtInEs,
  pt: builtInPt,
  it: builtInIt,
  nl: builtInNl,
  pl: builtInPl,
  tr: builtInTr,
  uk: builtInUk,
  ja: builtInJa,
  "zh-Hans": builtInZhHans,
  ar: builtInAr,
};
