import type { Ctx } from "../ctx.ts";
import type { Turn } from "../ports/turns.ts";
import { networkOf } from "../http/client-address.ts";

/** For whom a request has costly work done: whoever is signed in comes first, strangers wait with their network. */
export function turnOf({ actor, address, subject }: Ctx): Turn {
  const account = subject.userId ?? "";
  if (actor.kind === "user") return { isKnown: true, network: actor.userId, account };
  return { isKnown: false, network: networkOf(address), account };
}
