import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test as base } from "playwright/test";
import { build, preview } from "vite";
import { expectAccessible } from "@latchkey/playwright/expect-accessible.ts";
import { complaintsOf } from "@latchkey/playwright/complaints.ts";

const configFile = fileURLToPath(new URL("../packages/ui/vite.config.ts", import.meta.url));

/** Every component in its states, built as the product is; no stack behind it. */
const test = base.extend<object, { galleryUrl: string }>({
  galleryUrl: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter to learn what a fixture needs
    async ({}, use) => {
      const outDir = await mkdtemp(join(tmpdir(), "latchkey-gallery-"));
      await build({ configFile, logLevel: "warn", build: { outDir, emptyOutDir: true } });
      const server = await preview({
        configFile,
        build: { outDir },
        preview: { host: "127.0.0.1", port: 0 },
      });
      await use(new URL("gallery.html", server.resolvedUrls!.local[0]).href);
      await server.close();
      await rm(outDir, { recursive: true });
    },
    { scope: "worker" },
  ],

  page: async ({ page, context, galleryUrl }, use) => {
    const complaints = complaintsOf(context);
    await page.goto(galleryUrl);
    await use(page);
    expect(complaints, "complaints of the browser").toEqual([]);
  },
});

test.describe("The gallery of components", () => {
  // One build serves them all.
  test.describe.configure({ mode: "default" });

  test("is accessible in both themes, with what opens in it", async ({ page, galleryUrl }) => {
    await page.getByText("Reason and ticket").click();
    await page.getByRole("button", { name: "Spell it out" }).click();
    await page.getByRole("button", { name: "Toast", exact: true }).click();
    await page.getByRole("button", { name: "Bad toast" }).click();
    await expect(page.getByText("The mail could not be handed over")).toBeVisible();
    await expectAccessible(page);

    await page.getByRole("button", { name: "Actions", exact: true }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page, "popup", "[data-base-ui-portal]");
    await page.getByRole("menuitem", { name: "Send Password Change Link" }).click();
    const prompt = page.getByRole("alertdialog", { name: "Send Password Change Link" });
    await prompt.getByRole("button", { name: "Send" }).click();
    await expect(prompt.getByRole("alert")).toBeVisible();
    await expectAccessible(page);
    await prompt.getByRole("button", { name: "Cancel" }).click();

    for (const [name, option] of [
      ["Type", "Helpdesk"],
      ["Reader", "Jane Okafor"],
    ] as const) {
      await page.getByRole("combobox", { name, exact: true }).click();
      await expect(page.getByRole("option", { name: option })).toBeVisible();
      await expectAccessible(page, "popup", "[data-base-ui-portal]");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("option", { name: option })).toBeHidden();
    }

    await page.getByRole("button", { name: "Sign in in place" }).click();
    await expect(page.getByRole("dialog", { name: "Please sign in again" })).toBeVisible();
    await expectAccessible(page);

    await page.goto(`${galleryUrl}?page=solo`);
    await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
    await expectAccessible(page);
  });

  test("tags are added, reached and removed by keyboard", async ({ page }) => {
    const teams = page.getByLabel("Teams", { exact: true });
    const removers = page.getByRole("button", { name: /^Remove (?!Type|Link)/ });
    await teams.focus();
    await page.keyboard.type("Night shift, field,");
    await expect(removers).toHaveText(["Remove Field", "Remove EMEA", "Remove Night shift"]);
    await page.keyboard.type("Dock");
    await page.keyboard.press("Enter");
    await expect(teams).toHaveValue("");
    await page.keyboard.press("Escape");
    await expect(removers).toHaveCount(4);
    await page.keyboard.press("Backspace");
    await expect(removers).toHaveText(["Remove Field", "Remove EMEA", "Remove Night shift"]);

    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Delete");
    await expect(removers).toHaveText(["Remove Field", "Remove Night shift"]);
    await page.getByRole("button", { name: "Remove Field" }).press("Enter");
    await expect(removers).toHaveText(["Remove Night shift"]);
    await expect(teams).toBeFocused();
    await page.keyboard.type("Left behind");
    await page.keyboard.press("Tab");
    await expect(removers).toHaveText(["Remove Night shift", "Remove Left behind"]);
  });
});

test.describe("With motion", () => {
  test.use({ contextOptions: { reducedMotion: "no-preference" } });

  test("a prompt that a message opens gives the focus back to it", async ({ page }) => {
    await page.getByRole("button", { name: "Bad toast" }).click();
    const messages = page.getByRole("region", { name: "Notifications" });
    const retry = messages.getByRole("button", { name: "Retry" });
    await retry.press("Enter");
    const prompt = page.getByRole("alertdialog");
    await expect(prompt.getByRole("button", { name: "Sign out" })).toBeFocused();
    for (let presses = 0; presses < 5; presses += 1) {
      await page.keyboard.press("Tab");
      await expect(prompt.locator(":focus")).toHaveCount(1);
    }
    await page.keyboard.press("Escape");
    await expect(prompt).toBeHidden();
    await expect(retry).toBeFocused();
  });
});
