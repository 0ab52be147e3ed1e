import { defineConfig } from "playwright/test";
import { findBrowser } from "./support/find-browser.ts";

const isRoot = process.getuid?.() === 0;

/** Every story in both themes, against a stack of its worker's own (support/stack.ts). */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: "test-results",
  globalSetup: "./support/build-screens.ts",
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env["CI"] !== undefined,
  // A machine that is out of breath for a moment is told as flaky, by name; a broken story fails twice.
  retries: 1,
  // Generous, for a machine that does other things too; a green run never waits for them.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    // Neither UTC nor an American clock, so that a moment told in the wrong zone or language shows.
    locale: "en-GB",
    timezoneId: "Asia/Kolkata",
    // A click meets a standing target; what moves is a matter for the eye.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: findBrowser(),
      args: ["--disable-background-networking", "--disable-gpu", ...(isRoot ? ["--no-sandbox"] : [])],
    },
  },
  projects: [
    { name: "light", use: { colorScheme: "light" } },
    { name: "dark", use: { colorScheme: "dark" } },
  ],
});
