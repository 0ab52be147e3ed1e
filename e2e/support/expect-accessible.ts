import axe from "axe-core";
import { expect, type Page } from "playwright/test";

/** Expects a page to be accessible as it stands, and to fit a narrow screen. */
export async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFitting(page);
}

/**
 * Expects no rule of axe to be broken, in light and in dark, on the whole page or within a part of it; the page is left in
 * light. An open menu or list stands in no landmark, and need not.
 */
export async function expectAccessible(
  page: Page,
  open: "page" | "popup" = "page",
  within = "html",
): Promise<void> {
  const look = [within, open === "popup" ? ["region"] : []] as const;
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    // One document keeps it, and running it takes no longer than bringing it there.
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
    const found = await page.evaluate(runAxe, look);
    expect.soft(found, `what axe finds in ${colorScheme}`).toEqual([]);
  }
}

/** What axe finds within a part of a page, but by these rules; runs in the browser. */
async function runAxe([within, rulesLeftOut]: readonly [string, readonly string[]]): Promise<string[]> {
  const { run } = (window as unknown as { axe: typeof axe }).axe;
  const { violations } = await run(
    // In the frame of a mail no script may run, that of axe neither.
    { include: within, exclude: "iframe" },
    {
      resultTypes: ["violations"],
      rules: Object.fromEntries(rulesLeftOut.map((rule) => [rule, { enabled: false }])),
    },
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`),
  );
}

/** Expects no scrolling sideways on screens this many pixels wide; 320 are those of WCAG 2.2, 1.4.10. */
export async function expectFitting(page: Page, widths: readonly number[] = [320]): Promise<void> {
  const before = page.viewportSize()!;
  for (const width of widths) {
    await page.setViewportSize({ width, height: 640 });
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overhang, `pixels beyond ${width}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(before);
}
