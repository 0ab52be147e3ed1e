import { expect, test } from "vitest";
import { cleanMailBooks, runMailCrashes } from "./mail-crash-matrix.ts";
import { sampleOfMailCrashes } from "./mail-crashes.ts";

/** A start after a crash takes no longer, in milliseconds. */
const readyWithin = 5000;

/** Starting servers takes a second each on a quiet machine, and many on a busy one. */
const timeout = 240_000;

const seed = 1;
const sample = sampleOfMailCrashes(seed);

// Every trouble and every step come up; `pnpm soak` takes every pair of them.
test.concurrent.for([
  { servers: 1, crashes: sample.filter((_, index) => index % 5 > 0) },
  { servers: 2, crashes: sample.filter((_, index) => index % 5 === 0) },
] as const)(
  `$servers server(s) dying over mail that meets trouble (seed ${seed}) lose nothing, mail nothing twice, and tell the truth`,
  { timeout },
  async ({ servers, crashes }) => {
    const report = await runMailCrashes(crashes, { servers });

    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ ...cleanMailBooks, crashes: crashes.length });
    expect(report.mails).toBeGreaterThan(crashes.length);
    expect(report.slowestReadyMilliseconds).toBeLessThan(readyWithin);
  },
);
