import type { Language } from "@latchkey/contract/languages.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import type { LintFinding, TemplateRecord, TemplateSource } from "@latchkey/contract/templates.ts";
import { findTemplate } from "@latchkey/mails/find-template.ts";
import { languageChain } from "@latchkey/mails/language-chain.ts";
import { lintTemplate } from "@latchkey/mails/lint-template.ts";
import { sampleValues } from "@latchkey/mails/sample-values.ts";
import { placeholdersOf, templateFacts } from "@latchkey/mails/template-facts.ts";
import { builtInTemplate, directionOf, sourceOf } from "@latchkey/mails/template-source.ts";
import type { Ctx } from "../ctx.ts";
import { readNewestOfAll, readStanding } from "../versioned/version-store.ts";
import { readReader } from "../settings/reader-defaults.ts";
import { sampleSetting } from "./sample-setting.ts";
import { readSource } from "./stored-content.ts";
import { readInForce } from "./templates-in-force.ts";

/** A template in one language, with all that its editor needs. */
export async function readTemplateRecord(
  ctx: Ctx,
  key: TemplateKey,
  locale: Language,
): Promise<TemplateRecord> {
  const slot = { key, locale };
  const { version, latest, draft } = await readStanding(ctx, { slot, read: readSource });
  const inForce = await readInForce(ctx, ctx.db, key, locale);
  const source = sourceOf(inForce.template);
  const isOwn = inForce.template.locale === locale;
  const sample = sampleValues(sampleSetting(ctx), key, inForce.brand);
  const reader = await readReader(ctx.db, { language: locale, timeZone: null });
  const { purpose, usedIn } = templateFacts[key];
  return {
    ...slot,
    name: templateNames[key],
    purpose,
    usedIn,
    direction: directionOf(locale),
    origin: !isOwn ? "fallback" : inForce.templateVersion === null ? "default" : "edited",
    fallsBackTo: isOwn ? null : (inForce.template.locale as Language),
    version,
    latest,
    draft,
    source,
    defaultSource: defaultSource(key, locale),
    placeholders: placeholdersOf(key, locale, reader, sample),
    findings: await lintInForce(ctx, key, locale, source),
  };
}

/** The words that are in force when nobody has written any. */
export function defaultSource(key: TemplateKey, locale: Language): TemplateSource {
  return sourceOf(builtInTemplate(key, locale) ?? findTemplate(key, languageChain(locale).at(-1) ?? "en"));
}

/** What is wrong with words, in the layout that is in force. */
export async function lintInForce(
  ctx: Ctx,
  key: TemplateKey,
  locale: Language,
  source: TemplateSource,
): Promise<LintFinding[]> {
  const { frame, brand } = await readInForce(ctx, ctx.db, key, locale);
  const missing = await readMissingLanguages(ctx, key, locale);
  return lintTemplate(key, locale, source, { setting: sampleSetting(ctx), frame, brand, missing });
}

/** The languages of active users in which nobody wrote this template, while somebody did in this one. */
async function readMissingLanguages(ctx: Ctx, key: TemplateKey, locale: Language): Promise<Language[]> {
  const edited = (await readNewestOfAll(ctx.db))
    .filter((row) => row.key === key && row.hasContent)
    .map((row) => row.locale);
  if (!edited.includes(locale)) return [];
  const spoken = await ctx.db
    .selectFrom("users")
    .select("language")
    .distinct()
    .where("deactivatedAt", "is", null)
    .execute();
  const needed = spoken.flatMap(({ language }) => languageChain(language ?? "en")[0] ?? []);
  return [...new Set(needed)].filter((language) => !edited.includes(language)).toSorted();
}
