/** An instant (ISO 8601) as milliseconds since 1970, as `Intl` takes it; NaN for a text that is no instant. */
export function epochMilliseconds(instant: string): number {
  return Date.parse(instant);
}

/** The instant `hours` after another, in UTC with milliseconds. */
export function addHours(instant: string, hours: number): string {
  return new Date(Date.parse(instant) + hours * 3_600_000).toISOString();
}
