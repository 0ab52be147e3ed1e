import { chooseLanguage } from "@latchkey/contract/choose-language.ts";
import type { Language } from "@latchkey/contract/languages.ts";
import { type Catalogues, chosenLanguage, pageCatalogues, speechIn, type Spoken } from "./open-speech.ts";

/** The messages of the pages behind the sign-in. */
export const accountCatalogues: Catalogues = {
  en: () => import("./en-account.ts"),
  de: () => import("./de-account.ts"),
  fr: () => import("./fr-account.ts"),
  es: () => import("./es-account.ts"),
  pt: () => import("./pt-account.ts"),
  it: () => import("./it-account.ts"),
  nl: () => import("./nl-account.ts"),
  pl: () => import("./pl-account.ts"),
  tr: () => import("./tr-account.ts"),
  uk: () => import("./uk-account.ts"),
  ja: () => import("./ja-account.ts"),
  "zh-Hans": () => import("./zh-hans-account.ts"),
  ar: () => import("./ar-account.ts"),
};

/** Speaks to a signed-in user, in the language of the account if it has one. */
export async function speakToUser(setting: Language | null): Promise<Spoken> {
  const language = setting ?? chooseLanguage({ chosen: chosenLanguage(), browser: navigator.languages });
  return { speech: await speechIn(language, [pageCatalogues, accountCatalogues]), isSettled: true };
}

/** Speaks English with the browser's dates, as the administrators' console does. */
export async function speakEnglish(): Promise<Spoken> {
  const { say } = await speechIn("en", [pageCatalogues, accountCatalogues]);
  return { speech: { language: "en", locale: undefined, say }, isSettled: true };
}
