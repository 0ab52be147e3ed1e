import { expect, test } from "vitest";
import { cleanBooks } from "./check-books.ts";
import { everyCrash, runCrashes } from "./crash-matrix.ts";
import { runSoak } from "./soak-run.ts";

/** A start after a crash takes no longer, in milliseconds. */
const readyWithin = 5000;

/** Starting servers takes a second each on a quiet machine, and many on a busy one. */
const timeout = 240_000;

// Every action and every step come up; `pnpm soak` takes every pair of them.
test("a crash at any step of any action loses nothing and mails nothing twice", { timeout }, async () => {
  const sample = everyCrash.filter((_, index) => (index + Math.floor(index / 6)) % 2 === 0);

  const report = await runCrashes(sample);

  expect(report).toMatchObject({ ...cleanBooks, crashes: 15, committed: report.expected });
  expect(report.slowestReadyMilliseconds).toBeLessThan(readyWithin);
});

test.for([
  { seed: 1, kills: 4, servers: 1 },
  { seed: 2, kills: 2, servers: 2 },
] as const)(
  "$kills random kills of $servers server(s) under load lose nothing",
  { timeout },
  async (plan) => {
    const report = await runSoak(plan);

    expect(report.acknowledged).toBeGreaterThan(plan.kills);
    expect(report).toMatchObject(cleanBooks);
    expect(report.slowestReadyMilliseconds).toBeLessThan(readyWithin);
  },
);
