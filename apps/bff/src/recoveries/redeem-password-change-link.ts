import { ProblemError } from "@latchkey/contract/problem.ts";
import type { redeemPasswordChangeLink as route } from "@latchkey/contract/password-change-links.ts";
import { madeFromRecord, requireUnchanged } from "../accounts/read-unchanged.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { hashNewPassword } from "../passwords/check-new-password.ts";
import type { UserRow } from "../accounts/user-row.ts";
import { rememberDevice } from "../sessions/known-device.ts";
import { prepareNotice, queueNotice } from "../stops/queue-notice.ts";
import { findOpenLink, findPresentedLink } from "./find-open-link.ts";
import { isOpen } from "./recovery-row.ts";
import { replacePassword } from "./replace-password.ts";

/** Consumes a link and sets the password that its holder chose. Nobody is signed in by it. */
export const redeemPasswordChangeLink: Verb<typeof route> = async (ctx, { body: { token, newPassword } }) => {
  const { user: presented } = await findPresentedLink(ctx, token);
  const passwordHash = await hashNewPassword(ctx, presented, newPassword);

  let known: UserRow | null = presented;
  await madeFromRecord(async () => {
    const seen = known ?? (await findOpenLink(ctx, ctx.db, token)).user;
    known = null;
    const notice = await prepareNotice(ctx, seen, { template: "password-changed", actor: "you" });
    const now = ctx.clock.now();
    await transact(ctx, async (tx) => {
      const { link, user } = await findOpenLink(ctx, tx, token);
      requireUnchanged(user, seen);
      const used = await tx
        .updateTable("recoveries")
        .set({ finishedAt: now })
        .where("id", "=", link.id)
        .where(isOpen(now))
        .executeTakeFirst();
      if (used.numUpdatedRows !== 1n) throw new ProblemError("link-used");
      const endedSessions = await replacePassword(ctx, tx, user, {
        passwordHash,
        temporaryUntil: null,
        setThrough: link.id,
        ...(link.askedBy !== "user" && { endsStop: true }),
      });
      await queueNotice(ctx, tx, notice, link.id);
      await recordAudit(tx, ctx, {
        action: "password-change-link.redeemed",
        subjectId: user.id,
        details: { recoveryId: link.id, endedSessions: String(endedSessions) },
      });
    });
  });
  rememberDevice(ctx, presented.id);
  ctx.outbox.nudge();
};
