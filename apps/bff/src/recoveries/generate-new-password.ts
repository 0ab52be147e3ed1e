import { ProblemError } from "@latchkey/contract/problem.ts";
import type { generateNewPassword as route } from "@latchkey/contract/recoveries.ts";
import { guardAdministrators } from "../accounts/guard-administrators.ts";
import { madeFromRecord, readUnchanged } from "../accounts/read-unchanged.ts";
import { mailableAddress, readUser } from "../accounts/user-row.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { makeMailedPassword, queueMailedPassword } from "./mailed-password.ts";
import { readRecovery } from "./read-recovery.ts";
import { guardRecovery } from "./record-recovery.ts";

/** Option B: makes a password that nobody but the user will see, and mails it. */
export const generateNewPassword: Verb<typeof route> = async (ctx, { params: { userId }, body }) => {
  const by = signedIn(ctx);
  const { id, messageId } = await madeFromRecord(async () => {
    const seen = await readUser(ctx.db, userId);
    const to = mailableAddress(seen);
    if (by.userId === userId) throw new ProblemError("own-account");
    guardRecovery(seen, body, { mails: true });
    await guardAdministrators(ctx, [seen], body.currentPassword);

    const made = await makeMailedPassword(ctx, seen, to);
    await transact(ctx, async (tx) => {
      await queueMailedPassword(ctx, tx, await readUnchanged(tx, seen), { made, request: body });
    });
    return made;
  });

  await ctx.outbox.sendSoon(messageId);
  return readRecovery(ctx, userId, id);
};
