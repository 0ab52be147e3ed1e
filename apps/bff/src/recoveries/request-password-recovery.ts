import type { requestPasswordRecovery as route } from "@latchkey/contract/recoveries.ts";
import { transact } from "../db/transaction.ts";
import { networkKey, takeAttempt } from "../accounts/throttle.ts";
import type { Verb } from "../http/verb.ts";
import { addMinutes } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";

/** How soon it makes sense to ask again, in minutes: a mail should have arrived by then. */
const askAgainMinutes = 2;

/** Requests from one network are counted together for this long: a whole office may stand behind one address. */
const networkMemoryMinutes = 60;

/**
 * Forgot password: commits one identical row for every input and answers; whether there is somebody to mail to is looked
 * up afterwards, so that neither words nor time tell (ASVS 6.3.8).
 */
export const requestPasswordRecovery: Verb<typeof route> = async (ctx, { body: { userNameOrEmail } }) => {
  await takeAttempt(ctx, [networkKey("forgot", ctx.address, networkMemoryMinutes)]);
  const id = newId();
  const now = ctx.clock.now();
  await transact(ctx, (tx) =>
    tx
      .insertInto("recoveryRequests")
      .values({
        id,
        sealed: ctx.sealer.seal(userNameOrEmail.padEnd(254), id),
        createdAt: now,
        settledAt: null,
        address: ctx.address,
        userAgent: ctx.userAgent,
        requestId: ctx.requestId,
      })
      .execute(),
  );
  ctx.outbox.nudge();
  return { askAgainAt: addMinutes(now, askAgainMinutes) };
};
