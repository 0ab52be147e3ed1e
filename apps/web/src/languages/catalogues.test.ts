import { languages, type Language } from "@latchkey/contract/languages.ts";
import { expect, it } from "vitest";
import { accountCatalogues } from "./speak-to-user.ts";
import { type Catalogues, pageCatalogues } from "./open-speech.ts";
import { type Catalogue, speak } from "./speech.tsx";

const others = (Object.keys(languages) as Language[]).filter((language) => language !== "en");
const parts: [string, Catalogues][] = [
  ["page", pageCatalogues],
  ["account", accountCatalogues],
];
const cases = parts.flatMap(([part, catalogues]) =>
  others.map((language) => ({ part, language, load: catalogues[language], loadEnglish: catalogues.en })),
);

/** Words that are the same in both languages, and names. */
const sameWords = new Set([
  "Password",
  "Theme",
  "System",
  "Type",
  "Sessions",
  "Profile",
  "Standard",
  "Session",
]);

/** Numbers that between them reach every plural category of every language. */
const counts = [0, 1, 2, 3, 5, 11, 21, 22, 100, 1.5];

it.each(cases)("$language, $part: every message is there, and no other", async ({ load, loadEnglish }) => {
  const { messages: english } = await loadEnglish();
  expect(Object.keys((await load()).messages)).toEqual(Object.keys(english));
});

it.each(cases)(
  "$language, $part: every message tells all that it is told",
  async ({ language, load, loadEnglish }) => {
    const { messages } = await load();
    const { messages: english } = await loadEnglish();
    for (const key of Object.keys(english)) {
      const told = toldOf(english, key);
      expect([key, toldOf(messages, key)]).toEqual([key, told]);
      // Where it is only counted, one and two may be words.
      const shown = told.filter((name) => !chosenBy.has(name) && name !== "count");
      for (const text of textsOf(language, messages, key)) {
        for (const name of shown) expect(text, key).toContain(`⟨${name}⟩`);
        expect(text, key).not.toMatch(/undefined|\bnull\b|NaN|\[object|\{|\}/);
      }
    }
  },
);

it.each(cases)("$language, $part: no English is left", async ({ language, load, loadEnglish }) => {
  const { messages } = await load();
  const { messages: english } = await loadEnglish();
  for (const key of Object.keys(english)) {
    const [englishText] = textsOf("en", english, key);
    for (const text of textsOf(language, messages, key)) {
      if (!sameWords.has(englishText!)) expect(text, key).not.toBe(englishText);
      expect(text, key).not.toMatch(/\b(?:the|your|you|and|this|with|of the|has been)\b/i);
    }
  }
});

it.each([...cases, ...parts.map(([part, { en }]) => ({ part, language: "en" as const, load: en }))])(
  "$language, $part: no message shouts, and each is written as its language is",
  async ({ language, load }) => {
    const { messages } = await load();
    for (const key of Object.keys(messages)) {
      for (const text of textsOf(language, messages, key)) {
        expect(text, key).not.toMatch(/[!！¡]/);
        expect(text, key).toBe(text.trim());
        expect(text, key).not.toMatch(/ {2}|\.\.|…/);
        if (/\p{L}/u.test(text.replaceAll(/⟨.*?⟩/g, ""))) expect(text, key).toMatch(scriptOf(language));
        if (language === "fr") expect(text, key).not.toMatch(/[^\u00a0][?;:»]|«[^\u00a0]|'/);
        if (language === "ja" || language === "zh-Hans")
          expect(text, key).not.toMatch(/[。、，；：？] |[ぁ-ん一-龠][,.;?]/);
        if (language === "ar") expect(text, key).not.toMatch(/[\u0600-\u06ff] ?[,;?]/);
      }
    }
  },
);

/** How a language says "your System Administrator", to whom no System Administrator is sent; the others name the administration. */
const toThemselves: Partial<Record<Language, RegExp>> = {
  en: /\b(?:your|another) System Administrator/i,
  de: /\bIhre[rn]? Systemadministration/i,
  fr: /votre équipe d’administration/i,
  tr: /sistem yöneticini/i,
  "zh-Hans": /您的系统管理员|联系其他系统管理员/,
};

it.each(Object.keys(languages) as Language[])(
  "%s: a page that can't know who reads it sends nobody to themselves, and has a next step for the only System Administrator",
  async (language) => {
    const { messages } = await pageCatalogues[language]();
    const texts = Object.keys(messages).flatMap((key) => textsOf(language, messages, key));
    for (const text of texts) expect(text).not.toMatch(toThemselves[language] ?? /^$/);
    const { say } = speak(language, language, messages);
    const deadEnds = Object.keys(messages).filter((key) => /^(?:link|stop)\..*Advice$/.test(key));
    expect(deadEnds).toHaveLength(7);
    for (const key of [...deadEnds, "problem.sign-in-stopped", "problem.temporary-password-expired"])
      expect(say(key as "link.usedAdvice")).toContain(say("forgotPasswordLink"));
  },
);

it("counts as each language does", async () => {
  const say = async (language: Language) =>
    speak(language, language, (await pageCatalogues[language]()).messages).say;
  const minutes = async (language: Language, ...of: number[]) => {
    const spoken = await say(language);
    return of.map((count) => spoken("tooManyMinutes", { count }));
  };
  expect(await minutes("en", 1, 2)).toEqual([
    "There were too many attempts. Try again in 1 minute.",
    "There were too many attempts. Try again in 2 minutes.",
  ]);
  const [one, few, many] = await minutes("pl", 1, 2, 5);
  expect([one, few, many].map((text) => / za (.*)\.$/.exec(text!)?.[1])).toEqual([
    "1 minutę",
    "2 minuty",
    "5 minut",
  ]);
  expect((await minutes("uk", 1, 2, 5, 21)).map((text) => / через (.*)\.$/.exec(text)?.[1])).toEqual([
    "1 хвилину",
    "2 хвилини",
    "5 хвилин",
    "21 хвилину",
  ]);
  expect((await minutes("ar", 1, 2, 3, 11)).map((text) => / بعد (.*)\.$/.exec(text)?.[1])).toEqual([
    "دقيقة واحدة",
    "دقيقتين",
    "3 دقائق",
    "11 دقيقة",
  ]);
});

/** The letters of a language. */
function scriptOf(language: Language): RegExp {
  const scripts: Partial<Record<Language, RegExp>> = {
    uk: /\p{Script=Cyrillic}/u,
    ja: /\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Han}/u,
    "zh-Hans": /\p{Script=Han}/u,
    ar: /\p{Script=Arabic}/u,
  };
  return scripts[language] ?? /\p{Script=Latin}/u;
}

/** What chooses between words, and is not shown itself. */
const chosenBy = new Set(["askedBy", "mail", "told"]);

/** What the message asks for, by asking it with values that remember. */
function toldOf(messages: Catalogue, key: string): string[] {
  const asked = new Set<string>();
  const values = new Proxy(
    {},
    { get: (_, name) => (asked.add(String(name)), name === "count" ? 2 : `⟨${String(name)}⟩`) },
  );
  speak("en", "en", messages).say(key as never, values as never);
  return [...asked].toSorted();
}

/** The message in all its forms. */
function textsOf(language: Language, messages: Catalogue, key: string): string[] {
  const { say } = speak(language, language, messages);
  const choices = ["administrator", "user", "operator", "access", "link", "changed", "other", "yes", "no"];
  const told = toldOf(messages, key);
  const forms = told.includes("count") ? counts : told.some((name) => chosenBy.has(name)) ? choices : [""];
  const texts = forms.map((form) => {
    const values = Object.fromEntries(
      told.map((name) => [name, name === "count" || chosenBy.has(name) ? form : `⟨${name}⟩`]),
    );
    return say(key as never, values as never) as string;
  });
  return [...new Set(texts)];
}
