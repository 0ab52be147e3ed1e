import { readUserAgent } from "@latchkey/contract/user-agents.ts";
import type { Ctx } from "../ctx.ts";

/**
 * The family of the browser that asks, and what it runs on, as the console says it; null when its header names none that we
 * know. Whoever holds a link writes that header: nothing of its own text is kept.
 */
export function usedOn({ userAgent }: Pick<Ctx, "userAgent">): string | null {
  const { browser, system } = readUserAgent(userAgent ?? "");
  return [browser, system].filter((name) => name !== null).join(" on ") || null;
}
