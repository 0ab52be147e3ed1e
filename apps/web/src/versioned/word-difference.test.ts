import fc from "fast-check";
import { expect, test } from "vitest";
import { wordDifference } from "./word-difference.ts";

test("the words that differ are told apart", () => {
  expect(wordDifference("Hello Jane, welcome", "Hello John, welcome back")).toEqual({
    before: [
      { isSame: true, text: "Hello " },
      { isSame: false, text: "Jane" },
      { isSame: true, text: ", welcome" },
    ],
    after: [
      { isSame: true, text: "Hello " },
      { isSame: false, text: "John" },
      { isSame: true, text: ", welcome" },
      { isSame: false, text: " back" },
    ],
  });
});

test("long lines that have nothing in common are told apart as wholes", () => {
  const words = (word: string) => Array.from({ length: 5000 }, (_, index) => `${word}${index}`).join(" ");
  expect(wordDifference(words("a"), words("b"))).toEqual({
    before: [{ isSame: false, text: words("a") }],
    after: [{ isSame: false, text: words("b") }],
  });
});

test("both lines are whole, whatever stands in them", () => {
  const whole = (pieces: { text: string }[]) => pieces.map(({ text }) => text).join("");
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const { before, after } = wordDifference(one, other);
      expect([whole(before), whole(after)]).toEqual([one, other]);
    }),
  );
});
