import { readdirSync, readFileSync } from "node:fs";

/** Resident memory of a process in megabytes; null where Linux's /proc is not. */
export function residentMegabytes(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return null;
  }
}

/**
 * The processor time of a process, of those that it started and of those that have ended of them, in milliseconds; null where
 * Linux's /proc is not.
 */
export function processorTime(pid: number): number | null {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => readStat(Number(name)))
      .filter((stat) => stat !== null && (stat.pid === pid || stat.parent === pid))
      .reduce((sum, stat) => sum + stat!.milliseconds, 0);
  } catch {
    return null;
  }
}

/** Linux counts in hundredths of a second; null of a process that has ended. */
function readStat(pid: number): { pid: number; parent: number; milliseconds: number } | null {
  try {
    // Behind the name, which may hold anything, the third field follows.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")
      .map(Number);
    const ticks = fields.slice(11, 15).reduce((sum, each) => sum + each, 0);
    return { pid, parent: fields[1]!, milliseconds: ticks * 10 };
  } catch {
    return null;
  }
}

/** How long it took, in milliseconds. */
export async function time(once: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await once();
  return performance.now() - startedAt;
}

/** The value below which this share (0 to 1) of them lies. */
export function quantile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)]!;
}

/** How often a measurement is made anew; what is printed is the median of the runs, and the fastest and slowest of them. */
export const runs = 5;

/** The median time of one, of several runs of `times` each, after one that does not count. */
export async function repeat(times: number, once: () => Promise<unknown>): Promise<string> {
  await once();
  const medians: number[] = [];
  for (let run = 0; run < runs; run++) {
    const took: number[] = [];
    for (let index = 0; index < times; index++) took.push(await time(once));
    medians.push(quantile(took, 0.5));
  }
  return spread(medians);
}

/** The median of times in milliseconds, the least and the greatest. */
export function spread(medians: readonly number[]): string {
  return `${ms(quantile(medians, 0.5))} (${ms(Math.min(...medians))} to ${ms(Math.max(...medians))})`;
}

/** Milliseconds in words. */
export function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}

/** Prints a line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
