import { Console } from "node:console";
import { parseArgs } from "node:util";
import { cleanBooks } from "./check-books.ts";
import { everyCrash, runCrashes, type MatrixReport } from "./crash-matrix.ts";
import { cleanMailBooks, runMailCrashes, type MailMatrixReport } from "./mail-crash-matrix.ts";
import { everyMailCrash, sampleOfMailCrashes } from "./mail-crashes.ts";
import { runSoak, type SoakReport } from "./soak-run.ts";
import { soakServers, type ServersReport } from "./soak-servers.ts";

/** A server is ready again at most so long after it was killed, in milliseconds. */
const readyWithin = 5000;

/** A page shows what was acknowledged at most so long after that, or after all is there again, in milliseconds. */
const shownWithin = 5000;

/** What can be told on the command line, each a whole number, and what is taken otherwise. */
const usual = {
  seed: Date.now() % 1_000_000,
  /** On SQLite, and again of two servers on PostgreSQL. */
  kills: 300,
  /** Of PostgreSQL. */
  crashes: 20,
  /** Of one server from PostgreSQL, for 5 to so many seconds. */
  partitions: 10,
  longest: 60,
};

const { values } = parseArgs({
  options: {
    ...(Object.fromEntries(Object.keys(usual).map((name) => [name, { type: "string" }])) as Record<
      keyof typeof usual,
      { type: "string" }
    >),
    /** Two servers on PostgreSQL alone. */
    servers: { type: "boolean" },
  },
});
const told = Object.fromEntries(
  Object.entries(usual).map(([name, number]) => [name, Number(values[name as keyof typeof usual] ?? number)]),
) as typeof usual;
if (Object.values(told).some((number) => !Number.isInteger(number) || number < 0) || told.longest < 5) {
  const options = Object.keys(usual).map((name) => `[--${name} NUMBER]`);
  process.stderr.write(`Usage: pnpm soak [--servers] ${options.join(" ")}\n`);
  process.exit(2);
}
const { seed, kills, crashes, partitions, longest: longestSeconds } = told;
const again = Object.entries(told).map(([name, number]) => `--${name} ${number}`);
process.stdout.write(`Seed ${seed}. To repeat: pnpm soak ${again.join(" ")}\n`);

const runs = [
  () => soakServers({ seed, kills, crashes, partitions, longestSeconds }),
  () => runCrashes(everyCrash),
  () => runSoak({ seed, kills, servers: 1 }),
  () => runSoak({ seed, kills: Math.max(Math.ceil(kills / 10), 2), servers: 2 }),
  () => runMailCrashes(everyMailCrash, { servers: 1 }),
  () => runMailCrashes(sampleOfMailCrashes(seed), { servers: 2 }),
];
for (const run of values.servers === true ? runs.slice(0, 1) : runs) {
  const report = await run();
  if ("pages" in report) new Console(process.stdout).table(tableOf(report));
  else process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  if (!isClean(report)) process.exitCode = 1;
}
process.stdout.write(
  process.exitCode === 1 ? "Something was lost, doubled or slow.\n" : "Everything is as it must be.\n",
);

/** The figures that the promise is about, each with what it has to be, then those that say how much was tried. */
function tableOf({ broken, pages, ...report }: ServersReport): Record<string, object> {
  for (const sentence of broken) process.stdout.write(`${sentence}\n`);
  const bound = (found: number, at: string) => ({ found, "has to be": at });
  return {
    "acknowledged and lost": bound(report.lost, "0"),
    "mails or actions doubled": bound(report.doubled, "0"),
    "mails of what never was": bound(report.forRolledBack, "0"),
    "half done": bound(report.halfDone, "0"),
    "mails without an end": bound(report.unsettled, "0"),
    "promises broken (docs/model.md)": bound(broken.length, "0"),
    "pages: slowest, ms": bound(pages.slowestMilliseconds, `≤ ${shownWithin}`),
    "pages: median, ms": bound(pages.medianMilliseconds, ""),
    "pages: changes shown": bound(pages.changes, ""),
    "servers killed": bound(report.kills, ""),
    "servers: slowest start, ms": bound(report.slowestReadyMilliseconds, `≤ ${readyWithin}`),
    "PostgreSQL ended": bound(report.crashes, ""),
    [`connections cut, 5 to ${report.longestSeconds} s`]: bound(report.partitions, ""),
    "actions acknowledged": bound(report.acknowledged, ""),
    "actions found done": bound(report.committed, ""),
    mails: bound(report.mails, ""),
    "operations in the history": bound(report.operations, ""),
    "of them without an answer": bound(report.unanswered, ""),
    minutes: bound(report.minutes, ""),
  };
}

function isClean(report: SoakReport | MatrixReport | MailMatrixReport | ServersReport): boolean {
  if ("pages" in report && (report.broken.length > 0 || report.pages.slowestMilliseconds > shownWithin))
    return false;
  if ("expected" in report && report.committed !== report.expected) return false;
  const isZero = (name: string) => ((report as Record<string, unknown>)[name] ?? 0) === 0;
  const counts = Object.keys({ ...cleanBooks, ...cleanMailBooks });
  return counts.every(isZero) && report.slowestReadyMilliseconds <= readyWithin;
}
