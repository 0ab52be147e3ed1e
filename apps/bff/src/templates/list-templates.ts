import { languages, type Language } from "@latchkey/contract/languages.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import type { listTemplates as route, TemplateLanguage } from "@latchkey/contract/templates.ts";
import { languageChain } from "@latchkey/mails/language-chain.ts";
import { templateFacts } from "@latchkey/mails/template-facts.ts";
import { builtInTemplate } from "@latchkey/mails/template-source.ts";
import type { Verb } from "../http/verb.ts";
import { readNewestOfAll, readOwnDrafts, versionSummary } from "../versioned/version-store.ts";
import type { Slot } from "../versioned/versioned.ts";
import { layoutSlot } from "./stored-content.ts";

const keys = Object.keys(templateNames) as TemplateKey[];
const locales = Object.keys(languages) as Language[];

/** Every template with its languages, and the layout. */
export const listTemplates: Verb<typeof route> = async (ctx) => {
  const newest = await readNewestOfAll(ctx.db);
  const drafts = await readOwnDrafts(ctx);
  const rowOf = ({ key, locale }: Slot) => newest.find((row) => row.key === key && row.locale === locale);
  const hasDraft = ({ key, locale }: Slot) => drafts.some((row) => row.key === key && row.locale === locale);
  const hasWords = (key: TemplateKey, locale: Language) =>
    rowOf({ key, locale })?.hasContent === true || builtInTemplate(key, locale) !== null;

  const languageOf = (key: TemplateKey, locale: Language): TemplateLanguage => {
    const slot = { key, locale };
    const row = rowOf(slot);
    const isFallback = !hasWords(key, locale);
    return {
      locale,
      origin: row?.hasContent === true ? "edited" : isFallback ? "fallback" : "default",
      fallsBackTo: isFallback ? (languageChain(locale).find((other) => hasWords(key, other)) ?? "en") : null,
      latest: row === undefined ? null : versionSummary(row),
      hasDraft: hasDraft(slot),
    };
  };

  const layout = newest.find((row) => row.key === "layout");
  return {
    templates: keys.map((key) => {
      const { purpose, usedIn } = templateFacts[key];
      const last = newest
        .filter((row) => row.key === key)
        .toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1))[0];
      return {
        key,
        name: templateNames[key],
        purpose,
        usedIn,
        languages: locales.map((locale) => languageOf(key, locale)),
        latest:
          last === undefined || last.locale === "" ? null : { ...versionSummary(last), locale: last.locale },
      };
    }),
    layout: {
      origin: layout?.hasContent === true ? "edited" : "default",
      latest: layout === undefined ? null : versionSummary(layout),
      hasDraft: hasDraft(layoutSlot),
    },
  };
};
