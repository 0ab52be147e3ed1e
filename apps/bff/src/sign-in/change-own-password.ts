import { normalisePassword } from "@latchkey/contract/password-policy.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { changeOwnPassword as route } from "@latchkey/contract/sign-in.ts";
import { madeFromRecord, readUnchanged } from "../accounts/read-unchanged.ts";
import { ownPasswordCount } from "../accounts/counts.ts";
import { takeAttempt } from "../accounts/throttle.ts";
import { turnOf } from "../accounts/turn-of.ts";
import { readUser } from "../accounts/user-row.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { checkNewPassword } from "../passwords/check-new-password.ts";
import { newId } from "../ports/random.ts";
import { replacePassword } from "../recoveries/replace-password.ts";
import { prepareNotice, queueNotice } from "../stops/queue-notice.ts";

/** Change Password on the profile: ends every session, this one too, so that the new password is used at once. */
export const changeOwnPassword: Verb<typeof route> = async (
  ctx,
  { body: { currentPassword, newPassword } },
) => {
  const { userId } = signedIn(ctx);
  const holder = await readUser(ctx.db, userId);
  const { isStopped } = await takeAttempt(ctx, [ownPasswordCount(userId)]);
  const turn = turnOf(ctx);
  const [isRight, passwordHash] = await Promise.all([
    ctx.hasher.verify(currentPassword, holder.passwordHash, turn),
    ctx.hasher.hash(newPassword, turn),
  ]);
  if (isStopped) throw new ProblemError("sign-in-stopped");
  if (!isRight) throw new ProblemError("current-password-wrong");
  const isUnchanged = normalisePassword(newPassword) === normalisePassword(currentPassword);
  checkNewPassword(ctx, holder, newPassword, isUnchanged);

  await madeFromRecord(async () => {
    const seen = await readUser(ctx.db, userId);
    const notice = await prepareNotice(ctx, seen, { template: "password-changed", actor: "you" });
    // The event in the audit trail is all that is kept of an own change.
    const changeId = newId();
    await transact(ctx, async (tx) => {
      await readUnchanged(tx, seen);
      const endedSessions = await replacePassword(ctx, tx, holder, {
        passwordHash,
        temporaryUntil: null,
        setThrough: changeId,
      });
      const messageId = await queueNotice(ctx, tx, notice, changeId);
      await recordAudit(tx, ctx, {
        id: changeId,
        action: "password.changed",
        subjectId: userId,
        details: {
          endedSessions: String(endedSessions),
          ...(messageId !== null && { messageId }),
          ...(holder.passwordSetThrough !== null && { follows: holder.passwordSetThrough }),
        },
      });
    });
  });
  ctx.outbox.nudge();
  ctx.sessionCookie.clear();
};
