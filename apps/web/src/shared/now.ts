import { useEffect, useState } from "react";

/** The present moment in milliseconds since 1970. The only reader of the clock. */
export function now(): number {
  return Date.now();
}

/** The present moment, read again every `everyMilliseconds` milliseconds while mounted. */
export function useNow(everyMilliseconds: number): number {
  const [moment, setMoment] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setMoment(now()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return moment;
}
