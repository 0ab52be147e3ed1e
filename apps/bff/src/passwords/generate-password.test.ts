import { brokenPasswordRules } from "@latchkey/contract/password-policy.ts";
import { isCommonPassword } from "@latchkey/contract/common-passwords.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { systemRandom, type Random } from "../ports/random.ts";
import { generatePassword } from "./generate-password.ts";
import { readSpeakableWords } from "./speakable-words.ts";

const speakableWords = readSpeakableWords();

/** Repeatable bytes: the generator mulberry32, one byte a step. */
function seededRandom(seed: number): Random {
  let state = seed;
  const nextByte = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 24;
  };
  return { bytes: (length) => Uint8Array.from({ length }, nextByte) };
}

/** Gives every value of two bytes once, in a shuffled order. */
function everyPairOfBytes(seed: number): Random {
  const shuffler = seededRandom(seed);
  const keyed = Array.from({ length: 65_536 }, (_, value) => ({ value, key: shuffler.bytes(4).join(" ") }));
  const values = keyed.toSorted((one, other) => (one.key < other.key ? -1 : 1)).map(({ value }) => value);
  return {
    bytes: (length) => {
      expect(length).toBe(2);
      const value = values.pop() ?? Number.NaN;
      return Uint8Array.of(value >>> 8, value & 255);
    },
  };
}

/** How often each part is drawn. */
function frequencies(parts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  return counts;
}

/** Pearson's chi-square against an even distribution, as standard deviations away from its mean. */
function unevenness(counts: number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
  const freedom = counts.length - 1;
  return (chiSquare - freedom) / Math.sqrt(2 * freedom);
}

const manyGroups = () => {
  const random = seededRandom(1);
  return Array.from({ length: 4000 }, () => generatePassword("groups", 64, random));
};

const styles = ["groups", "words"] as const;
const strengths = [64, 80] as const;

describe("groups", () => {
  const characters = [...frequencies(manyGroups().join("").replaceAll("-", "")).keys()];

  test("are four of the alphabet each, joined by hyphens", () => {
    expect(generatePassword("groups", 64, seededRandom(2))).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(generatePassword("groups", 80, seededRandom(2))).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){4}$/);
  });

  test("have no look-alikes and no vowels", () => {
    expect(characters.toSorted().join("")).toBe("23456789bcdfghjkmnprtvwx");
    for (const confusing of ["0o", "1li", "2z", "5s", "9q", "uv"]) {
      expect([...confusing].filter((character) => characters.includes(character)).length).toBeLessThan(2);
    }
    expect(characters.filter((character) => /[aeiouy01l]/.test(character))).toEqual([]);
  });

  test.each(strengths)("hold at least %i bits", (bits) => {
    const drawn = generatePassword("groups", bits, seededRandom(3)).replaceAll("-", "").length;
    expect(drawn * Math.log2(characters.length)).toBeGreaterThanOrEqual(bits);
  });

  test("are even over the alphabet, at every place", () => {
    const passwords = manyGroups();
    for (const place of [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18]) {
      const counts = frequencies(passwords.map((password) => password[place] ?? ""));
      expect(counts.size).toBe(24);
      expect(Math.abs(unevenness([...counts.values()]))).toBeLessThan(4);
    }
  });

  test("take every value of two bytes and favour none", () => {
    const random = everyPairOfBytes(8);
    let drawn = "";
    // 65,536 = 24 × 2,730 + 16: the 16 topmost values are drawn again.
    while (drawn.length < 65_520) drawn += generatePassword("groups", 64, random).replaceAll("-", "");
    const counts = frequencies(drawn);
    expect(counts.size).toBe(24);
    expect(new Set(counts.values())).toEqual(new Set([2730]));
  });
});

describe("words", () => {
  test.each(strengths)("hold at least %i bits", (bits) => {
    const drawn = generatePassword("words", bits, seededRandom(4)).split("-");
    expect(drawn.length * Math.log2(speakableWords.length)).toBeGreaterThanOrEqual(bits);
    expect(drawn.length).toBe(bits === 64 ? 5 : 7);
    for (const word of drawn) expect(speakableWords).toContain(word);
  });

  test("are even over the list", () => {
    const random = seededRandom(5);
    const drawn = Array.from({ length: 12_000 }, () =>
      generatePassword("words", 80, random).split("-"),
    ).flat();
    const counts = frequencies(drawn);
    expect(counts.size).toBe(speakableWords.length);
    expect(Math.abs(unevenness([...counts.values()]))).toBeLessThan(4);
  });

  test("take every value of two bytes and favour none", () => {
    const random = everyPairOfBytes(9);
    const fair = 65_536 - (65_536 % speakableWords.length);
    const drawn: string[] = [];
    while (drawn.length + 5 <= fair) drawn.push(...generatePassword("words", 64, random).split("-"));
    const counts = frequencies(drawn);
    const most = fair / speakableWords.length;
    expect(Math.max(...counts.values())).toBe(most);
    // Fewer than five draws are left over at the end.
    const missing = speakableWords.length * most - drawn.length;
    expect(missing).toBeLessThan(5);
    expect([...counts.values()].filter((count) => count < most)).toHaveLength(missing);
  });
});

describe("both", () => {
  test("meet the policy, whatever is drawn", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...styles),
        fc.constantFrom(...strengths),
        fc.nat(),
        (style, bits, seed) => {
          const password = generatePassword(style, bits, seededRandom(seed));
          expect(brokenPasswordRules(password, { ownWords: [], isCommon: isCommonPassword })).toEqual([]);
        },
      ),
      { numRuns: 1000, seed: 6 },
    );
  });

  test("draw again when the policy refuses the first draw", () => {
    let calls = 0;
    const varied = seededRandom(7);
    const stuckAtFirst: Random = {
      bytes: (length) => (calls++ < 16 ? new Uint8Array(length) : varied.bytes(length)),
    };
    expect(generatePassword("groups", 64, stuckAtFirst)).toBe(
      generatePassword("groups", 64, seededRandom(7)),
    );
  });

  test.each([0, 255])("throw when the source gives nothing but %i", (byte) => {
    const stuck: Random = { bytes: (length) => new Uint8Array(length).fill(byte) };
    for (const style of styles)
      expect(() => generatePassword(style, 64, stuck)).toThrow("source of randomness");
  });

  test("differ every time with the real source", () => {
    const made = Array.from({ length: 200 }, (_, run) =>
      generatePassword(styles[run % 2] ?? "words", 64, systemRandom),
    );
    expect(new Set(made).size).toBe(200);
  });
});

describe("the list of words", () => {
  test("is long enough for five words to hold 64 bits", () => {
    expect(speakableWords.length ** 5).toBeGreaterThanOrEqual(2 ** 64);
  });

  test("has words of three to nine letters, each once", () => {
    for (const word of speakableWords) expect(word).toMatch(/^[a-z]{3,9}$/);
    expect(new Set(speakableWords).size).toBe(speakableWords.length);
  });

  test("has no word that begins another", () => {
    const sorted = speakableWords.toSorted();
    const begun = sorted.filter((word, place) => sorted[place + 1]?.startsWith(word));
    expect(begun).toEqual([]);
  });

  test("has none that sounds like another, or that nobody should have to read out", () => {
    const unwanted = [
      "cache",
      "cash",
      "gray",
      "disk",
      "palm",
      "hatred",
      "poison",
      "racism",
      "thong",
      "zombie",
    ];
    expect(unwanted.filter((word) => speakableWords.includes(word))).toEqual([]);
  });
});
