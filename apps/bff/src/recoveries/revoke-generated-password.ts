import type { revokeGeneratedPassword as route } from "@latchkey/contract/recoveries.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { cancelUnsentMail } from "../mail/message-life.ts";
import { queueNotice } from "../stops/queue-notice.ts";
import { removeTemporaryPassword } from "./temporary-password.ts";
import { readUser } from "../accounts/user-row.ts";

/**
 * Withdraws a generated password that is pending or, once it is the user's, not replaced yet. While it is pending the old
 * password stays as it is.
 */
export const revokeGeneratedPassword: Verb<typeof route> = async (ctx, { params }) => {
  const { userId, generatedPasswordId: id } = params;
  const now = ctx.clock.now();
  await transact(ctx, async (tx) => {
    const user = await readUser(tx, userId);
    const password = await tx
      .selectFrom("generatedPasswords")
      .select(["messageId", "promotedAt"])
      .where("id", "=", id)
      .where("userId", "=", userId)
      .executeTakeFirst();
    if (password === undefined) throw new ProblemError("not-found");
    const revoked = await tx
      .updateTable("generatedPasswords")
      .set({ voidedAt: now, voidReason: "revoked" })
      .where("id", "=", id)
      .where("replacedAt", "is", null)
      .where("droppedAt", "is", null)
      .where("voidedAt", "is", null)
      .where("expiresAt", ">", now)
      .executeTakeFirst();
    if (revoked.numUpdatedRows !== 1n) throw new ProblemError("recovery-not-open");
    await cancelUnsentMail(tx, now, [password.messageId], "An administrator withdrew the password.");
    const isActive = password.promotedAt !== null;
    const endedSessions = isActive ? await removeTemporaryPassword(tx, now, user) : 0;
    if (isActive)
      await queueNotice(ctx, tx, "administrator-changed-your-access", user, "an administrator", id);
    await recordAudit(tx, ctx, {
      action: "generated-password.revoked",
      subjectId: userId,
      details: { recoveryId: id, endedSessions: String(endedSessions) },
    });
  });
  ctx.outbox.nudge();
};
