import { setTimeout as sleep } from "node:timers/promises";

/** The mail service counts requests in strict windows of one second. */
const windowMilliseconds = 1000;

/** So many that matter no longer are forgotten at once. */
const forgottenTogether = 100;

/** Requests reach the service with some delay: what left in one second must not arrive in less. */
const marginMilliseconds = 30;

/** Time by which requests are spaced, in milliseconds from any moment on. It never jumps, as a clock may. */
export type MachineTime = { now(): number; sleep(milliseconds: number): Promise<unknown> };

/** The machine's own. */
export const machineTime: MachineTime = {
  now: () => performance.now(),
  sleep: (milliseconds) => sleep(milliseconds),
};

/** Spaces requests so that no second holds more than the limit. */
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
export function openPace(requestsPerSecond: number, { now }: Pick<MachineTime, "now">): Pace {
  let limit = requestsPerSecond;
  let left: number[] = [];
  return {
    wait() {
      const oldest = left.at(-limit);
      if (oldest === undefined) return 0;
      return Math.max(0, Math.ceil(oldest + windowMilliseconds + marginMilliseconds - now()));
    },
    take() {
      left.push(now());
      // Those that left long ago go by the hundred: copying the rest costs nothing then.
      if (left.length >= limit + forgottenTogether) left = left.slice(-limit);
    },
    setLimit(requestsPerSecond) {
      limit = requestsPerSecond;
    },
    limit: () => limit,
  };
}
