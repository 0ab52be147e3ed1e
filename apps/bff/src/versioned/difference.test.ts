import { expect, test } from "vitest";
import { difference } from "./difference.ts";

test.each([
  ["a\nb\nc", "a\nB\nc\nd", "- b\n+ B\n+ d"],
  ["a\nb\nc", "c", "- a\n- b"],
  ["a\nb", "x\ny\nz", "- a\n+ x\n- b\n+ y\n+ z"],
  ["a\n", "a", ""],
  ["", "a", "+ a"],
])("from %j to %j: %j", (before, after, told) => {
  expect(difference(before, after)).toBe(told);
});

test("of long texts that have nothing in common the beginning is told, without matching them line by line", () => {
  const lines = (word: string) => Array.from({ length: 12_500 }, (_, line) => `${word}${line}`).join("\n");
  const told = difference(lines("a"), lines("b"));
  expect(told).toMatch(/^- a0\n\+ b0\n- a1\n\+ b1\n/);
  expect(told).toHaveLength(4001);
});
