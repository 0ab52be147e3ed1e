import fc from "fast-check";
import { expect, test } from "vitest";
import { differenceRows } from "./text-difference.ts";

test("rewritten lines stand opposite each other, the others alone", () => {
  expect(differenceRows("a\nb\nc\nd", "a\nB\nc\nd\ne")).toEqual([
    { kind: "same", before: { line: 1, text: "a" }, after: { line: 1, text: "a" } },
    { kind: "changed", before: { line: 2, text: "b" }, after: { line: 2, text: "B" } },
    { kind: "same", before: { line: 3, text: "c" }, after: { line: 3, text: "c" } },
    { kind: "same", before: { line: 4, text: "d" }, after: { line: 4, text: "d" } },
    { kind: "added", before: null, after: { line: 5, text: "e" } },
  ]);
  expect(differenceRows("a\nb", "a").map(({ kind }) => kind)).toEqual(["same", "removed"]);
  expect(differenceRows("", "")).toEqual([]);
});

test("long texts that have nothing in common stand opposite each other, without being matched line by line", () => {
  const lines = (word: string) => ["first", ...Array.from({ length: 12_500 }, (_, line) => `${word}${line}`)];
  const rows = differenceRows(lines("a").join("\n"), lines("b").join("\n"));
  expect(rows.slice(0, 2)).toEqual([
    { kind: "same", before: { line: 1, text: "first" }, after: { line: 1, text: "first" } },
    { kind: "changed", before: { line: 2, text: "a0" }, after: { line: 2, text: "b0" } },
  ]);
  expect(rows).toHaveLength(12_501);
});

test("each side holds its whole text, in order", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const [one, other] = [
        [...before, "end"],
        [...after, "end"],
      ];
      const rows = differenceRows(one.join("\n"), other.join("\n"));
      expect(rows.flatMap((row) => row.before ?? [])).toEqual(
        one.map((text, index) => ({ line: index + 1, text })),
      );
      expect(rows.flatMap((row) => row.after ?? [])).toEqual(
        other.map((text, index) => ({ line: index + 1, text })),
      );
      for (const { kind, before: was, after: is } of rows)
        expect(was?.text === is?.text).toBe(kind === "same");
    }),
  );
});
