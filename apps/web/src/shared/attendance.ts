import { now } from "./now.ts";

/** Whoever has done nothing for so long may have left; in milliseconds. */
const patienceMilliseconds = 2 * 60_000;

// To open the page is to be there.
let lastSeenAt = now();

const signs = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;
for (const sign of signs) {
  addEventListener(sign, () => (lastSeenAt = now()), { capture: true, passive: true });
}

/** Whether somebody has moved, typed or touched something lately. */
export const isAttended = (): boolean => now() - lastSeenAt < patienceMilliseconds;
