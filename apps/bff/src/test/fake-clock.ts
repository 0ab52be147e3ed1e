import type { Clock } from "../ports/clock.ts";

/** A clock that moves only when a test moves it, or on with the real one after an offset. */
export type FakeClock = Clock & { advance(by: { minutes?: number; seconds?: number; hours?: number }): void };

/** Starts at the real time and goes on with it; `advance` jumps ahead. */
export function openFakeClock(): FakeClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset).toISOString(),
    advance({ hours = 0, minutes = 0, seconds = 0 }) {
      offset += ((hours * 60 + minutes) * 60 + seconds) * 1000;
    },
  };
}
