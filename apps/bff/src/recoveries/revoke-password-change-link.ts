import type { revokePasswordChangeLink as route } from "@latchkey/contract/recoveries.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { cancelUnsentMail } from "../mail/message-life.ts";

/** Withdraws an open link, and its mail if that never left. */
export const revokePasswordChangeLink: Verb<typeof route> = async (ctx, { params: { userId, linkId } }) => {
  const now = ctx.clock.now();
  await transact(ctx, async (tx) => {
    const link = await tx
      .selectFrom("passwordChangeLinks")
      .select("messageId")
      .where("id", "=", linkId)
      .where("userId", "=", userId)
      .executeTakeFirst();
    if (link === undefined) throw new ProblemError("not-found");
    const revoked = await tx
      .updateTable("passwordChangeLinks")
      .set({ voidedAt: now, voidReason: "revoked" })
      .where("id", "=", linkId)
      .where("usedAt", "is", null)
      .where("voidedAt", "is", null)
      .where("expiresAt", ">", now)
      .executeTakeFirst();
    if (revoked.numUpdatedRows !== 1n) throw new ProblemError("recovery-not-open");
    if (link.messageId !== null)
      await cancelUnsentMail(tx, now, [link.messageId], "An administrator withdrew the link.");
    await recordAudit(tx, ctx, {
      action: "password-change-link.revoked",
      subjectId: userId,
      details: { recoveryId: linkId },
    });
  });
};
