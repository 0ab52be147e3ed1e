import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { readEnv } from "./env.ts";
import { exampleOfVariables, readmeWithVariables } from "./write-variables.ts";

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");

test("the table in README.md and .env.example are in step with env.ts: else run `pnpm fix`", () => {
  expect(read("README.md")).toBe(readmeWithVariables(read("README.md")));
  expect(read(".env.example")).toBe(exampleOfVariables());
});

test(".env.example as it is says what an empty environment means", () => {
  expect(readEnv(parseEnv(exampleOfVariables()))).toEqual(readEnv({}));
});
