import { z } from "zod";

/** How the mailbox's Resend API misbehaves, for the next `times` requests (until changed when absent). */
export const Fault = z.strictObject({
  /**
   * `none` works (slowly, with `delayMs`) · `down` 503 · `unreachable` no answer · `rate-limited` 429 · `invalid-key` 401 ·
   * `bad-address` 422 · `lost-answer` keeps the mail and then breaks the connection.
   */
  kind: z.enum(["none", "down", "unreachable", "rate-limited", "invalid-key", "bad-address", "lost-answer"]),
  times: z.int().min(1).optional(),
  /** Milliseconds before the answer. */
  delayMs: z.int().min(0).max(120_000).optional(),
});
export type Fault = z.infer<typeof Fault>;

/** The fault in force. */
export type Faults = {
  set(fault: Fault): void;
  /** The fault that the request at hand meets; counts it. */
  take(): Fault;
};

/** Starts without a fault; faults live in memory, so a restart heals them. */
export function createFaults(): Faults {
  let current: Fault = { kind: "none" };
  return {
    set(fault) {
      current = fault;
    },
    take() {
      const met = current;
      if (met.times === undefined) return met;
      current = met.times > 1 ? { ...met, times: met.times - 1 } : { kind: "none" };
      return met;
    },
  };
}
