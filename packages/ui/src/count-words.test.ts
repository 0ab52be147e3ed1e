import { expect, test } from "vitest";
import { countWords } from "./count-words.ts";

test("a count is told as it is, or as more than that where nobody counted further", () => {
  expect(countWords(1284, false)).toBe("1,284");
  expect(countWords(10_000, true)).toBe("more than 10,000");
});
