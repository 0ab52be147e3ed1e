import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";
import { compileCatalogues } from "./apps/web/compile-catalogues.ts";

const serverTests = "apps/bff/src/**/*.test.ts";

/** A worker keeps its process, its modules and its database from file to file: starting them anew is what takes long. */
const sharedProcess = { isolate: false, setupFiles: ["apps/bff/src/test/left-behind.ts"] };

const twice = fileURLToPath(new URL("apps/bff/src/test/transact-twice.ts", import.meta.url));

/**
 * Every transaction is run twice, as where servers meet: whoever imports `transact` gets what does so, and what does so imports
 * it by another path. Who imports it is not told where a cache has the rest.
 */
const transactTwice: Plugin = {
  name: "transact-twice",
  enforce: "pre",
  resolveId: (source) => (/^\.\.?\/(?:db\/)?transaction\.ts$/.test(source) ? twice : null),
};

/** Unit and verb tests; the server's run a second time on PostgreSQL. */
export default defineConfig({
  test: {
    // Tests wait for the clock and for processes two thirds of their time: on two cores four workers take 210 s, six no less.
    maxWorkers: 2 * availableParallelism(),
    // Generous, for a machine that does other things too; a green run never waits for them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000, interval: 20 } },
    globalSetup: "apps/bff/src/test/start-postgres.ts",
    projects: [
      {
        plugins: [compileCatalogues()],
        test: {
          name: "unit and verbs",
          ...sharedProcess,
          css: { include: /\.css\?raw$/ },
          include: [
            "*.test.ts",
            "packages/*/src/**/*.test.{ts,tsx}",
            "apps/web/src/**/*.test.{ts,tsx}",
            serverTests,
          ],
        },
      },
      {
        plugins: [transactTwice],
        test: {
          name: "verbs on PostgreSQL",
          include: [serverTests],
          exclude: [
            "apps/bff/src/{ports,http,operator}/**",
            "apps/bff/src/db/!(search-words).test.ts",
            "apps/bff/src/versioned/difference.test.ts",
            "apps/bff/src/test/{crash,faults,leaks,performance}.test.ts",
            // The worker's pace and patience, over statements that the verbs of its room ask as well.
            "apps/bff/src/mail/{batches,pace,worker}.test.ts",
            "apps/bff/src/passwords/generate-password.test.ts",
            "apps/bff/src/*.test.ts",
          ],
          env: { TEST_DATABASE: "postgres" },
          ...sharedProcess,
        },
      },
    ],
  },
});
