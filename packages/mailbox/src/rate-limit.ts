import { z } from "zod";

/** How many requests a second the API announces, and whether it refuses what goes beyond. */
export const RateLimit = z.strictObject({ perSecond: z.int().min(1).max(10_000), refuse: z.boolean() });
export type RateLimit = z.infer<typeof RateLimit>;

/** What one request finds: the headers to answer with, and whether it came too early. */
export type RateLimitVerdict = { headers: Record<string, string>; refused: boolean };

/** The limit in force, and the count of this second. */
export type RateLimiter = {
  limit(): RateLimit;
  set(limit: RateLimit): void;
  /** Counts a request. */
  next(): RateLimitVerdict;
};

/** Counts requests in strict windows of one second, as Resend does; `now` is in milliseconds. */
export function createRateLimiter(start: RateLimit, now: () => number): RateLimiter {
  let limit = start;
  let openWindow = 0;
  let used = 0;
  return {
    limit: () => limit,
    set(changed) {
      limit = changed;
    },
    next() {
      const thisWindow = Math.floor(now() / 1000);
      if (thisWindow !== openWindow) {
        openWindow = thisWindow;
        used = 0;
      }
      used += 1;
      return {
        headers: {
          "ratelimit-limit": String(limit.perSecond),
          "ratelimit-remaining": String(Math.max(0, limit.perSecond - used)),
          "ratelimit-reset": "1",
        },
        refused: limit.refuse && used > limit.perSecond,
      };
    },
  };
}
