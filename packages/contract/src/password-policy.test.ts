import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCommonPassword } from "./common-passwords.ts";
import {
  brokenPasswordRules,
  canonicalPassword,
  normalisePassword,
  ownWordsOf,
  passwordMaxLength,
  passwordMinLength,
  passwordRuleText,
} from "./password-policy.ts";

const anna = ownWordsOf({
  userName: "akowalska",
  firstName: "Anna-Maria",
  lastName: "Kowálska",
  email: "anna.k@example.org",
  productName: "Latchkey",
});

const broken = (password: string, ownWords: readonly string[] = anna) =>
  brokenPasswordRules(password, { ownWords, isCommon: isCommonPassword });

describe("length", () => {
  // Nothing in it repeats, follows or neighbours.
  const varied = "tide mug ox lamp violet kettle 92 under nine bridges ".repeat(3);

  test.each([
    [14, ["too-short"]],
    [15, []],
    [128, []],
    [129, ["too-long"]],
  ])("of %i characters", (length, rules) => expect(broken(varied.slice(0, length))).toEqual(rules));

  test("is counted in code points after NFC", () => {
    const decomposed = "e\u0301tude u\u0308ber zwo";
    expect([...decomposed]).toHaveLength(16);
    expect([...normalisePassword(decomposed)]).toHaveLength(14);
    expect(broken(decomposed)).toEqual(["too-short"]);
    expect(broken("🦊🐢🚲🎻🌵🥐🎈🧭🪁🍇🔔🦉🎲🧦🛶")).toEqual([]);
    expect(broken("🦊🐢🚲🎻🌵🥐🎈🧭🪁🍇🔔🦉🎲🧦")).toEqual(["too-short"]);
  });

  test("is the only rule that an empty password breaks", () => expect(broken("")).toEqual(["too-short"]));

  test("counts spaces at both ends", () => expect(broken("  tide mug lamp ")).toEqual([]));
});

describe("any character", () => {
  test.each([
    ["spaces", "violet kettle under nine"],
    ["one case only", "violetkettleunder"],
    ["digits only", "840271936405827"],
    ["NUL and control characters", "vio\u0000let\u0007kettle\u001funder"],
    ["Cyrillic", "зелёный чайник у моста"],
    ["Chinese", "山川湖海云雨风雪草木花鸟虫鱼石"],
    ["Arabic", "القهوة في الصباح الباكر"],
    ["combining marks", "q̣̇u̥ i̇ e̱ t̂ r̃ i̊ v̌ e̋ r̄"],
  ])("is allowed: %s", (_, password) => expect(broken(password)).toEqual([]));

  test("in any mixture breaks nothing but, rarely, the length", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 20, maxLength: 60, unit: "binary" }), (password) => {
        fc.pre(new Set(password).size > 10);
        expect(broken(password)).toEqual([]);
      }),
      { seed: 15 },
    );
  });
});

describe("common", () => {
  test.each(["passwordstandard", "Stairway to Heaven", "$tairw4yT0heaven"])("%s", (password) =>
    expect(broken(password)).toContain("common"),
  );

  test("hands over the canonical form", () => {
    const asked: string[] = [];
    brokenPasswordRules("Ｐ@ss_W0rd", { ownWords: [], isCommon: (canonical) => asked.push(canonical) > 9 });
    expect(asked).toEqual(["password"]);
    expect(asked[0]).toBe(canonicalPassword("password"));
  });
});

describe("own-words", () => {
  test.each([
    "anna.k@example.org",
    "akowalska-akowalska",
    "AnnaMariaKowalska",
    "anna maria kowálska",
    "Kowalska1987-1990!",
    "akslawokannA2024",
    "4nn4-m4r14-k0w4lsk4",
    "Latchkey-2026-Anna",
    "yekhctalyekhctal!!",
    "my latchkey 123456",
    "...akowalska...777",
  ])("refuses %s", (password) => expect(broken(password)).toContain("own-words"));

  test.each([
    "anna bought a violet kettle",
    "latchkeys open wooden doors",
    "840271936405827",
    "kowalska under nine bridges",
  ])("accepts %s", (password) => expect(broken(password)).toEqual([]));

  test("is not broken by words of one or two letters, or by none", () => {
    expect(broken("violet jo kettle", ["Jo", "X", "", " "])).toEqual([]);
    expect(broken("Jo 840271936405827", ["Jo"])).toEqual([]);
    expect(broken("Kowalska Anna-Maria", [])).toEqual([]);
  });

  test("refuses any name with digits around it", () => {
    const name = fc.stringMatching(/^[a-z]{4,12}$/);
    fc.assert(
      fc.property(name, fc.nat(99_999_999), fc.nat(99_999_999), (word, before, after) => {
        expect(broken(`${before}${word.toUpperCase()}_${after}`, [word])).toContain("own-words");
      }),
      { seed: 7 },
    );
  });

  test("come from every name that is known", () => {
    expect(anna).toEqual(["akowalska", "Anna-Maria", "Kowálska", "anna.k@example.org", "anna.k", "Latchkey"]);
    expect(ownWordsOf({ userName: "bo", firstName: null, email: "", productName: "Latchkey" })).toEqual([
      "bo",
      "Latchkey",
    ]);
  });
});

describe("pattern", () => {
  test.each([
    ["one character", "aaaaaaaaaaaaaaaaa"],
    ["one character and a little more", "aaaaaaaaaaaaaaa!x9"],
    ["a repeated unit", "abcabcabcabcabc"],
    ["a repeated unit, cut short", "tok7tok7tok7tok7to"],
    ["a repeated word", "giraffe giraffe giraffe"],
    ["a repeated emoji", "🦊🐢🦊🐢🦊🐢🦊🐢🦊🐢🦊🐢🦊🐢🦊🐢"],
    ["two characters in disorder", "abbaabababbaaba"],
    ["the alphabet", "abcdefghijklmnop"],
    ["the alphabet backwards", "zyxwvutsrqponmlkj"],
    ["the Cyrillic alphabet", "абвгдежзийклмноп"],
    ["digits", "123456789012345"],
    ["digits backwards", "9876543210987654"],
    ["there and back", "12345678987654321"],
    ["every other", "246802468024680246"],
    ["doubled steps", "aabbccddeeffgghh"],
    ["growing runs", "122333444455555"],
    ["with separators", "1234-5678-9012-3456"],
    ["spaces", "               "],
    ["a keyboard row and digits", "qwertyuiop12345"],
    ["a row backwards", "poiuytrewqlkjhgfdsa"],
    ["columns", "1qaz2wsx3edc4rfv"],
    ["columns with Shift", "!QAZ@WSX#EDC$RFV"],
    ["a snake", "zaq12wsxcde34rfv"],
    ["a zigzag", "q1w2e3r4t5y6u7i8"],
    ["two rows typed alternately", "a1s2d3f4g5h6j7k8"],
    ["a German row", "qwertzuiopüasdfgh"],
    ["a French row", "azertyuiopqsdfghjk"],
    ["French columns", "1aqw2zsx3edc4rfv"],
    ["a Russian row", "йцукенгшщзхъфыва"],
    ["the number pad", "741085209637410"],
    ["a short word and a sequence", "anna1234567890123"],
  ])("refuses %s: %s", (_, password) => expect(broken(password, [])).toContain("pattern"));

  test.each([
    "violet kettle under nine",
    "we were treed by poll",
    "84729104722395567",
    "qwerty violet kettle",
    "gthr-47kd-m9wx-2vbn",
    "tide mug ox lamp violet tide mug ox lamp violet",
  ])("accepts %s", (password) => expect(broken(password, [])).toEqual([]));

  test("does not show before there is anything to see", () => {
    for (const typed of ["a", "ab", "he", "hel", "hello", "violet"])
      expect(broken(typed, [])).toEqual(["too-short"]);
  });

  test("refuses every short unit typed until it is long enough", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 7, unit: "grapheme" }), (unit) => {
        expect(broken(unit.repeat(20), [])).toContain("pattern");
      }),
      { seed: 3 },
    );
  });
});

test("every broken rule is told", () => {
  expect(broken("anna")).toEqual(["too-short", "own-words"]);
  expect(broken("latchkey".repeat(17))).toEqual(["too-long", "own-words", "pattern"]);
});

test("a password is judged the same before and after normalising, and however it is typed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 140 }), (password) => {
      expect(broken(password.normalize("NFD"))).toEqual(broken(normalisePassword(password)));
    }),
    { seed: 1 },
  );
});

test.each([
  ["half a character at the end", "quiet harbour lamp 49 \ud83e"],
  ["the other half in between", "quiet harbour \udd8a lamp 49"],
  ["halves in the wrong order", "quiet harbour lamp 49 \udd8a\ud83e"],
])("%s is refused: every half would be the same password", (_what, password) => {
  expect(broken(password)).toEqual(["ill-formed"]);
  expect(broken(password.replaceAll(/\p{Cs}/gu, "🦊"))).toEqual([]);
});

test("the texts name the limits", () => {
  expect(passwordRuleText["too-short"]).toBe(`At least ${passwordMinLength} characters`);
  expect(passwordRuleText["too-long"]).toBe(`At most ${passwordMaxLength} characters`);
});
