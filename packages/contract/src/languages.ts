/** The languages a user can have, each in its own words. The first is the fallback. */
export const languages = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  pt: "Português",
  it: "Italiano",
  nl: "Nederlands",
  pl: "Polski",
  tr: "Türkçe",
  uk: "Українська",
  ja: "日本語",
  "zh-Hans": "简体中文",
  ar: "العربية",
} as const;

/** A BCP 47 tag of one of the languages. */
export type Language = keyof typeof languages;

/** All of them, for schemas. */
export const languageTags = Object.keys(languages) as [Language, ...Language[]];
