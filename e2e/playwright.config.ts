import type { StackOptions } from "@latchkey/playwright/fixtures.ts";
import { defineConfig } from "playwright/test";
import { findBrowser } from "./support/find-browser.ts";

const isRoot = process.getuid?.() === 0;

/** Every story, against a stack of its worker's own (packages/playwright/src/stack.ts). */
export default defineConfig<object, StackOptions>({
  testDir: import.meta.dirname,
  outputDir: "test-results",
  globalSetup: "./support/build-screens.ts",
  // Stories wait for a third of their time: on two cores three take 300 s, two 360.
  workers: 3,
  fullyParallel: true,
  forbidOnly: process.env["CI"] !== undefined,
  // A story that fails now and then is broken: `pnpm soak` finds it.
  retries: 0,
  // Generous, for a machine that does other things too; a green run never waits for them.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  projects: [
    // A click meets a standing target; what moves is a matter for the eye.
    {
      name: "still",
      testIgnore: "focus-of-prompts.spec.ts",
      use: { contextOptions: { reducedMotion: "reduce" } },
    },
    // Keys meet what is still on its way in or out: only motion shows where the focus is then.
    {
      name: "moving",
      testMatch: [
        "**/keyboard-only.spec.ts",
        "**/few-presses.spec.ts",
        "prompts.spec.ts",
        "focus-of-prompts.spec.ts",
      ],
      use: { contextOptions: { reducedMotion: "no-preference" } },
    },
    {
      name: "on PostgreSQL",
      testMatch: "recoveries/three-options.spec.ts",
      use: { database: "postgres", contextOptions: { reducedMotion: "reduce" } },
    },
  ],
  use: {
    browserName: "chromium",
    // A story that asserts a look does so in both themes by itself (expectAccessible).
    colorScheme: "light",
    // Neither UTC nor an American clock, so that a moment told in the wrong zone or language shows.
    locale: "en-GB",
    timezoneId: "Asia/Kolkata",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: findBrowser(),
      args: ["--disable-background-networking", "--disable-gpu", ...(isRoot ? ["--no-sandbox"] : [])],
    },
  },
});
