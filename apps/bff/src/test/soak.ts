import { parseArgs } from "node:util";
import { cleanBooks } from "./check-books.ts";
import { everyCrash, runCrashes, type MatrixReport } from "./crash-matrix.ts";
import { cleanMailBooks, runMailCrashes, type MailMatrixReport } from "./mail-crash-matrix.ts";
import { everyMailCrash, sampleOfMailCrashes } from "./mail-crashes.ts";
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

const runs = [
  () => runCrashes(everyCrash),
  () => runSoak({ seed, kills, servers: 1 }),
  () => runSoak({ seed, kills: Math.max(Math.ceil(kills / 10), 2), servers: 2 }),
  () => runMailCrashes(everyMailCrash, { servers: 1 }),
  () => runMailCrashes(sampleOfMailCrashes(seed), { servers: 2 }),
];
for (const run of runs) {
  const report = await run();
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  if (!isClean(report)) process.exitCode = 1;
}
process.stdout.write(
  process.exitCode === 1 ? "Something was lost, doubled or slow.\n" : "Everything is as it must be.\n",
);

function isClean(report: SoakReport | MatrixReport | MailMatrixReport): boolean {
  if ("expected" in report && report.committed !== report.expected) return false;
  const isZero = (name: string) => ((report as Record<string, unknown>)[name] ?? 0) === 0;
  const counts = Object.keys({ ...cleanBooks, ...cleanMailBooks });
  return counts.every(isZero) && report.slowestReadyMilliseconds <= readyWithin;
}
