/** A moment as ISO 8601 in UTC with milliseconds: what the database and the contract hold. Moments sort as text. */
export type Moment = string;

/** Tells the time. The only source of it in the product. */
export type Clock = { now(): Moment };

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

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
