import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Ctx } from "../ctx.ts";
import { hashToken } from "../ports/hasher.ts";
import { networkCount } from "./counts.ts";
import { takeAttempt } from "./throttle.ts";

/**
 * Looks up what somebody presents a token for. Whatever leads nowhere counts against its network, so that guessing gets slower;
 * unknown, used and expired tokens alike, so that none costs more than another. A real link works all the same.
 * Throws what the look-up throws, or `too-many-attempts` in its place.
 */
export async function countDeadLink<Found>(
  ctx: Ctx,
  token: string,
  lookUp: () => Promise<Found>,
): Promise<Found> {
  try {
    return await lookUp();
  } catch (error) {
    // One person who opens the same old mail again and again weighs less than somebody who tries one token after another.
    const aim = { column: "tokenHash", key: hashToken(token) } as const;
    if (error instanceof ProblemError) await takeAttempt(ctx, [networkCount("link", ctx.address, aim)]);
    throw error;
  }
}
