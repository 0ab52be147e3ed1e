import axe from "axe-core";
import { expect, type Page } from "playwright/test";

/** Expects a page to be accessible as it stands, to fit a narrow screen, and to name what it is made of. */
export async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFitting(page);
  // axe lets parts have no name; scripts, and people who hear the page, can't tell those from the next.
  for (const role of ["group", "radiogroup", "region", "dialog", "alertdialog", "table"] as const)
    await expect.soft(page.getByRole(role, { name: /^$/ }), `each ${role} has a name`).toHaveCount(0);
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

/** Screens in pixels, with the size of their text: 320 are those of WCAG 2.2, 1.4.10, and 200 % is 1.4.4, zoomed or text alone. */
const narrow = [
  { width: 320, text: "" },
  { width: 640, text: "" },
  { width: 1280, text: "200%" },
];

const softly = expect.configure({ soft: true });

/** Expects no scrolling sideways on such screens, or on screens of these widths, once the page has followed its window. */
export async function expectFitting(page: Page, widths?: readonly number[]): Promise<void> {
  const before = page.viewportSize()!;
  for (const { width, text } of widths?.map((width) => ({ width, text: "" })) ?? narrow) {
    await page.setViewportSize({ width, height: 640 });
    await softly
      .poll(() => page.evaluate(whatSticksOut, text), `what sticks out beyond ${width} px, text ${text}`)
      .toEqual([]);
  }
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
  await page.setViewportSize(before);
}

/** Runs in the page, with text of this size: the elements that make it scroll sideways, the outermost first. */
function whatSticksOut(size: string): string[] {
  const { documentElement: root } = document;
  root.style.fontSize = size;
  const overhang = root.scrollWidth - window.innerWidth;
  if (overhang <= 0) return [];
  const wide = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > window.innerWidth,
  );
  return [
    `${overhang} px`,
    ...wide.map((element) => `${element.tagName} ${element.className}: ${element.textContent.slice(0, 40)}`),
  ];
}
