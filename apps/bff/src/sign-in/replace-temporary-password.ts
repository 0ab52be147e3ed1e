import type { replaceTemporaryPassword as route } from "@latchkey/contract/sign-in.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { openSession } from "../sessions/session-store.ts";
import type { Verb } from "../http/verb.ts";
import { checkNewPassword } from "../passwords/check-new-password.ts";
import { queueNotice } from "../stops/queue-notice.ts";
import { replacePassword } from "../recoveries/replace-password.ts";
import { noteTemporaryReplaced } from "../recoveries/temporary-password.ts";
import { readUser } from "../accounts/user-row.ts";

/** The holder of a temporary password chooses their own, and gets a fresh, full session for it. */
export const replaceTemporaryPassword: Verb<typeof route> = async (ctx, { body: { newPassword } }) => {
  const { userId } = signedIn(ctx);
  const seen = await readUser(ctx.db, userId);
  const now = ctx.clock.now();
  if (seen.temporaryPasswordExpiresAt === null) throw new ProblemError("password-change-not-required");
  if (seen.temporaryPasswordExpiresAt <= now) throw new ProblemError("temporary-password-expired");
  await checkNewPassword(ctx, seen, newPassword);
  const passwordHash = await ctx.hasher.hash(newPassword);

  const token = await transact(ctx, async (tx) => {
    const recoveryId = await noteTemporaryReplaced(tx, now, seen);
    const endedSessions = await replacePassword(tx, now, seen, {
      passwordHash,
      temporaryUntil: null,
      setThrough: recoveryId,
      endsStop: true,
      usesTemporaryPassword: true,
    });
    await queueNotice(ctx, tx, "password-changed", seen, "you", recoveryId);
    await recordAudit(tx, ctx, {
      action: "temporary-password.replaced",
      subjectId: userId,
      details: { endedSessions: String(endedSessions) },
    });
    return openSession(ctx, tx, {
      userId,
      restricted: false,
      address: ctx.address,
      userAgent: ctx.userAgent,
    });
  });
  ctx.outbox.nudge();
  ctx.sessionCookie.set(token);
};
