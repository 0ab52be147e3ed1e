/** A moment as ISO 8601 in UTC with milliseconds: what the database and the contract hold. Moments sort as text. */
export type Moment = string;

/** Tells the time. The only source of it in the product. */
export type Clock = { now(): Moment };

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/** Against a machine's clock that is behind, ours goes so much slower, until the machine has caught up. */
const catchingUp = 0.9;

/**
 * A clock that never goes back: while the machine's is behind the latest moment that was reached, by this clock or before it
 * was opened, it goes on from there, and what has expired stays expired. A clock that was ahead by mistake and put right is
 * met again after ten times the difference.
 */
export function openSteadyClock(machine: Clock, reachedBefore: Moment | null): Clock {
  let reached = Date.parse(reachedBefore ?? machine.now());
  let askedAt = performance.now();
  return {
    now() {
      const at = performance.now();
      reached = Math.max(Date.parse(machine.now()), reached + (at - askedAt) * catchingUp);
      askedAt = at;
      return new Date(reached).toISOString();
    },
  };
}

/** The moment `milliseconds` after another (before it, when negative). */
export function addMilliseconds(moment: Moment, milliseconds: number): Moment {
  return new Date(Date.parse(moment) + milliseconds).toISOString();
}

/** The moment `minutes` after another. */
export function addMinutes(moment: Moment, minutes: number): Moment {
  return addMilliseconds(moment, minutes * 60_000);
}

/** A moment to the second, as HTTP's `Date` header tells it (RFC 9110, 6.6.1). */
export function httpDate(moment: Moment): string {
  return new Date(moment).toUTCString();
}

/** Milliseconds from one moment to a later one; negative when it is earlier. */
export function millisecondsBetween(from: Moment, to: Moment): number {
  return Date.parse(to) - Date.parse(from);
}

/** Somebody else's ISO 8601 text as a moment; null when it is none. */
export function readMoment(text: string | null): Moment | null {
  const milliseconds = Date.parse(text ?? "");
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}
