import type { Page } from "playwright/test";

/** What a person has done with their hands. */
type Presses = { keys: number; clicks: number };

/**
 * Counts, from now on, what a person presses on a page: every key, those held with others too, and every press of the pointer.
 * Counted by the page itself, so that no step of a story is left out.
 */
export async function countPresses(page: Page): Promise<Presses> {
  const presses: Presses = { keys: 0, clicks: 0 };
  await page.exposeFunction("countPress", (kind: keyof Presses) => {
    presses[kind] += 1;
  });
  const listen = () => {
    const { countPress } = window as unknown as { countPress: (kind: keyof Presses) => void };
    const count = (kind: keyof Presses) => (event: Event) => {
      if (event.isTrusted) countPress(kind);
    };
    window.addEventListener("keydown", count("keys"), true);
    window.addEventListener("pointerdown", count("clicks"), true);
  };
  await page.addInitScript(listen);
  await page.evaluate(listen);
  return presses;
}
