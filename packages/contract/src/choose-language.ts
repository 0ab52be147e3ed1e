import { languages, type Language } from "./languages.ts";

const known = Object.keys(languages) as Language[];

/** What says in which language to speak, strongest first. */
export type Wishes = {
  /** Chosen on this page, or on one before it. */
  chosen?: Language | null;
  /** The setting of the user whom the page is for. */
  setting?: Language | null;
  /** The languages of the browser (BCP 47), the preferred one first. */
  browser: readonly string[];
};

/** The language to speak in: English when nothing else fits. */
export function chooseLanguage({ chosen, setting, browser }: Wishes): Language {
  const fitting = browser.map((tag) => known.find((language) => isKindOf(tag, language)));
  return chosen ?? setting ?? fitting.find((language) => language !== undefined) ?? "en";
}

/** The kind of the language that the browser speaks (`de-AT`), for dates and numbers; else the language itself. */
export function localeOf(language: Language, browser: readonly string[]): string {
  return browser.find((tag) => isKindOf(tag, language)) ?? language;
}

/** The direction in which a language is written. */
export function directionOf(language: Language): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}

/** The same language in the same script: `zh-CN` is a kind of `zh-Hans`, and `zh-TW` is none. */
function isKindOf(tag: string, language: Language): boolean {
  return scriptOf(tag) === scriptOf(language);
}

function scriptOf(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    // What a browser calls a language, but no standard does.
    return tag;
  }
}
