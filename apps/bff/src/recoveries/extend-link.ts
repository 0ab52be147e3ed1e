import { ProblemError } from "@latchkey/contract/problem.ts";
import type { extendLink as route } from "@latchkey/contract/links-in-hand.ts";
import { guardAdministrators } from "../accounts/guard-administrators.ts";
import { madeFromRecord, readUnchanged } from "../accounts/read-unchanged.ts";
import { readUser } from "../accounts/user-row.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { addMinutes } from "../ports/clock.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { prepareNotice, queueNotice } from "../stops/queue-notice.ts";
import { readRecovery } from "./read-recovery.ts";
import { guardRecovery, recordRecovery } from "./record-recovery.ts";
import { isOpen } from "./recovery-row.ts";

/**
 * Lets an open link work for as long from now as a new one would, once: its secret stays what it was, wherever it is. The
 * user is told until when.
 */
export const extendLink: Verb<typeof route> = async (ctx, { params: { userId, recoveryId }, body }) => {
  await madeFromRecord(async () => {
    const seen = await readUser(ctx.db, userId);
    guardRecovery(seen, body, { mails: false });
    // As with option A: one's own link is in one's own mailbox, and nobody sees it here.
    if (signedIn(ctx).userId !== userId) await guardAdministrators(ctx, [seen], body.currentPassword);
    const now = ctx.clock.now();
    const expiresAt = addMinutes(now, lifetimes.passwordChangeLinkMinutes);
    const notice = await prepareNotice(ctx, seen, {
      template: "link-extended",
      actor: "an administrator",
      expiresAt,
    });
    await transact(ctx, async (tx) => {
      guardRecovery(await readUnchanged(tx, seen), body, { mails: false });
      const link = await tx
        .selectFrom("recoveries")
        .select(["extendedAt", "askedBy", "messageId"])
        .where("id", "=", recoveryId)
        .where("userId", "=", userId)
        .where("way", "=", "link")
        .executeTakeFirst();
      if (link === undefined) throw new ProblemError("not-found");
      const isCopied = link.askedBy === "administrator" && link.messageId === null;
      if (isCopied && !ctx.installation.copiedLinks) throw new ProblemError("copied-links-off");
      const extended = await tx
        .updateTable("recoveries")
        .set({ expiresAt, extendedAt: now })
        .where("id", "=", recoveryId)
        .where("extendedAt", "is", null)
        .where(isOpen(ctx.clock.now()))
        .executeTakeFirst();
      if (extended.numUpdatedRows !== 1n)
        throw new ProblemError(link.extendedAt === null ? "recovery-not-open" : "already-extended");
      const noticeId = await queueNotice(ctx, tx, notice, recoveryId);
      await recordRecovery(tx, ctx, body.note, {
        action: "password-change-link.extended",
        subjectId: userId,
        details: { recoveryId, expiresAt, notice: noticeId === null ? "not mailed" : "mailed" },
      });
    });
  });
  ctx.outbox.nudge();
  return readRecovery(ctx, userId, recoveryId);
};
