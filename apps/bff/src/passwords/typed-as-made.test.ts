import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { systemRandom } from "../ports/random.ts";
import { generatePassword, groupCharacters } from "./generate-password.ts";
import { readSpeakableWords } from "./speakable-words.ts";
import { asCompared, typedAsMade } from "./typed-as-made.ts";

const groups = "k7mw-x5hd-9vbt-4ncr";
const words = "kettle-banner-mosaic-drizzle-tulip";

const wide = (text: string) =>
  text.replaceAll(/[!-~]/g, (sign) => String.fromCodePoint(sign.codePointAt(0)! + 0xfee0));

/** What mail programs, phones, keyboards and people make of a password on its way. */
const ways: [string, (password: string) => string][] = [
  ["blanks around", (made) => `  ${made}\t `],
  ["no-break and zero-width blanks", (made) => `\u00a0\u202f${made.replaceAll("-", "-\u200b")}\u2060\ufeff`],
  ["line ends", (made) => `\r\n${made.replace("-", "-\r\n")}\n`],
  ["a blank for each hyphen", (made) => made.replaceAll("-", " ")],
  ["blanks around hyphens and within", (made) => `${made[0]} ${made.slice(1).replaceAll("-", " - ")}`],
  ["no hyphens", (made) => made.replaceAll("-", "")],
  ["one hyphen missing", (made) => made.replace("-", "")],
  ["a hyphen too many", (made) => `${made.slice(0, 2)}-${made.slice(2)}-`],
  ...[..."\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\u2043\ufe63\uff0d\u30fc\u058a_.·/"].map(
    (hyphen): [string, (password: string) => string] => [
      `hyphens U+${hyphen.codePointAt(0)!.toString(16)}`,
      (made) => made.replaceAll("-", hyphen),
    ],
  ),
  ["capitals", (made) => made.toUpperCase()],
  ["a capital of autocorrection", (made) => made[0]!.toUpperCase() + made.slice(1)],
  ["a full stop", (made) => `${made}.`],
  ["a full stop of another script", (made) => `${made}。`],
  ["quotes", (made) => `“${made}”`],
  ["other brackets", (made) => `<${made}>,`],
  ["full width", wide],
  ["full width and capitals", (made) => wide(made.toUpperCase())],
  ["a Turkish keyboard", (made) => made.toLocaleUpperCase("tr")],
  ["a Turkish small i", (made) => made.replaceAll("i", "ı")],
  ["accents of autocorrection", (made) => made.replace("e", "é").replace("o", "ô")],
  ["Arabic digits", (made) => made.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))],
  [
    "Persian digits",
    (made) => made.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x6f0 + Number(digit))),
  ],
  ["marks of direction", (made) => `\u202a${made}\u202c\u200e`],
  ["a variation selector", (made) => `${made}\ufe0f`],
];

describe("what the system made is found again", () => {
  test.each(ways)("with %s", (_, bring) => {
    for (const made of [groups, words, generatePassword("groups", 80, systemRandom)])
      expect(typedAsMade(bring(made))).toBe(made);
  });

  test("with a digit's name for a digit, as people dictate it; no word is a number's", () => {
    const names = ["two", "three", "four", "five", "six", "seven", "eight", "nine"];
    expect(typedAsMade("K seven M W, X five H D, nine V B T, four N C R")).toBe(groups);
    for (const [index, name] of names.entries()) {
      expect(typedAsMade(`bcdf ghjk mnpr tvw${name}`)).toBe(`bcdf-ghjk-mnpr-tvw${index + 2}`);
      expect(readSpeakableWords()).not.toContain(name);
    }
    const numbers =
      /^(zero|one|ten|eleven|twelve|first|second|third|fifth|(two|three|four|five|six|seven|eight|nin|nine|thir|for|fif|twen|eigh)(th|teen|ty|tieth|fold|tyfold)?|fiftieth)$/;
    expect(readSpeakableWords().filter((word) => numbers.test(word))).toEqual([]);
  });
});

describe("nothing is lost by it", () => {
  test("whatever is made stays itself, so as many passwords stay different as can be made", () => {
    fc.assert(
      fc.property(fc.constantFrom("groups", "words"), fc.constantFrom(64, 80), (style, bits) => {
        const made = generatePassword(style, bits, systemRandom);
        expect(typedAsMade(made)).toBe(made);
      }),
      { numRuns: 2000 },
    );
    const bitsOf = (choices: number, draws: number) => draws * Math.log2(choices);
    expect(bitsOf(groupCharacters.length, 20)).toBeGreaterThan(91);
    expect(bitsOf(groupCharacters.length, 16)).toBeGreaterThan(73);
    expect(bitsOf(readSpeakableWords().length, 5)).toBeGreaterThan(64);
  });

  test("a form stays as it is, so that no guess is two", () => {
    const pieces = fc.constantFrom(
      ..."k7m5- six",
      "five",
      "kettle",
      "banner",
      "freight",
      "fr",
      "\u00ad",
      "É",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (typed) => {
        const form = typedAsMade(typed.join(""));
        expect(typedAsMade(form)).toBe(form);
      }),
      { numRuns: 2000, seed: 3 },
    );
  });

  test("every word has a letter that stands in no group: the two styles have no password in common", () => {
    const inGroups = new Set(groupCharacters);
    expect(readSpeakableWords().filter((word) => [...word].every((letter) => inGroups.has(letter)))).toEqual(
      [],
    );
  });
});

describe("what can't have been made stays as typed", () => {
  test.each([
    "",
    " ",
    "Quiet Harbour, lamp 49 ",
    "k7mw-x5hd-9vbt-4nc",
    "k7mw-xshd-9vbt-4ncr",
    "kettle-banner-mosaic-drizzle-tul",
    "-".repeat(1024),
    "пароль-довгий-тут",
  ])("%o", (typed) => {
    expect(typedAsMade(typed)).toBe(typed);
  });

  test("and so does everything for a password of one's own, or of nobody", () => {
    const own = { passwordHash: "x", temporaryPasswordExpiresAt: null };
    const temporary = { passwordHash: "x", temporaryPasswordExpiresAt: "2026-01-01T00:00:00.000Z" } as const;
    const typed = words.toUpperCase();
    expect(asCompared(typed, own)).toBe(typed);
    expect(asCompared(typed, null)).toBe(typed);
    expect(asCompared(typed, temporary as never)).toBe(words);
  });
});
