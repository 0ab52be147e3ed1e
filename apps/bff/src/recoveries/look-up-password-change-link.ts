import { maskEmail } from "@latchkey/contract/email-address.ts";
import type { Language } from "@latchkey/contract/languages.ts";
import type { lookUpPasswordChangeLink as route } from "@latchkey/contract/password-change-links.ts";
import type { Ctx } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { findPresentedLink } from "./find-open-link.ts";
import { usedOn } from "./used-on.ts";

/**
 * Tells the holder of a link what it is good for; consumes nothing, so that mail scanners may open it too. That the page was
 * opened is noted once a person is on it.
 */
export const lookUpPasswordChangeLink: Verb<typeof route> = async (ctx, { body: { token, byPerson } }) => {
  const { link, user } = await findPresentedLink(ctx, token);
  if (byPerson && link.openedAt === null) await noteOpened(ctx, link.id);
  return {
    userName: user.userName,
    email: user.email === null ? null : maskEmail(user.email),
    expiresAt: link.expiresAt,
    askedBy: link.askedBy,
    ownWords: [user.userName, user.firstName, user.lastName, ctx.installation.productName].filter(
      (word) => word !== null,
    ),
    language: user.language as Language | null,
  };
};

async function noteOpened(ctx: Ctx, linkId: string): Promise<void> {
  await transact(ctx, (tx) =>
    tx
      .updateTable("recoveries")
      .set({ openedAt: ctx.clock.now(), usedOn: usedOn(ctx) })
      .where("id", "=", linkId)
      .where("openedAt", "is", null)
      .execute(),
  );
}
