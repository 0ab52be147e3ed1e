import { readFileSync } from "node:fs";

/** Resident memory, from Linux; elsewhere it is not told. */
export function memory({ pid }: { pid: number }): string {
  const megabytes = residentMegabytes(pid);
  return megabytes === null ? "not known on this system" : `${megabytes} MB`;
}

/** Resident memory of a process in megabytes; null where Linux's /proc is not. */
export function residentMegabytes(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Math.round(Number(kilobytes) / 1024);
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

/** Milliseconds in words. */
export function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}

/** Prints a line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
