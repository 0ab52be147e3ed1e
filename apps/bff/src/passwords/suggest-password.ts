import type { suggestPassword as route } from "@latchkey/contract/passwords.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { addMinutes } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { generatePassword } from "./generate-password.ts";
import { turnOf } from "../accounts/turn-of.ts";
import { readUser } from "../accounts/user-row.ts";

/** Option C, Generate: proposes a password. It changes nothing until Save sends its id. */
export const suggestPassword: Verb<typeof route> = async (ctx, { params: { userId }, body: { style } }) => {
  const by = signedIn(ctx);
  await readUser(ctx.db, userId);
  if (by.userId === userId) throw new ProblemError("own-account");

  const id = newId();
  const password = generatePassword(style, 64, ctx.random);
  const passwordHash = await ctx.hasher.hash(password, turnOf(ctx));
  const now = ctx.clock.now();
  const expiresAt = addMinutes(now, lifetimes.passwordSuggestionMinutes);
  await transact(ctx, async (tx) => {
    await tx
      .insertInto("passwordSuggestions")
      .values({
        id,
        userId,
        administratorId: by.userId,
        passwordHash,
        sealed: ctx.sealer.seal(password, id),
        createdAt: now,
        expiresAt,
      })
      .execute();
    await recordAudit(tx, ctx, {
      action: "password-suggestion.generated",
      subjectId: userId,
      details: { style },
    });
  });
  return { id, password, expiresAt };
};
