import fc from "fast-check";
import { afterAll, expect, test, vi } from "vitest";
import type { z } from "zod";
import { z as smallZod } from "./small-zod.ts";

/** A schema as both know it. */
type Parser = {
  safeParse: (value: unknown) => {
    success: boolean;
    data?: unknown;
    error?: { issues: { path: PropertyKey[]; message: string }[] };
  };
};

/** The contract's files; not the list of common passwords, which is large and describes nothing. */
const files = import.meta.glob<object>([
  "../../../../packages/contract/src/*.ts",
  "!**/*.test.ts",
  "!**/common-password*",
]);

afterAll(() => {
  vi.doUnmock("zod");
  vi.resetModules();
});

/** Every schema of the contract by where it stands, with zod or with the small one in its place. */
async function schemasOf(ofZod: { z: unknown } | null): Promise<Map<string, Parser>> {
  vi.resetModules();
  if (ofZod === null) vi.doUnmock("zod");
  else vi.doMock("zod", () => ofZod);
  const found = new Map<string, Parser>();
  for (const [at, load] of Object.entries(files)) collect(at, await load(), found, 0);
  return found;
}

function collect(at: string, value: unknown, found: Map<string, Parser>, depth: number) {
  if (typeof value !== "object" || value === null || depth > 8) return;
  if ("safeParse" in value) {
    found.set(at, value as Parser);
    if ("shape" in value) collect(`${at}.shape`, value.shape, found, depth + 1);
    return;
  }
  for (const [key, part] of Object.entries(value)) collect(`${at}/${key}`, part, found, depth + 1);
}

const words = fc.constantFrom(
  "",
  " ",
  "Jane",
  " José ",
  "𝒥ane",
  "a\nb",
  "\u200b",
  "x".repeat(41),
  "x".repeat(101),
  "😀".repeat(64),
  "x".repeat(2000),
  "\ud800",
  "jane@acme.test",
  "jane@müller.example",
  `${"j".repeat(65)}@acme.test`,
  "jane@acme",
  "019ab3f4-7c3e-7c11-9d64-3f1c8e1b2a00",
  "019ab3f4-7c3e-9c11-9d64-3f1c8e1b2a00",
  "00000000-0000-0000-0000-000000000000",
  "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
  "2026-11-23T14:00:00.000Z",
  "2024-02-29T23:59:59.999Z",
  "2023-02-29T00:00:00.000Z",
  "1900-02-29T00:00:00.000Z",
  "2026-13-01T00:00:00.000Z",
  "2026-00-10T00:00:00.000Z",
  "2026-11-23T14:00:00Z",
  "2026-11-23T24:00:00.000Z",
  "#00757A",
  "#00757",
  "data:image/png;base64,aGk=",
  "http://127.0.0.1:8025/",
  " http://mail.test ",
  "mail.test",
  "Europe/Berlin",
  "1",
  "25",
  "1.5",
  "-1",
  "Infinity",
);
const numbers = fc.constantFrom(
  0,
  1,
  -1,
  1.5,
  25,
  50,
  1_000_001,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
);
const junk = fc.oneof(words, numbers, fc.constantFrom(null, undefined, true, false), fc.constantFrom([], {}));

/** Values that fit the schema, nearly fit it, or don't. */
function valuesFor(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const { def } = schema._zod as unknown as { def: z.core.$ZodTypes["_zod"]["def"] };
  return fc.oneof({ arbitrary: fitting(def), weight: 12 }, { arbitrary: junk, weight: 1 });
}

function fitting(def: z.core.$ZodTypes["_zod"]["def"]): fc.Arbitrary<unknown> {
  switch (def.type) {
    case "string":
      return words;
    case "number":
      return fc.oneof(numbers, words);
    case "boolean":
      return fc.boolean();
    case "enum":
      return fc.constantFrom(...Object.values(def.entries));
    case "literal":
      return fc.constantFrom(...def.values);
    case "null":
      return fc.constant(null);
    case "nullable":
    case "optional":
    case "default":
      return fc.oneof(fc.constantFrom(null, undefined), valuesFor(def.innerType));
    case "pipe":
      return valuesFor(def.in);
    case "array":
      return fc.array(valuesFor(def.element), { maxLength: 22 });
    case "union":
      return fc.oneof(...def.options.map((option) => valuesFor(option)));
    case "record":
      return fc.dictionary(
        fc.oneof(valuesFor(def.keyType), words) as fc.Arbitrary<string>,
        valuesFor(def.valueType),
      );
    case "object": {
      const whole = fc.record(
        Object.fromEntries(Object.entries(def.shape).map(([key, part]) => [key, valuesFor(part)])),
      );
      const some = fc.record(
        Object.fromEntries(Object.entries(def.shape).map(([key, part]) => [key, valuesFor(part)])),
        { requiredKeys: [] },
      );
      const more = whole.map((value) => ({ ...value, somethingElse: 1 }));
      return fc.oneof(
        whole,
        whole,
        some,
        more,
        whole.map((value) => JSON.parse(JSON.stringify(value) ?? "null")),
      );
    }
    default:
      throw new Error(`No values are made for ${def.type}: does the small zod know it?`);
  }
}

/** What only zod words so: the contract has no sentence of its own. */
const ownWords = /^(?:Invalid|Too (?:big|small)|Unrecognized)/;

function outcomeOf(parser: Parser, value: unknown) {
  const { success, data, error } = parser.safeParse(value);
  return {
    success,
    data,
    issues: error?.issues.map(({ path, message }) => ({
      path,
      message: ownWords.test(message) ? "" : message,
    })),
  };
}

test("says of any value what zod says, for every schema of the contract", async () => {
  const big = await schemasOf(null);
  const small = await schemasOf({ z: smallZod });
  expect([...small.keys()]).toEqual([...big.keys()]);
  expect(big.size).toBeGreaterThan(150);
  for (const [at, schema] of big) {
    fc.assert(
      fc.property(valuesFor(schema as unknown as z.core.$ZodType), (value) => {
        expect(outcomeOf(small.get(at)!, value), at).toEqual(outcomeOf(schema, value));
      }),
      { numRuns: 60 },
    );
  }
});
