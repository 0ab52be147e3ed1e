import { useEffect, useState } from "react";
import { now } from "./now.ts";

let aheadMilliseconds = 0;

/** Remembers how far the server's clock is ahead of this computer's, by the `Date` header of an answer that just arrived. */
export function noteServerTime(date: string | null) {
  const theirs = Date.parse(date ?? "");
  if (!Number.isNaN(theirs)) aheadMilliseconds = theirs - now();
}

/** How many seconds the server's clock still needs to reach a moment (ISO 8601); 0 when it is past. Good to a second. */
export function secondsUntil(at: string): number {
  return Math.max(0, Math.ceil((Date.parse(at) - now() - aheadMilliseconds) / 1000));
}

/** As `secondsUntil`, counting down while mounted; 0 without a moment. */
export function useSecondsUntil(at: string | null): number {
  const [, setTick] = useState(0);
  const seconds = at === null ? 0 : secondsUntil(at);
  const isCounting = seconds > 0;
  useEffect(() => {
    if (!isCounting) return;
    const timer = setInterval(() => setTick((tick) => tick + 1), 250);
    return () => clearInterval(timer);
  }, [isCounting]);
  return seconds;
}

/** Seconds as a clock counts them down: "0:45", "1:58". */
export function countdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
