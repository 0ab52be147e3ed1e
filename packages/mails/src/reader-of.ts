import { LRUCache } from "lru-cache";
import { regionOfZone } from "./region-of-zone.ts";
import type { Reader } from "./render-template.ts";

/** The language (BCP 47) and the time zone (IANA) of an account, or of those that name none. */
export type Whereabouts = { language: string | null; timeZone: string | null };

/**
 * How a mail to somebody tells moments: in their language, as it is written where they are. What the account does not say, the
 * installation does.
 */
export function readerOf(person: Whereabouts, installation: Whereabouts): Reader {
  const timeZone = person.timeZone ?? installation.timeZone ?? "UTC";
  const language = person.language ?? installation.language ?? "en";
  return { locale: locales.memo(`${language} ${timeZone}`, { context: { language, timeZone } }), timeZone };
}

const locales = new LRUCache<string, string, { language: string; timeZone: string }>({
  max: 500,
  memoMethod: (_name, _stale, { context: { language, timeZone } }) =>
    localeIn(language, regionOfZone(timeZone)),
});

function localeIn(language: string, region: string | null): string {
  const asked = new Intl.Locale(language);
  if (region === null || asked.region !== undefined) return language;
  const locale = new Intl.Locale(language, { region }).toString();
  const known = new Intl.Locale(new Intl.DateTimeFormat(locale).resolvedOptions().locale);
  // Where English has no ways of its own, it is the world's, not that of the United States.
  return asked.language === "en" && known.region === undefined ? "en-001" : locale;
}
