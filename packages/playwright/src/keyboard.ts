import type { Locator, Page } from "playwright/test";

/** Presses a key until this has the focus. */
export async function pressUntilFocused(page: Page, key: string, target: Locator): Promise<void> {
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 60; presses += 1) {
    if (await hasFocus()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`60 presses of ${key} do not lead to ${target}.`);
}

/** Presses Tab until this has the focus. */
export function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  return pressUntilFocused(page, key, target);
}
