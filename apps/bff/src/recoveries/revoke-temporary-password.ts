import type { revokeTemporaryPassword as route } from "@latchkey/contract/recoveries.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { cancelUnsentMail } from "../mail/message-life.ts";
import { queueNotice } from "../stops/queue-notice.ts";
import { removeTemporaryPassword } from "./temporary-password.ts";
import { readUser } from "../accounts/user-row.ts";

/** Withdraws a temporary password of option C that is not replaced yet: the user is left without a password. */
export const revokeTemporaryPassword: Verb<typeof route> = async (ctx, { params }) => {
  const { userId, temporaryPasswordId: id } = params;
  const now = ctx.clock.now();
  await transact(ctx, async (tx) => {
    const user = await readUser(tx, userId);
    const password = await tx
      .selectFrom("passwordSuggestions")
      .select("messageId")
      .where("id", "=", id)
      .where("userId", "=", userId)
      .where("usedAt", "is not", null)
      .executeTakeFirst();
    if (password === undefined) throw new ProblemError("not-found");
    const revoked = await tx
      .updateTable("passwordSuggestions")
      .set({ voidedAt: now, voidReason: "revoked" })
      .where("id", "=", id)
      .where("replacedAt", "is", null)
      .where("voidedAt", "is", null)
      .where("temporaryUntil", ">", now)
      .executeTakeFirst();
    if (revoked.numUpdatedRows !== 1n) throw new ProblemError("recovery-not-open");
    if (password.messageId !== null)
      await cancelUnsentMail(tx, now, [password.messageId], "An administrator withdrew the password.");
    const endedSessions = await removeTemporaryPassword(tx, now, user);
    await queueNotice(ctx, tx, "administrator-changed-your-access", user, "an administrator", id);
    await recordAudit(tx, ctx, {
      action: "temporary-password.revoked",
      subjectId: userId,
      details: { recoveryId: id, endedSessions: String(endedSessions) },
    });
  });
  ctx.outbox.nudge();
};
