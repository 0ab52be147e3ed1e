import { expect, test } from "vitest";
import { spellOut } from "./spell-out.ts";

test("letters, digits and hyphens are spelled one by one", () => {
  expect(spellOut("k7-x")).toEqual(["k as in Kilo", "7 as Seven", "hyphen", "x as in X-ray"]);
});

test("every letter gets the word that begins with it", () => {
  for (const letter of "abcdefghijklmnopqrstuvwxyz") {
    const [, word = ""] = spellOut(letter)[0]?.split(" as in ") ?? [];
    expect(word[0]?.toLowerCase()).toBe(letter);
  }
});

test("a capital is said", () => {
  expect(spellOut("Q")).toEqual(["capital Q as in Quebec"]);
});

test("words stay whole", () => {
  expect(spellOut("lantern-cobble-4", "words")).toEqual([
    "lantern",
    "hyphen",
    "cobble",
    "hyphen",
    "4 as Four",
  ]);
});

test("other signs are kept", () => {
  expect(spellOut("é!")).toEqual(["é", "!"]);
});
