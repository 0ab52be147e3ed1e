import { languageTags } from "@latchkey/contract/languages.ts";
import { expect, test } from "vitest";
import { exampleValues } from "./example-values.ts";
import { readerOf } from "./reader-of.ts";
import { regionOfZone } from "./region-of-zone.ts";
import { renderTemplate } from "./render-template.ts";

const nothing = { language: null, timeZone: null };
const told = (language: string | null, timeZone: string | null, installation = nothing) => {
  const reader = readerOf({ language, timeZone }, installation);
  const { text } = renderTemplate("access-info", exampleValues["access-info"], reader);
  return text.split("\n").find((line) => line.includes("2026")) ?? text;
};

test.each([
  ["Europe/London", "Tuesday, 24 November 2026 at 14:58 United Kingdom Time"],
  ["Australia/Sydney", "Wednesday 25 November 2026 at 1:58 am Australian Eastern Time"],
  ["Pacific/Auckland", "Wednesday, 25 November 2026 at 3:58 am New Zealand Time"],
  ["Europe/Dublin", "Tuesday 24 November 2026 at 14:58 Ireland Time"],
  ["Asia/Kolkata", "Tuesday, 24 November 2026 at 8:28 pm India Standard Time"],
  ["Asia/Calcutta", "Tuesday, 24 November 2026 at 8:28 pm India Standard Time"],
  ["America/New_York", "Tuesday, November 24, 2026 at 9:58 AM Eastern Time"],
  ["America/Toronto", "Tuesday, November 24, 2026 at 9:58 a.m. Eastern Time"],
  ["Europe/Berlin", "Tuesday, 24 November 2026 at 15:58 Central European Time"],
  ["Africa/Cairo", "Tuesday, 24 November 2026 at 4:58 pm Egypt Time"],
])("English in %s is told the way it is written there", (timeZone, moment) => {
  expect(told("en", timeZone).replaceAll("\u202F", " ")).toContain(moment);
});

test.each([
  ["pt", "Europe/Lisbon", "24 de novembro de 2026 às 14:58 Hora da Europa Ocidental"],
  ["pt", "America/Sao_Paulo", "24 de novembro de 2026 às 11:58 Horário Padrão de Brasília"],
  ["es", "America/Mexico_City", "24 de noviembre de 2026, 8:58 a.m. hora de Ciudad de México"],
  ["de", "Europe/Vienna", "24. November 2026 um 15:58 Mitteleuropäische Zeit"],
  ["zh-Hans", "Asia/Shanghai", "2026年11月24日星期二 中国时间 22:58"],
  ["ar", "Asia/Riyadh", "نوفمبر ٢٠٢٦"],
])("so is every other language: %s in %s", (language, timeZone, moment) => {
  expect(readerOf({ language, timeZone }, nothing).locale).toBe(`${language}-${regionOfZone(timeZone)}`);
  const { text } = renderTemplate(
    "access-info",
    exampleValues["access-info"],
    readerOf({ language, timeZone }, nothing),
  );
  expect(text.replaceAll(/[\u00A0\u202F]/g, " ")).toContain(moment);
  // The words are in the language, too, whatever the region.
  expect(text).not.toContain("temporary password");
});

test("what the account does not say, the installation does; and who says nothing hears of no Universal Time", () => {
  const installation = { language: "de", timeZone: "Europe/Vienna" };
  expect(readerOf(nothing, installation)).toEqual({ locale: "de-AT", timeZone: "Europe/Vienna" });
  expect(readerOf({ language: "en", timeZone: null }, installation).locale).toBe("en-AT");
  expect(readerOf({ language: "pt-PT", timeZone: "Asia/Tokyo" }, installation).locale).toBe("pt-PT");
  expect(readerOf({ language: null, timeZone: "Australia/Perth" }, installation).locale).toBe("de-AU");
  expect(readerOf(nothing, nothing)).toEqual({ locale: "en", timeZone: "UTC" });
  expect(told(null, null)).toContain("2:58 PM UTC");
});

test("no language calls a zone by the name of its clock, summer's and winter's", () => {
  for (const language of languageTags) {
    for (const timeZone of ["UTC", "Europe/London", "Europe/Berlin", "America/New_York"]) {
      const { text } = renderTemplate(
        "access-info",
        exampleValues["access-info"],
        readerOf({ language, timeZone }, nothing),
      );
      expect(text).not.toMatch(
        /Universal Time|Greenwich Mean|Weltzeit|universel coordonné|Universal Coordinad/i,
      );
      expect(text).not.toMatch(/Standard Time|Normalzeit/);
    }
  }
});

test("every zone of a list has its region, under all of its names", () => {
  const without = Intl.supportedValuesOf("timeZone").filter((zone) => regionOfZone(zone) === null);
  expect(without).toEqual([]);
  expect(["Europe/Kyiv", "Europe/Kiev", "America/Buenos_Aires"].map(regionOfZone)).toEqual([
    "UA",
    "UA",
    "AR",
  ]);
  expect(regionOfZone("Etc/UTC")).toBeNull();
});
