import { z } from "zod";
import type { Ctx } from "../ctx.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { newToken } from "../ports/random.ts";

/** How long a browser is known after it signed in, in days. */
export const knownDays = 180;

/** So many accounts of one browser are known; the earliest goes first. */
const mostAccounts = 5;

/** What the cookie's sealed text belongs to, in place of a row. */
const purpose = "known device";

/** For an account a browser has an id of its own: nobody can tell by it which others it knows. */
const Devices = z.array(z.strictObject({ userId: z.string(), deviceId: z.string(), until: z.string() }));
type Device = z.infer<typeof Devices>[number];

/**
 * By which id this browser is known to an account, since it signed in to it before; null otherwise. That is no proof of who
 * asks: whoever sprays passwords at many accounts keeps nobody from signing in where they always do.
 */
export function knownDevice(ctx: Ctx, userId: string): string | null {
  const known = readDevices(ctx).find((device) => device.userId === userId);
  return known?.deviceId ?? null;
}

/** By which id this browser is known to any account at all; null for strangers. */
export function anyKnownDevice(ctx: Ctx): string | null {
  return readDevices(ctx)[0]?.deviceId ?? null;
}

/** Whoever signs in, or chooses a password through a link from a mail, is known in this browser from now on. */
export function rememberDevice(ctx: Ctx, userId: string): void {
  const until = knownUntil(ctx.clock.now());
  const others = readDevices(ctx).filter((device) => device.userId !== userId);
  const devices = [{ userId, deviceId: newToken(ctx.random), until }, ...others].slice(0, mostAccounts);
  ctx.deviceCookie.set(ctx.sealer.seal(JSON.stringify(devices), purpose));
}

function knownUntil(now: Moment): Moment {
  return addMinutes(now, knownDays * 24 * 60);
}

/** What somebody made up, or sealed under a key that is gone, is nothing. */
function readDevices(ctx: Ctx): Device[] {
  const sealed = ctx.deviceCookie.read();
  if (sealed === null) return [];
  try {
    const now = ctx.clock.now();
    const latest = knownUntil(now);
    return Devices.parse(JSON.parse(ctx.sealer.open(sealed, purpose))).filter(
      // One that would be known for longer was made while the clock was ahead.
      ({ until }) => until > now && until <= latest,
    );
  } catch {
    return [];
  }
}
