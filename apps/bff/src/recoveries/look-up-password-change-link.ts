import { maskEmail } from "@latchkey/contract/email-address.ts";
import type { Language } from "@latchkey/contract/languages.ts";
import type { lookUpPasswordChangeLink as route } from "@latchkey/contract/recoveries.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Ctx } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { findPresentedLink } from "./find-open-link.ts";

/** Tells the holder of a link what it is good for; consumes nothing, so that mail scanners may open it too. */
export const lookUpPasswordChangeLink: Verb<typeof route> = async (ctx, { body: { token } }) => {
  const { link, user } = await findPresentedLink(ctx, token);
  if (link.openedAt === null) await noteOpened(ctx, link.id);
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

/** A database that can't be written to now keeps nobody from the page: that it was opened is for the record only. */
async function noteOpened(ctx: Ctx, linkId: string): Promise<void> {
  const note = transact(
    ctx,
    (tx) =>
      tx
        .updateTable("recoveries")
        .set({ openedAt: ctx.clock.now() })
        .where("id", "=", linkId)
        .where("openedAt", "is", null)
        .execute(),
    { patience: 0 },
  );
  await note.catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error;
  });
}
