import { ProblemError } from "@latchkey/contract/problem.ts";
import type { copyPasswordChangeLink as route } from "@latchkey/contract/links-in-hand.ts";
import { guardAdministrators } from "../accounts/guard-administrators.ts";
import { madeFromRecord, readUnchanged } from "../accounts/read-unchanged.ts";
import { readUser } from "../accounts/user-row.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { prepareNotice, queueNotice } from "../stops/queue-notice.ts";
import { endRecoveries } from "./end-recoveries.ts";
import { makeLink } from "./make-link.ts";
import { readRecovery } from "./read-recovery.ts";
import { guardRecovery, recordRecovery } from "./record-recovery.ts";
import { insertRecovery } from "./recovery-row.ts";

/**
 * As option A, but the link goes to the administrator, in this one reply, and the user gets a notice without it. Never for
 * oneself: whoever found a session open would have the account for good.
 */
export const copyPasswordChangeLink: Verb<typeof route> = async (ctx, { params: { userId }, body }) => {
  const by = signedIn(ctx);
  if (!ctx.installation.copiedLinks) throw new ProblemError("copied-links-off");
  const { id, link } = await madeFromRecord(async () => {
    const seen = await readUser(ctx.db, userId);
    if (by.userId === userId) throw new ProblemError("own-account");
    if (seen.deactivatedAt !== null) throw new ProblemError("user-inactive");
    guardRecovery(seen, body, { mails: false });
    await guardAdministrators(ctx, [seen], body.currentPassword);

    const { url, ...made } = makeLink(ctx, lifetimes.passwordChangeLinkMinutes);
    const { id: recoveryId, createdAt: now, expiresAt } = made;
    const notice = await prepareNotice(ctx, seen, {
      template: "link-copied",
      actor: "an administrator",
      expiresAt,
    });

    await transact(ctx, async (tx) => {
      guardRecovery(await readUnchanged(tx, seen), body, { mails: false });
      await endRecoveries(tx, now, { userId, way: "link", askedBy: "administrator" }, "replaced");
      const noticeId = await queueNotice(ctx, tx, notice, recoveryId);
      const auditEventId = await recordRecovery(tx, ctx, body.note, {
        action: "password-change-link.copied",
        subjectId: userId,
        details: { recoveryId, expiresAt, notice: noticeId === null ? "not mailed" : "mailed" },
      });
      await insertRecovery(tx, {
        ...made,
        userId,
        way: "link",
        askedBy: "administrator",
        createdBy: by.userId,
        messageId: null,
        told: { auditEventId, note: body.note },
      });
    });
    return { id: recoveryId, link: url };
  });

  ctx.outbox.nudge();
  return { recovery: await readRecovery(ctx, userId, id), link };
};
