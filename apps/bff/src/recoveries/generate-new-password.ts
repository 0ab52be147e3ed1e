import type { generateNewPassword as route } from "@latchkey/contract/recoveries.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { makeGeneratedPassword, queueGeneratedPassword } from "./generated-password.ts";
import { readRecovery } from "./read-recovery.ts";
import { guardRecovery } from "./record-recovery.ts";
import { mailableAddress, readUser } from "../accounts/user-row.ts";

/** Option B: makes a password that nobody but the user will see, and mails it. */
export const generateNewPassword: Verb<typeof route> = async (ctx, { params: { userId }, body }) => {
  const by = signedIn(ctx);
  const seen = await readUser(ctx.db, userId);
  mailableAddress(seen);
  if (by.userId === userId) throw new ProblemError("own-account");
  guardRecovery(seen, body, { mails: true });

  const made = await makeGeneratedPassword(ctx);
  await transact(ctx, async (tx) => {
    await queueGeneratedPassword(ctx, tx, await readUser(tx, userId), made, by, body);
  });

  await ctx.outbox.sendSoon(made.messageId);
  return readRecovery(ctx, userId, made.id);
};
