import { useEffect, useState } from "react";

/** The present moment in milliseconds since 1970. The only reader of the clock. */
export function now(): number {
  return Date.now();
}

/** The present moment, read again every `everyMs` milliseconds while mounted. */
export function useNow(everyMs: number): number {
  const [moment, setMoment] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setMoment(now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return moment;
}
