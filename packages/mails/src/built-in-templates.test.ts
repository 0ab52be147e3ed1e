import { describe, expect, test } from "vitest";
import { languages, type Language } from "@latchkey/contract/languages.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import { TemplateSource } from "@latchkey/contract/templates.ts";
import { actorWords } from "./built-in-actors.ts";
import { builtInTemplates } from "./built-in-templates.ts";
import { exampleValues } from "./example-values.ts";
import { defaultFrame } from "./mail-frame.ts";
import type { MailTemplate } from "./parse-template.ts";
import { renderTemplate } from "./render-template.ts";
import { supportWords } from "./support-words.ts";
import type { TemplateValues } from "./template-values.ts";

const tags = Object.keys(languages) as Language[];
const foreignTags = tags.filter((language) => language !== "en");
const keys = Object.keys(templateNames) as TemplateKey[];
const eachMail = tags.flatMap((language) => keys.map((key) => [language, key] as const));
const eachForeignMail = eachMail.filter(([language]) => language !== "en");
const timeZone = "Europe/Berlin";
const secrets = /quiet-harbour|l1nKtOkEn|s70PtOkEn/;

/** No words in the values, so that every word in the mail is the template's. */
function fullValues(key: TemplateKey): TemplateValues {
  return { ...exampleValues[key], companyName: "Acme", supportContact: "+49 30 1234 567" };
}

function fewestValues(key: TemplateKey): TemplateValues {
  const { name, userName } = exampleValues[key].user;
  const user = { firstName: null, lastName: null, name, userName, email: null };
  return { ...exampleValues[key], user, companyName: null, supportContact: null, stopLink: null };
}

/** A mail with all its values and with the fewest, to an administrator too, by an administrator and by the user. */
function renderEveryWay(language: Language, key: TemplateKey) {
  const actors = ["an administrator", "you"] as const;
  const toAdministrator = { ...fewestValues(key), readerIsAdministrator: true };
  return [fullValues(key), fewestValues(key), toAdministrator].flatMap((values) =>
    actors.map((actor) => renderTemplate(key, { ...values, actor }, { locale: language, timeZone })),
  );
}

function render(language: Language, key: TemplateKey, values = fullValues(key)) {
  return renderTemplate(key, values, { locale: language, timeZone });
}

/** The words of a rendered HTML part, preheader included, without what inboxes would fill it up with. */
function shownIn(html: string): string {
  const body = html.slice(html.indexOf("</head>")).replace(/(?:&#847;&zwnj;&nbsp;)+/, "\n");
  return body.replace(/<!--[^]*?-->|<[^>]*>/g, "");
}

function preheaderOf(html: string): string {
  return /<div style="display:none[^>]*>([^]*?)&#847;/.exec(html)?.[1] ?? "";
}

/** What each mail has to tell, in both parts, whatever else is absent. */
function neededIn(language: Language, key: TemplateKey): string[] {
  const { user, link, password, expiresAt, stoppedAt, recordUrl, signInUrl } = exampleValues[key];
  const leadsToSignIn = key === "access-info" || key === "password-changed";
  const moments = [expiresAt, stoppedAt].map((instant) => instant && momentIn(language, instant));
  return [
    user.firstName,
    user.userName,
    "Latchkey",
    link,
    password,
    recordUrl,
    leadsToSignIn && signInUrl,
    ...moments,
  ].filter((value) => typeof value === "string");
}

function momentIn(language: Language, instant: string): string {
  const day = { weekday: "long", year: "numeric", month: "long", day: "numeric" } as const;
  const time = { hour: "numeric", minute: "2-digit", timeZone } as const;
  // These name the country in words, the others its clock.
  const byCountry = ["en", "pt", "tr", "ja", "zh-Hans", "ar"].includes(language);
  const timeZoneName = byCountry ? "shortGeneric" : "longGeneric";
  return new Intl.DateTimeFormat(language, { ...day, ...time, timeZoneName }).format(new Date(instant));
}

/** The words of a template, part by part and branch by branch, without Liquid and HTML. */
function sentencesOf({ subject, preheader, html, text, footer }: MailTemplate): string[] {
  return [subject, preheader, html, text ?? "", footer]
    .join("\n")
    .replace(/\{%.*?%\}|<(?!\/?(?:bdi|strong|a)\b)[^>]*>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/\{\{.*?\}\}/g, " … ")
    .split(/[.?:;。？：\n]+/)
    .map((sentence) => sentence.replace(/[\s\u2068\u2069()（）]+/g, " ").trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
}

const wordsOf = (sentence: string): string[] => sentence.toLowerCase().match(/[\p{L}’']+/gu) ?? [];

const noWords: MailTemplate = {
  locale: "en",
  direction: "ltr",
  subject: "",
  preheader: "",
  html: "",
  text: "",
  footer: "",
};

const unmistakablyEnglish = new Set("the your you and with this that them they".split(" "));

/** Small words and letters of the languages in Latin script: a sentence of some length has one of them. English has none. */
const signs: Partial<Record<Language, [smallWords: string, letters: RegExp]>> = {
  de: ["sie ihr ihre das die der den ein eine und mit von zu ist wird nicht", /[äöüß]/i],
  fr: ["vous votre vos le la les de des du un une et pour ce qu’il", /[éèêàâçôùœ]|[’]\p{L}/iu],
  es: ["su sus el la los las de del un una y con para si en que se", /[áéíóúñ¿]/i],
  pt: ["o a os as seu sua suas de da do um uma e com para em se que", /[áâãàçéêíóôõú]/i],
  it: ["il la lo le di del della un una e con per non che è", /[àèéìòù]|[’]\p{L}/iu],
  nl: ["u uw het de een en met voor van niet dan op is", /ij|ee/i],
  pl: ["do w z się na to jest prosimy nie i", /[ąćęłńóśźż]/i],
  tr: ["bir ve bu ile daha hemen", /[ığşçöü]/i],
};

const scripts: Partial<Record<Language, RegExp>> = {
  uk: /\p{Script=Cyrillic}/gu,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]/gu,
  "zh-Hans": /\p{Script=Han}/gu,
  ar: /[\p{Script=Arabic}\u064B-\u0652]/gu,
};

/** Letters that the language does not have, though its script or a neighbour has. */
const strangeLetters: Partial<Record<Language, RegExp>> = {
  uk: /[ыэъё]/iu,
  "zh-Hans": /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  ar: /[پچژگی]/u,
};

function isInLanguage(language: Language, sentence: string): boolean {
  const words = wordsOf(sentence);
  if (strangeLetters[language]?.test(sentence) || words.some((word) => unmistakablyEnglish.has(word)))
    return false;
  const script = scripts[language];
  if (script === undefined) {
    const [smallWords, letters] = signs[language]!;
    const own = new Set(smallWords.split(" "));
    return words.length < 5 || words.some((word) => own.has(word)) || letters.test(sentence);
  }
  return sentence.replace(script, "").search(/\p{L}/u) === -1;
}

/** The sentences of a template that are not in its language. */
function foreignSentences(language: Language, template: MailTemplate): string[] {
  const english = new Set(keys.flatMap((key) => sentencesOf(builtInTemplates.en[key])));
  return sentencesOf(template).filter(
    (sentence) => english.has(sentence) || !isInLanguage(language, sentence),
  );
}

test("every language has every template, says which it is, and runs its way", () => {
  expect(Object.keys(builtInTemplates).toSorted()).toEqual(tags.toSorted());
  for (const [language, key] of eachMail) {
    const { locale, direction } = builtInTemplates[language][key];
    expect(locale).toBe(language);
    expect(direction).toBe(language === "ar" ? "rtl" : "ltr");
  }
});

describe.each(eachMail)("%s %s", (language, key) => {
  test("tells all it has to in both parts, with all values and with the fewest, and nothing is left over", () => {
    for (const { subject, html, text } of renderEveryWay(language, key)) {
      for (const part of [shownIn(html), text]) {
        for (const value of neededIn(language, key)) expect(part).toContain(value);
        expect(part).not.toMatch(/\{\{|\{%|%\}|\}\}|undefined|\bnull\b|\[|\]|\(\)|（）/);
      }
      expect(text).not.toMatch(/<[a-z/]|&[a-z#]|\n\n\n| {2}| [.,،。，、]/);
      expect(subject).toContain("Latchkey");
      expect(subject).toBe(subject.trim());
    }
  });

  test("has whom to ask, the company and the stop link when they are known, and reads on without", () => {
    const full = render(language, key);
    const fewest = render(language, key, fewestValues(key));
    const stopLink = exampleValues[key].stopLink;
    for (const part of ["html", "text"] as const) {
      expect(full[part]).toContain("Acme");
      expect(fewest[part]).not.toContain("Acme");
      expect(fewest[part]).not.toContain("/stop#");
      if (stopLink === null) continue;
      expect(full[part]).toContain(stopLink);
      expect(full[part]).toContain("+49 30 1234 567");
    }
  });

  test("sends a System Administrator to another one or to the operator, at every place, and nobody else", () => {
    const { preheader, html, text, footer } = builtInTemplates[language][key];
    const values = fewestValues(key);
    const words = [false, true].map((readerIsAdministrator) =>
      supportWords({ contact: null, readerIsAdministrator }, language),
    );
    const [toUser, toAdministrator] = [false, true].map((readerIsAdministrator) =>
      render(language, key, { ...values, readerIsAdministrator }),
    );
    for (const [part, source] of [
      ["html", preheader + html + footer],
      ["text", (text ?? "") + footer],
    ] as const) {
      const places = source.split("{{ support }}").length - 1;
      // Its readers are administrators alone, and are told what to do themselves.
      expect(places > 0).toBe(key !== "recovery-stopped");
      expect(toAdministrator![part].split(words[1]!)).toHaveLength(places + 1);
      expect(toUser![part].split(words[1]!)).toHaveLength(1);
      expect(toUser![part].split(words[0]!).length).toBeGreaterThan(places);
    }
  });

  test("is short enough to be saved as it is", () => {
    const { subject, preheader, html, text } = builtInTemplates[language][key];
    expect(TemplateSource.safeParse({ subject, preheader, html, text }).success).toBe(true);
  });

  test("keeps secrets out of subject and preheader, and the subject on one line of an inbox", () => {
    for (const { subject, html } of renderEveryWay(language, key)) {
      expect(subject).not.toMatch(secrets);
      expect(preheaderOf(html)).not.toMatch(secrets);
      expect(preheaderOf(html).length).toBeGreaterThan(10);
      expect([...subject].length).toBeLessThanOrEqual(78);
    }
  });

  test("is marked with its language and direction, for light and dark, and keeps values apart", () => {
    const { html } = render(language, key);
    const direction = language === "ar" ? "rtl" : "ltr";
    expect(html.split(`lang="${language}" dir="${direction}"`)).toHaveLength(3);
    expect(html).toMatch(
      /@media \(prefers-color-scheme:dark\)\{\s*\.page\{background-color:#0d1013!important\}/,
    );
    expect(html).toMatch(/class="card" style="[^"]*background-color:#ffffff/);
    expect(html).toContain("<bdi>Jane");
    expect(html).toMatch(/translate="no"[^>]*><bdi>jane\.okafor<\/bdi>/);
    for (const [, opening] of html.matchAll(/<a ([^>]*)>https?:/g)) expect(opening).toContain('dir="ltr"');
    if (key === "access-info")
      expect(html).toMatch(/translate="no"[^>]*>(?:<bdi dir="ltr">)?quiet-harbour-lamp-49-otter</);
  });

  test("uses the placeholders that English uses", () => {
    const theirOwn = new Set(["actor", "actorIsYou", "user.firstName", "user.name"]);
    const namesIn = (source: string | null) =>
      new Set(
        [...(source ?? "").matchAll(/\{(?:\{|% (?:if|unless)) ([\w.]+)/g)]
          .map(([, name = ""]) => name)
          .filter((name) => !theirOwn.has(name)),
      );
    const template = builtInTemplates[language][key];
    const english = builtInTemplates.en[key];
    for (const part of ["subject", "html", "text", "footer"] as const)
      expect(namesIn(template[part])).toEqual(namesIn(english[part]));
  });

  test("raises its voice nowhere", () => {
    expect(sentencesOf(builtInTemplates[language][key]).join("\n")).not.toMatch(/[!¡！]/);
  });
});

describe.each(eachForeignMail)("%s %s", (language, key) => {
  test("is in its own language, sentence by sentence", () => {
    expect(foreignSentences(language, builtInTemplates[language][key])).toEqual([]);
  });

  test("shows none of the English words when it is rendered", () => {
    const english = sentencesOf(builtInTemplates.en[key])
      .flatMap((sentence) => sentence.split("…"))
      .map((words) => words.trim())
      .filter((words) => words.includes(" "));
    for (const { html, text } of renderEveryWay(language, key)) {
      for (const sentence of english) {
        expect(text).not.toContain(sentence);
        expect(shownIn(html)).not.toContain(sentence);
      }
    }
  });
});

test.each(foreignTags)("English that is pasted into %s is found, sentence by sentence", (language) => {
  const template = builtInTemplates[language]["password-changed"];
  for (const key of keys) {
    for (const part of ["subject", "preheader", "html", "text", "footer"] as const) {
      const pasted = { ...template, [part]: builtInTemplates.en[key][part] };
      const english = sentencesOf({ ...noWords, [part]: pasted[part] });
      expect(foreignSentences(language, pasted)).toEqual(english);
    }
  }
  const fresh = "Pick another one for the account as soon as possible";
  expect(foreignSentences(language, { ...template, preheader: fresh })).toEqual([fresh]);
});

test("no two languages share a sentence of some length", () => {
  const owners = new Map<string, Language>();
  for (const [language, key] of eachMail) {
    for (const sentence of sentencesOf(builtInTemplates[language][key])) {
      if (wordsOf(sentence).length < 3) continue;
      expect(owners.get(sentence) ?? language, sentence).toBe(language);
      owners.set(sentence, language);
    }
  }
});

const familiar: [Language, RegExp][] = [
  ["de", /\b(?:du|dein\w*|dich|dir)\b/i],
  ["fr", /(?<![\p{L}-])(?:tu|toi|ton|ta|tes)(?!\p{L})/iu],
  ["es", /(?<!\p{L})(?:tú|tu|tus|ti|vos)(?!\p{L})/iu],
  ["pt", /(?<!\p{L})(?:você|tu|teus?|tuas?|ti)(?!\p{L})/iu],
  ["it", /(?<!\p{L})(?:tu|tuo|tua|tuoi|tue|ti)(?!\p{L})/iu],
  ["nl", /(?<!\p{L})(?:je|jij|jou|jouw)(?!\p{L})/iu],
  ["pl", /(?<!\p{L})(?:ty|twój|twoje|twoja|twojego|ci|cię|pan|pani)(?!\p{L})/iu],
  ["tr", /(?<!\p{L})(?:sen|senin|seni|sana)(?!\p{L})/iu],
  ["uk", /(?<!\p{L})(?:ти|твій|твоя|твоє|тебе|тобі)(?!\p{L})/iu],
  ["zh-Hans", /你/],
];

test.each(familiar)("%s addresses the reader formally", (language, words) => {
  for (const key of keys) expect(sentencesOf(builtInTemplates[language][key]).join("\n")).not.toMatch(words);
});

test.each(tags)("%s branches on who it was, and has words for both", (language) => {
  const administrator = actorWords("an administrator", language);
  expect(new Set([administrator, actorWords("you", language)]).size).toBe(2);
  if (language !== "en") expect(administrator).not.toBe(actorWords("an administrator", "en"));
  for (const key of ["password-change-link", "password-changed"] as const) {
    const values = fullValues(key);
    const byYou = render(language, key, { ...values, actor: "you" });
    const byAdministrator = render(language, key, { ...values, actor: "an administrator" });
    expect(byYou.text).not.toBe(byAdministrator.text);
    expect(preheaderOf(byYou.html)).not.toBe(preheaderOf(byAdministrator.html));
  }
});

test("a template of an administrator's own gets the actor in its language", () => {
  const template = { ...builtInTemplates.uk["password-changed"], subject: "{{ actor }}" };
  const design = { template, frame: defaultFrame };
  const values = fullValues("password-changed");
  const options = { locale: "uk", timeZone };
  expect(renderTemplate("password-changed", values, options, design).subject).toBe("ви");
});

test("a region's readers get the words of the language and the dates of the region", () => {
  const { text } = renderTemplate("access-info", fullValues("access-info"), { locale: "pt-PT", timeZone });
  expect(text).toContain("Senha temporária:");
  expect(text).toContain("terça-feira, 24 de novembro de 2026 às 15:58");
});

test("in Arabic the values of the text part stand in isolation, and lists have room on their right", () => {
  const { html, text } = render("ar", "access-info");
  expect(text).toContain("\u2068Jane Okafor\u2069،");
  expect(text).toContain("\u2068Latchkey\u2069");
  expect(text.split("\n")).toContain("quiet-harbour-lamp-49-otter");
  expect(html).toMatch(/<ol style="[^"]*padding:0 24px/);
});
