import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "10" }, repeats: { type: "string", default: "50" } },
});

/** What a test asks for that moves a clock, or waits for a stream to tell of a change. */
const movesOrListens = /[{ .]clock\b|\bwatchRecord\b|"Live"/;

/** Where each test begins. */
const testBegins = /^ *test(?:\.each)?\(/gm;

/** The tests of a story that are about time or streams, as Playwright names them: its file and their line. */
function movingTests(story: string): string[] {
  const source = readFileSync(join(import.meta.dirname, story), "utf8");
  const begins = [...source.matchAll(testBegins)].map(({ index }) => index);
  return begins
    .filter((begin, nth) => movesOrListens.test(source.slice(begin, begins[nth + 1])))
    .map((begin) => `e2e/${story}:${source.slice(0, begin).split("\n").length}`);
}

/** Runs all browser stories ten times in a row, those about time or streams fifty times; ends with 1 when any of them failed. */
const moving = globSync("**/*.spec.ts", { cwd: import.meta.dirname })
  .toSorted()
  .flatMap(movingTests);
let failures = 0;
for (let run = 1; run <= Number(values.runs); run += 1) {
  process.stdout.write(`Every story, run ${run} of ${values.runs}\n`);
  failures += await failuresOf([]);
}
process.stdout.write(`${moving.length} tests about time or streams, ${values.repeats} times each\n`);
failures += await failuresOf([...moving, `--repeat-each=${values.repeats}`]);
process.stdout.write(failures === 0 ? "No run failed.\n" : `${failures} runs failed.\n`);
process.exitCode = failures === 0 ? 0 : 1;

/** 1 when a story of the run failed, else 0; Playwright names it. Nothing is tried again. */
async function failuresOf(parameters: string[]): Promise<number> {
  const child = spawn(
    "playwright",
    ["test", "--config", "e2e/playwright.config.ts", "--retries=0", "--reporter=dot", ...parameters],
    {
      stdio: "inherit",
      shell: process.platform === "win32",
      cwd: join(import.meta.dirname, ".."),
    },
  );
  const [code] = (await once(child, "exit")) as [number | null];
  return code === 0 ? 0 : 1;
}
