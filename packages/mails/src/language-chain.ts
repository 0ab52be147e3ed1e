import { languages, type Language } from "@latchkey/contract/languages.ts";

/** Whether mails can be written in it. */
const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag);

const chains = new Map<string, readonly Language[]>();

/**
 * The languages in which somebody with this locale (BCP 47) is written to, best first: their own, the one it belongs to,
 * English. Throws a RangeError for a malformed locale.
 */
export function languageChain(locale: string): readonly Language[] {
  const known = chains.get(locale);
  if (known !== undefined) return known;
  const { baseName, language } = new Intl.Locale(locale);
  const { script } = new Intl.Locale(baseName).maximize();
  const chain = [...new Set([baseName, `${language}-${script}`, language, "en"])].filter(isLanguage);
  if (chains.size < 500) chains.set(locale, chain);
  return chain;
}
