import { chooseLanguage, localeOf } from "@latchkey/contract/choose-language.ts";
import { languages, type Language } from "@latchkey/contract/languages.ts";
import { type Catalogue, speak, type Speech } from "./speech.tsx";

/** Catalogues by language. Each loads by itself, when its language is spoken. */
export type Catalogues = Record<Language, () => Promise<{ messages: Catalogue }>>;

/** The messages of every page. */
export const pageCatalogues: Catalogues = {
  en: () => import("./en.ts"),
  de: () => import("./de.ts"),
  fr: () => import("./fr.ts"),
  es: () => import("./es.ts"),
  pt: () => import("./pt.ts"),
  it: () => import("./it.ts"),
  nl: () => import("./nl.ts"),
  pl: () => import("./pl.ts"),
  tr: () => import("./tr.ts"),
  uk: () => import("./uk.ts"),
  ja: () => import("./ja.ts"),
  "zh-Hans": () => import("./zh-hans.ts"),
  ar: () => import("./ar.ts"),
};

/** What a loader returns beside its own for its page to be spoken in another language than the browser's. */
export type Spoken = {
  speech: Speech;
  /** Whether the language is the account's or the page's own, whatever was chosen on a page before it. */
  isSettled: boolean;
};

/**
 * Speaks to a visitor: in the language chosen in this tab, else in that of the user whom the page is for, or the last page was
 * for, if it is known, else in the browser's.
 */
export async function speakToVisitor(setting: Language | null = null): Promise<Spoken> {
  if (setting !== null) keep(settingKey, setting);
  const language = chooseLanguage({
    chosen: chosenLanguage(),
    setting: setting ?? kept(settingKey),
    browser: navigator.languages,
  });
  return { speech: await speechIn(language, [pageCatalogues]), isSettled: false };
}

/** Loads these parts of a language, and speaks it. Rejects when one can't be loaded. */
export async function speechIn(language: Language, parts: readonly Catalogues[]): Promise<Speech> {
  const loaded = await Promise.all(parts.map((part) => part[language]()));
  const messages = Object.assign({}, ...loaded.map((module) => module.messages)) as Catalogue;
  return speak(language, localeOf(language, navigator.languages), messages);
}

const chosenKey = "latchkey-language";
const settingKey = "latchkey-language-of-user";
let chosen: Speech | null = null;
const listeners = new Set<() => void>();

/** Speaks the language that a visitor chose, from now on and in this tab. Rejects when it can't be loaded. */
export async function choose(language: Language): Promise<void> {
  try {
    chosen = await speechIn(language, [pageCatalogues]);
  } catch {
    // Where the server answers, an update has taken the file away: the page is loaded anew, in that language.
    await fetch("/healthz");
    keep(chosenKey, language);
    return window.location.reload();
  }
  keep(chosenKey, language);
  for (const listener of listeners) listener();
}

/** The language that was chosen on a page since it was loaded, being spoken; null before that. */
export function chosenSpeech(): Speech | null {
  return chosen;
}

/** Calls the listener when a language is chosen. Returns the way to stop. */
export function onChosen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What was chosen in this tab; null when nothing was. */
export function chosenLanguage(): Language | null {
  return chosen === null ? kept(chosenKey) : chosen.language;
}

function keep(key: string, language: Language): void {
  try {
    sessionStorage.setItem(key, language);
  } catch {
    // A browser that keeps no storage forgets it with the page.
  }
}

function kept(key: string): Language | null {
  try {
    const language = sessionStorage.getItem(key);
    return language !== null && language in languages ? (language as Language) : null;
  } catch {
    return null;
  }
}
