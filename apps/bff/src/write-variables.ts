import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { told, Variables } from "./env.ts";

/** What stands around the table of variables in README.md. */
const borders = [
  "<!-- Made from apps/bff/src/env.ts by `pnpm fix`. -->\n",
  "\n<!-- The end of what is made. -->",
] as const;

const aboveExample = `# Every variable with its default; an empty one counts as absent. Read by the process's environment only:
# export it, or run \`node --env-file=.env apps/bff/src/main.ts\`. Made from apps/bff/src/env.ts by \`pnpm fix\`.
`;

const { properties } = z.toJSONSchema(Variables, { metadata: told, io: "input", unrepresentable: "any" });

/** Each variable with what is told of it; the default is a text that could stand in its place. */
const variables = Object.entries(properties ?? {}).map(([name, schema]) => ({
  name,
  ...(schema as { default?: string; absent?: string; meaning: string; example: string }),
}));

/** README.md with the table of variables in its place. Throws when that place is not there. */
export function readmeWithVariables(readme: string): string {
  const [before, made] = readme.split(borders[0]);
  const after = made?.split(borders[1])[1];
  if (before === undefined || after === undefined)
    throw new Error("README.md has no place for the variables.");
  const rows = variables.map(({ name, absent, meaning, ...variable }) => [
    `\`${name}\``,
    absent ?? `\`${variable.default ?? ""}\``,
    meaning,
  ]);
  return [
    before,
    borders[0],
    "\n",
    table([["Variable", "Default", "Meaning"], ...rows]),
    borders[1],
    after,
  ].join("");
}

/** The text of .env.example. */
export function exampleOfVariables(): string {
  const entries = variables.map(({ name, absent, meaning, example, ...variable }) => {
    const comment =
      absent === undefined ? `${meaning}.` : `${meaning}.\nDefault: ${absent}. Example: ${example}`;
    const lines = comment.split("\n").map((line) => `# ${upperFirst(line).replaceAll("`", "")}\n`);
    return `\n${lines.join("")}${name}=${variable.default ?? ""}\n`;
  });
  return aboveExample + entries.join("");
}

/** A table in Markdown with columns as wide as their widest cell, as the formatter has it. */
function table([head = [], ...rows]: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const lines = [head, widths.map((width) => "-".repeat(width)), ...rows].map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |\n`,
  );
  return lines.join("");
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

if (import.meta.main) {
  writeFileSync("README.md", readmeWithVariables(readFileSync("README.md", "utf8")));
  writeFileSync(".env.example", exampleOfVariables());
}
