import { maskEmail } from "@latchkey/contract/email-address.ts";
import type { lookUpPasswordChangeLink as route } from "@latchkey/contract/passwords.ts";
import type { Verb } from "../http/verb.ts";
import { findPresentedLink } from "./find-open-link.ts";

/** Tells the holder of a link what it is good for; consumes nothing, so that mail scanners may open it too. */
export const lookUpPasswordChangeLink: Verb<typeof route> = async (ctx, { body: { token } }) => {
  const { link, user } = await findPresentedLink(ctx, token);
  return {
    userName: user.userName,
    email: user.email === null ? null : maskEmail(user.email),
    expiresAt: link.expiresAt,
    askedBy: link.askedBy,
    ownWords: [user.userName, user.firstName, user.lastName, ctx.installation.productName].filter(
      (word) => word !== null,
    ),
  };
};
