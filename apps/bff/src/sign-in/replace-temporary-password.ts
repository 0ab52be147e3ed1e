import { ProblemError } from "@latchkey/contract/problem.ts";
import type { replaceTemporaryPassword as route } from "@latchkey/contract/sign-in.ts";
import { madeFromRecord, readUnchanged } from "../accounts/read-unchanged.ts";
import { readUser } from "../accounts/user-row.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { hashNewPassword } from "../passwords/check-new-password.ts";
import { replacePassword } from "../recoveries/replace-password.ts";
import { noteTemporaryReplaced } from "../recoveries/temporary-password-progress.ts";
import { openSession } from "../sessions/session-store.ts";
import { prepareNotice, queueNotice } from "../stops/queue-notice.ts";

/** The holder of a temporary password chooses their own, and gets a fresh, full session for it. */
export const replaceTemporaryPassword: Verb<typeof route> = async (ctx, { body: { newPassword } }) => {
  const { userId } = signedIn(ctx);
  const holder = await readUser(ctx.db, userId);
  const now = ctx.clock.now();
  if (holder.temporaryPasswordExpiresAt === null) throw new ProblemError("password-change-not-required");
  if (holder.temporaryPasswordExpiresAt <= now) throw new ProblemError("temporary-password-expired");
  const passwordHash = await hashNewPassword(ctx, holder, newPassword);

  const token = await madeFromRecord(async () => {
    const seen = await readUser(ctx.db, userId);
    const notice = await prepareNotice(ctx, seen, { template: "password-changed", actor: "you" });
    return transact(ctx, async (tx) => {
      await readUnchanged(tx, seen);
      const recoveryId = await noteTemporaryReplaced(tx, now, holder);
      const endedSessions = await replacePassword(ctx, tx, holder, {
        passwordHash,
        temporaryUntil: null,
        setThrough: recoveryId,
        endsStop: true,
      });
      await queueNotice(ctx, tx, notice, recoveryId);
      await recordAudit(tx, ctx, {
        action: "temporary-password.replaced",
        subjectId: userId,
        details: { ...(recoveryId !== null && { recoveryId }), endedSessions: String(endedSessions) },
      });
      return openSession(ctx, tx, {
        userId,
        restricted: false,
        address: ctx.address,
        userAgent: ctx.userAgent,
      });
    });
  });
  ctx.outbox.nudge();
  ctx.sessionCookie.set(token);
};
