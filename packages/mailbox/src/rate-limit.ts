/** How many requests a second the API announces, and whether it refuses what goes beyond. */
export type RateLimit = { perSecond: number; refuse: boolean };

/** What one request finds: the headers to answer with, and whether it came too early. */
export type RateLimitVerdict = { headers: Record<string, string>; refused: boolean };

/** Counts requests in strict windows of one second, as Resend does; `now` is in milliseconds. */
export function createRateLimiter(limit: RateLimit, now: () => number): () => RateLimitVerdict {
  let openWindow = 0;
  let used = 0;
  return () => {
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
  };
}
