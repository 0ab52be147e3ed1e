import { expect, it } from "vitest";
import { chooseLanguage, directionOf, localeOf } from "./choose-language.ts";

it("takes what was chosen before the user's setting, and that before the browser's languages", () => {
  const browser = ["fr-CA", "en"];
  expect(chooseLanguage({ chosen: "ja", setting: "de", browser })).toBe("ja");
  expect(chooseLanguage({ chosen: null, setting: "de", browser })).toBe("de");
  expect(chooseLanguage({ setting: null, browser })).toBe("fr");
});

it.each([
  [["de-AT"], "de"],
  [["pt-PT", "en"], "pt"],
  [["zh-CN"], "zh-Hans"],
  [["zh"], "zh-Hans"],
  [["zh-SG", "en"], "zh-Hans"],
  // Another script is another language to a reader.
  [["zh-TW", "ja"], "ja"],
  [["ar-EG"], "ar"],
  [["sv-SE", "nb", "nl-BE"], "nl"],
  [["sv-SE", "fi"], "en"],
  [["x-klingon", "uk-UA"], "uk"],
  [["not a tag", "it"], "it"],
  [[], "en"],
] as const)("a browser that speaks %s is spoken to in %s", (browser, language) => {
  expect(chooseLanguage({ browser })).toBe(language);
});

it("tells dates as the browser's kind of the language does, if it is the same language", () => {
  expect(localeOf("de", ["en-GB", "de-CH"])).toBe("de-CH");
  expect(localeOf("de", ["en-GB"])).toBe("de");
  expect(localeOf("zh-Hans", ["zh-TW", "zh-SG"])).toBe("zh-SG");
});

it("writes Arabic from the right", () => {
  expect([directionOf("ar"), directionOf("ja")]).toEqual(["rtl", "ltr"]);
});
