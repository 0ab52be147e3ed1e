import { languages, type Language } from "@latchkey/contract/languages.ts";
import { LRUCache } from "lru-cache";

/** Whether mails can be written in it. */
const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag);

const chains = new LRUCache<string, readonly Language[]>({ max: 500, memoMethod: makeChain });

/**
 * The languages in which somebody with this locale (BCP 47) is written to, best first: their own, the one it belongs to,
 * English. Throws a RangeError for a malformed locale.
 */
export function languageChain(locale: string): readonly Language[] {
  return chains.memo(locale);
}

function makeChain(locale: string): readonly Language[] {
  const { baseName, language } = new Intl.Locale(locale);
  const { script } = new Intl.Locale(baseName).maximize();
  return [...new Set([baseName, `${language}-${script}`, language, "en"])].filter(isLanguage);
}
