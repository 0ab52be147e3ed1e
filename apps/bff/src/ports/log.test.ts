import fc from "fast-check";
import { expect, test } from "vitest";
import { runProgram } from "../test/run-program.ts";
import { describeError, straighten } from "./log.ts";

test("of an unexpected error only class, code and place are told, never the message", () => {
  const error = Object.assign(new TypeError("password is hunter2\nhunter2"), { code: "E_ODD" });

  const told = describeError(error);

  expect(told).toMatchObject({ error: "TypeError", code: "E_ODD" });
  expect(told["stack"]).toContain("log.test.ts");
  expect(JSON.stringify(told)).not.toContain("hunter2");
  expect(describeError("hunter2")).toEqual({ error: "string" });
  expect(describeError({ code: "hunter2" })).toEqual({ error: "object" });
});

/** What may stand in a line: one line, in the order in which it is written, of characters that are some. */
const straight = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]*$/u;

test.each<[string, string, string]>([
  ["a line break", "a\r\nb", "a\\u{d}\\u{a}b"],
  ["a NUL", "\0", "\\u{0}"],
  ["an ANSI escape", "\u001b[31mred", "\\u{1b}[31mred"],
  ["its one-byte form", "\u009b31m", "\\u{9b}31m"],
  ["an override of direction", "a\u202eb", "a\\u{202e}b"],
  ["isolates and marks", "\u2066\u2069\u200e\u200f\u061c", "\\u{2066}\\u{2069}\\u{200e}\\u{200f}\\u{61c}"],
  ["separators of lines", "\u2028\u2029\u0085", "\\u{2028}\\u{2029}\\u{85}"],
  ["what has no width", "\u200b\u2060\ufeff\u00ad", "\\u{200b}\\u{2060}\\u{feff}\\u{ad}"],
  ["half a character", "a\ud800b\udc00", "a\\u{d800}b\\u{dc00}"],
  ["tags", "\u{e0041}", "\\u{e0041}"],
  ["fillers that look like nothing", "\u3164\u115f", "\\u{3164}\\u{115f}"],
  ["letters of any script", "Zoë Öz 日本 שלום 😀", "Zoë Öz 日本 שלום 😀"],
])("in a line %s is written out", (_, value, written) => {
  expect(straighten(value)).toBe(written);
});

test("no value bends a line or makes it long, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 4000, size: "max" }), (value) => {
      const written = straighten(value);
      expect(written).toMatch(straight);
      expect(written.length).toBeLessThanOrEqual(1500);
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 4000, size: "max" }), (units) => {
      const written = straighten(String.fromCharCode(...units));
      expect(written).toMatch(straight);
      expect(written.length).toBeLessThanOrEqual(1500);
    }),
  );
});

test.each([
  ["by itself", 0],
  ["exits", 0],
  ["explains", 1],
  ["throws", 1],
  ["rejects", 1],
  ["in a later turn", 0],
  ["by a signal", 0],
  ["is killed in a later turn", null],
])(
  "what was said stands in the log in its order, however the process ends: it %s",
  { timeout: 60_000 },
  async (way, code) => {
    const program = runProgram("test/log-and-end.ts", {}, way);

    expect(await program.ended).toBe(code);

    const lines = program.stdout().trimEnd().split("\n");
    const said = lines.map((line) => JSON.parse(line) as { event: string; number?: number });
    expect(said.slice(0, -2).map(({ number }) => number)).toEqual(said.slice(0, -2).map((_, index) => index));
    expect(said).toHaveLength(2002);
    // The lines of a turn are written together, before the first warning at the latest.
    expect(said.at(-2)).toMatchObject({ event: "warned", writesBefore: 0 });
    expect(said.at(-1)).toMatchObject({ event: "last" });
  },
);
