import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commonPasswordFingerprints } from "./common-passwords-data.ts";
import { isCommonPassword } from "./common-passwords.ts";
import { canonicalPassword } from "./password-policy.ts";

const drawers = commonPasswordFingerprints.split(/\s/);

describe("isCommonPassword", () => {
  test.each([
    ["leaked as it is", "passwordstandard"],
    ["leaked as it is", "stairwaytoheaven"],
    ["leaked as it is", "worldofwarcraft"],
    ["in other case", "CristianoRonaldo"],
    ["with replacements", "p455w0rd5t@nd4rd"],
    ["with spaces", "stairway to heaven"],
    ["with hyphens", "correct-horse-battery-staple"],
    ["two frequent ones joined", "footballsunshine"],
    ["a frequent one and digits", "superman12345678"],
    ["a frequent one and a year", "christopher1987"],
  ])("knows a password %s: %s", (_, password) => {
    expect(isCommonPassword(canonicalPassword(password))).toBe(true);
  });

  test.each([
    "violet kettle under nine bridges",
    "gthr-47kd-m9wx-2vbn",
    "Mein Fahrrad hat drei Gänge",
    "",
    "password",
  ])("does not know %j", (password) => expect(isCommonPassword(canonicalPassword(password))).toBe(false));

  test("mistakes no random password for a common one", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 15, unit: "binary" }), (password) => {
        expect(isCommonPassword(canonicalPassword(password))).toBe(false);
      }),
      { numRuns: 2000, seed: 936 },
    );
  });
});

describe("the list", () => {
  test("has 4,096 drawers of whole four-character codes, each once", () => {
    expect(drawers).toHaveLength(4096);
    for (const drawer of drawers) {
      const codes = drawer.match(/[\w+/]{4}/g) ?? [];
      expect(codes.join("")).toBe(drawer);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  test("holds at least 3,000 passwords", () => {
    expect(drawers.join("").length / 4).toBeGreaterThanOrEqual(3000);
  });

  test("stays under 60 kB compressed, as the screens load it", async () => {
    const compressed = new Blob([commonPasswordFingerprints])
      .stream()
      .pipeThrough(new CompressionStream("gzip"));
    const { byteLength } = await new Response(compressed).arrayBuffer();
    expect(byteLength).toBeLessThan(60_000);
  });
});
