import { expect, test } from "vitest";
import { cleanBooks } from "./check-books.ts";
import { everyCrash, runCrashes } from "./crash-matrix.ts";
import { cleanMailBooks, runMailCrashes } from "./mail-crash-matrix.ts";
import { sampleOfMailCrashes } from "./mail-crashes.ts";
import { runSoak } from "./soak-run.ts";
import { soakServers } from "./soak-servers.ts";

/** Starting servers takes a second each on a quiet machine, and many on a busy one. */
const timeout = 240_000;

// Every action and every step come up; `pnpm soak` takes every pair of them.
test("a crash at any step of any action loses nothing and mails nothing twice", { timeout }, async () => {
  const sample = everyCrash.filter((_, index) => (index + Math.floor(index / 6)) % 2 === 0);

  const report = await runCrashes(sample);

  expect(report).toMatchObject({ ...cleanBooks, crashes: 15, committed: report.expected });
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
  },
);

// The whole of it is `pnpm soak`'s.
test(
  "two servers on PostgreSQL that are killed, and PostgreSQL that crashes, break no promise",
  { timeout },
  async () => {
    const report = await soakServers({ seed: 5, kills: 2, crashes: 1, partitions: 0, longestSeconds: 5 });

    expect(report).toMatchObject({ ...cleanBooks, broken: [] });
    expect(report.operations).toBeGreaterThan(20);
  },
);

const seed = 1;
const mailCrashes = sampleOfMailCrashes(seed);

// Every trouble and every step come up; `pnpm soak` takes every pair of them. Servers that start side by side take less time.
test.concurrent.for([
  { servers: 1, name: "one server", isMeant: (index: number) => index % 9 > 4 },
  { servers: 1, name: "another one", isMeant: (index: number) => index % 9 > 0 && index % 9 < 5 },
  { servers: 2, name: "two on one file", isMeant: (index: number) => index % 9 === 0 },
] as const)(
  `$name dying over mail that meets trouble (seed ${seed}): nothing is lost, mailed twice or shown wrong`,
  { timeout },
  async ({ servers, isMeant }, { expect }) => {
    const crashes = mailCrashes.filter((_, index) => isMeant(index));

    const report = await runMailCrashes(crashes, { servers });

    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ ...cleanMailBooks, crashes: crashes.length });
    expect(report.mails).toBeGreaterThan(crashes.length);
  },
);
