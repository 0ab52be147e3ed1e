import type { changeOwnPassword as route } from "@latchkey/contract/sign-in.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { accountKey, takeAttempt } from "../accounts/throttle.ts";
import type { Verb } from "../http/verb.ts";
import { newId } from "../ports/random.ts";
import { checkNewPassword } from "../passwords/check-new-password.ts";
import { queueNotice } from "../stops/queue-notice.ts";
import { replacePassword } from "../recoveries/replace-password.ts";
import { readUser } from "../accounts/user-row.ts";

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

  const now = ctx.clock.now();
  const changeId = newId();
  await transact(ctx, async (tx) => {
    const endedSessions = await replacePassword(tx, now, seen, {
      passwordHash,
      temporaryUntil: null,
      setThrough: changeId,
    });
    const messageId = await queueNotice(ctx, tx, "password-changed", seen, "you", changeId);
    await tx
      .insertInto("ownPasswordChanges")
      .values({ id: changeId, userId, createdAt: now, messageId, follows: seen.passwordSetThrough })
      .execute();
    await recordAudit(tx, ctx, {
      action: "password.changed",
      subjectId: userId,
      details: { endedSessions: String(endedSessions) },
    });
  });
  ctx.outbox.nudge();
  ctx.sessionCookie.clear();
};
