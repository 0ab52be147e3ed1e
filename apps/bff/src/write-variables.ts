import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { told, Variables } from "./env.ts";
import { bordersOf, withTable } from "./made-table.ts";

const aboveExample = `# Every variable with its default; an empty one counts as absent, and with _FILE behind its name it names a file
# that holds the value. Read by the process's environment only: export it, or run
# \`node --env-file=.env apps/bff/src/main.ts\`. Made from apps/bff/src/env.ts by \`pnpm fix\`.
`;

const { properties } = z.toJSONSchema(Variables, { metadata: told, io: "input", unrepresentable: "any" });

/** Each variable with what is told of it; the default is a text that could stand in its place. */
const variables = Object.entries(properties ?? {}).map(([name, schema]) => ({
  name,
  ...(schema as { default?: string; absent?: string; meaning: string; example: string }),
}));

/** README.md with the table of variables in its place. Throws when that place is not there. */
export function readmeWithVariables(readme: string): string {
  const rows = variables.map(({ name, absent, meaning, ...variable }) => [
    `\`${name}\``,
    absent ?? `\`${variable.default ?? ""}\``,
    meaning,
  ]);
  return withTable(readme, bordersOf("apps/bff/src/env.ts"), [["Variable", "Default", "Meaning"], ...rows]);
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

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

if (import.meta.main) {
  writeFileSync("README.md", readmeWithVariables(readFileSync("README.md", "utf8")));
  writeFileSync(".env.example", exampleOfVariables());
}
