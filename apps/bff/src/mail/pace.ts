/** The mail service counts requests in strict windows of one second. */
const windowMilliseconds = 1000;

/** Requests reach the service with some delay: what left in one second must not arrive in less. */
const marginMilliseconds = 30;

/** Spaces requests so that no second holds more than the limit, in the machine's own time. */
export type Pace = {
  /** Milliseconds until a request may leave; 0 when one may now. */
  wait(): number;
  /** Counts a request that leaves now. */
  take(): void;
  /** The limit in requests a second, as the mail service announced it. */
  setLimit(requestsPerSecond: number): void;
  limit(): number;
};

/** Starts with this limit in requests a second. */
export function openPace(requestsPerSecond: number, now: () => number = () => performance.now()): Pace {
  let limit = requestsPerSecond;
  let left: number[] = [];
  return {
    wait() {
      const oldest = left.at(-limit);
      if (oldest === undefined) return 0;
      return Math.max(0, Math.ceil(oldest + windowMilliseconds + marginMilliseconds - now()));
    },
    take() {
      left = [...left.slice(-limit), now()];
    },
    setLimit(requestsPerSecond) {
      limit = requestsPerSecond;
    },
    limit: () => limit,
  };
}
