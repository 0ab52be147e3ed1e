import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Ctx } from "../ctx.ts";
import { networkCount } from "./counts.ts";
import { takeAttempt } from "./throttle.ts";

/**
 * Looks up what somebody presents a token for. Unknown ones count against their network, so that guessing gets slower; used,
 * expired and ended ones are no guesses and make nobody wait, but are counted all the same: none costs more than another.
 * Throws what the look-up throws, or `too-many-attempts` in place of `link-unknown`.
 */
export async function countDeadLink<Found>(ctx: Ctx, lookUp: () => Promise<Found>): Promise<Found> {
  try {
    return await lookUp();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const purpose = error.type === "link-unknown" ? "link" : "old link";
    await takeAttempt(ctx, [networkCount(purpose, ctx.address, null)]);
    throw error;
  }
}
