import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Clock, Moment } from "../ports/clock.ts";

/** A span of time; negative parts go back. */
export type Span = { minutes?: number; seconds?: number; hours?: number };

/** A clock that moves only when a test moves it, or on with the real one after an offset. */
export type FakeClock = Clock & { advance(by: Span): void };

/** Starts at the real time, or at another moment, and goes on with it; `advance` jumps ahead. */
export function openFakeClock(startsAt?: Moment): FakeClock {
  let offset = startsAt === undefined ? 0 : Date.parse(startsAt) - Date.now();
  return {
    now: () => new Date(Date.now() + offset).toISOString(),
    advance(by) {
      offset += millisecondsOf(by);
    },
  };
}

/** As `openFakeClock`, for several processes: how far it is off stands in a file, so that it outlives them. */
export function openSharedClock(file: string): FakeClock {
  const readOffset = () => Number(readFileSync(file, { encoding: "utf8", flag: "a+" }));
  return {
    now: () => new Date(Date.now() + readOffset()).toISOString(),
    advance(by) {
      const offset = readOffset() + millisecondsOf(by);
      // A reader must never meet half a number.
      writeFileSync(`${file}.new`, String(offset));
      renameSync(`${file}.new`, file);
    },
  };
}

function millisecondsOf({ hours = 0, minutes = 0, seconds = 0 }: Span): number {
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
