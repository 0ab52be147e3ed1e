import { defineConfig } from "playwright/test";
import { findBrowser } from "./support/find-browser.ts";

const isRoot = process.getuid?.() === 0;

/**
 * What is looked at in dark, too: every page and prompt by axe, the main job, and the stories in which colours tell
 * something. What a story does is the same in both; `EVERY_STORY=1` runs all of them twice.
 */
const seenInDark = [
  "every-page.spec.ts",
  "keyboard-only.spec.ts",
  "setup/*.spec.ts",
  "mail/*.spec.ts",
  "stops/*.spec.ts",
  "recoveries/{dead-links,languages,watch-a-reset}.spec.ts",
  "recoveries/{send-password-change-link,generate-new-password,generate-temporary-password}.spec.ts",
  "templates/edit-a-template.spec.ts",
].map((story) => `**/e2e/${story}`);

/** Every story, against a stack of its worker's own (support/stack.ts). */
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
    {
      name: "dark",
      use: { colorScheme: "dark" },
      testMatch: process.env["EVERY_STORY"] ? "**/*.spec.ts" : seenInDark,
    },
  ],
});
