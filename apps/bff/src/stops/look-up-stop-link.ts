import { maskEmail } from "@latchkey/contract/email-address.ts";
import type { Language } from "@latchkey/contract/languages.ts";
import type { lookUpStopLink as route } from "@latchkey/contract/stops.ts";
import type { Verb } from "../http/verb.ts";
import { addMinutes } from "../ports/clock.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { readBrand } from "../templates/templates-in-force.ts";
import { endsPresentPassword, findPresentedStopLink, removesPresentAddress } from "./find-stop-link.ts";

/** Tells the holder of a "this wasn't me" link what it would stop; changes nothing, so that mail scanners may open it too. */
export const lookUpStopLink: Verb<typeof route> = async (ctx, { body: { token } }) => {
  const found = await findPresentedStopLink(ctx, token);
  const { link, user } = found;
  return {
    userName: user.userName,
    email: user.email === null ? null : maskEmail(user.email),
    mail: link.template,
    sentAt: link.createdAt,
    expiresAt: link.expiresAt,
    stoppedAt: link.usedAt,
    endsPassword: await endsPresentPassword(ctx.db, found),
    removesAddress: await removesPresentAddress(ctx.db, found),
    wouldBlockUntil: addMinutes(ctx.clock.now(), lifetimes.selfServiceBlockMinutes),
    supportContact: (await readBrand(ctx, ctx.db)).supportContact,
    language: user.language as Language | null,
  };
};
