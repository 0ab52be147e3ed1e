import type { requestPasswordRecovery as route } from "@latchkey/contract/password-change-links.ts";
import { anyKnownDevice } from "../sessions/known-device.ts";
import { networkCount, ownCount, readTypedName } from "../accounts/counts.ts";
import { takeAttempt } from "../accounts/throttle.ts";
import type { Verb } from "../http/verb.ts";
import { addMinutes } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";

/** So long the worker leaves a request alone: it has more to do where there is somebody to mail to, and the answer must not wait for it. */
const settledAfterMilliseconds = 100;

/** How soon it makes sense to ask again, in minutes: a mail should have arrived by then. */
const askAgainMinutes = 2;

/**
 * Forgot password: commits one identical row for every input and answers; whether there is somebody to mail to is looked
 * up afterwards, so that neither words nor time tell (ASVS 6.3.8).
 */
export const requestPasswordRecovery: Verb<typeof route> = async (ctx, { body: { userNameOrEmail } }) => {
  const deviceId = anyKnownDevice(ctx);
  const count =
    deviceId === null
      ? networkCount("forgot", ctx.address, readTypedName(userNameOrEmail))
      : ownCount("forgot", deviceId);
  const id = newId();
  const now = ctx.clock.now();
  await takeAttempt(ctx, [count], (tx) =>
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
  setTimeout(() => ctx.outbox.nudge(), settledAfterMilliseconds).unref();
  return { askAgainAt: addMinutes(now, askAgainMinutes) };
};
