import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isOneErrorAway } from "./misspelt-words.ts";

const letter = fc.constantFrom(..."abcde");
const word = fc.array(letter, { minLength: 5, maxLength: 12 }).map((letters) => letters.join(""));

test("a letter wrong, missing or too much, or two that changed places, is one error, whichever way round", () => {
  fc.assert(
    fc.property(word, fc.nat(), letter, (text, place, other) => {
      const at = place % text.length;
      const [before, after] = [text.slice(0, at), text.slice(at + 1)];
      const errors = [
        before + other + after,
        before + after,
        before + other + text.slice(at),
        text + other,
        before + after.slice(0, 1) + text[at] + after.slice(1),
      ];
      for (const error of errors) {
        expect([error, isOneErrorAway(text, error), isOneErrorAway(error, text)]).toEqual([
          error,
          true,
          true,
        ]);
      }
    }),
  );
});

test("two errors are too many, and digits and signs were not mistyped", () => {
  for (const [one, other] of [
    ["okafor", "okofer"],
    ["okafor", "kafo"],
    ["okafor", "koafro"],
    ["okafor", "akofor"],
    ["okafor1", "okafor2"],
    ["okafor", "okafor1"],
    ["okafor12", "okafor21"],
    ["jane.okafor", "janeokafor"],
    ["okafor", "rofako"],
  ] as const) {
    expect([one, other, isOneErrorAway(one, other)]).toEqual([one, other, false]);
    expect([one, other, isOneErrorAway(other, one)]).toEqual([one, other, false]);
  }
});
