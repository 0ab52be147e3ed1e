import type { changeOwnPassword as route } from "@latchkey/contract/passwords.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { accountKey, takeAttempt } from "../http/throttle.ts";
import type { Verb } from "../http/verb.ts";
import { checkNewPassword } from "./check-new-password.ts";
import { queueNotice } from "./queue-notice.ts";
import { replacePassword } from "./replace-password.ts";
import { readUser } from "./user-row.ts";

/** Change Password on the profile: ends every session, this one too, so that the new password is used at once. */
export const changeOwnPassword: Verb<typeof route> = async (
  ctx,
  { body: { currentPassword, newPassword } },
) => {
  const { userId } = signedIn(ctx);
  const seen = await readUser(ctx.db, userId);
  await takeAttempt(ctx, [accountKey("own password", userId)]);
  if (!(await ctx.hasher.verify(currentPassword, seen.passwordHash)))
    throw new ProblemError("current-password-wrong");
  await checkNewPassword(ctx, seen, newPassword);
  const passwordHash = await ctx.hasher.hash(newPassword);

  await transact(ctx, async (tx) => {
    const endedSessions = await replacePassword(tx, ctx.clock.now(), seen, {
      passwordHash,
      temporaryUntil: null,
    });
    await queueNotice(ctx, tx, "password-changed", seen, "you");
    await recordAudit(tx, ctx, {
      action: "password.changed",
      subjectId: userId,
      details: { endedSessions: String(endedSessions) },
    });
  });
  ctx.outbox.nudge();
  ctx.sessionCookie.clear();
};
