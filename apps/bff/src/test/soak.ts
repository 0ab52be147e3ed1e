import { parseArgs } from "node:util";
import { cleanBooks } from "./check-books.ts";
import { everyCrash, runCrashes, type MatrixReport } from "./crash-matrix.ts";
import { runSoak, type SoakReport } from "./soak-run.ts";

/** A server is ready again at most so long after it was killed, in milliseconds. */
const readyWithin = 5000;

const { values } = parseArgs({ options: { seed: { type: "string" }, kills: { type: "string" } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const kills = Number(values.kills ?? 300);
if (!Number.isInteger(seed) || !Number.isInteger(kills) || kills < 1) {
  process.stderr.write("Usage: pnpm soak [--seed NUMBER] [--kills NUMBER]\n");
  process.exit(2);
}
process.stdout.write(`Seed ${seed}. To repeat: pnpm soak --seed ${seed} --kills ${kills}\n`);

const reports = [
  await runCrashes(everyCrash),
  await runSoak({ seed, kills, servers: 1 }),
  await runSoak({ seed, kills: Math.max(Math.ceil(kills / 10), 2), servers: 2 }),
];
for (const report of reports) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
const failed = reports.filter((report) => !isClean(report));
process.stdout.write(
  failed.length === 0 ? "Everything is as it must be.\n" : "Something was lost or doubled.\n",
);
process.exitCode = failed.length === 0 ? 0 : 1;

function isClean(report: SoakReport | MatrixReport): boolean {
  if ("expected" in report && report.committed !== report.expected) return false;
  const counts = Object.keys(cleanBooks) as (keyof typeof cleanBooks)[];
  return counts.every((name) => report[name] === 0) && report.slowestReadyMilliseconds <= readyWithin;
}
