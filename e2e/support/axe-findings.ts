import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright/test";

/**
 * Which rules of axe a page breaks, and where; all of it, or what lies within a part. An open menu or list stands in no
 * landmark, and need not.
 */
export async function axeFindings(
  page: Page,
  open: "page" | "popup" = "page",
  within = "html",
): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .disableRules(open === "popup" ? ["region"] : [])
    // In the frame of a mail no script may run, that of axe neither.
    .setLegacyMode()
    .exclude("iframe")
    .analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`),
  );
}
