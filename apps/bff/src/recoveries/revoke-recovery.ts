import type { revokeRecovery as route } from "@latchkey/contract/recoveries.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { recordAudit, type AuditEntry } from "../audit/record-audit.ts";
import { madeFromRecord, readUnchanged } from "../accounts/read-unchanged.ts";
import { readUser } from "../accounts/user-row.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { prepareNotice, queueNotice } from "../stops/queue-notice.ts";
import { endRecoveries, type Ended } from "./end-recoveries.ts";
import { removeTemporaryPassword } from "./temporary-password-progress.ts";

/**
 * Withdraws an open recovery, and its mail if that never left. Once a temporary password is the user's, they are left without
 * one, and told; until then the old password stays as it is.
 */
export const revokeRecovery: Verb<typeof route> = async (ctx, { params: { userId, recoveryId } }) => {
  await madeFromRecord(async () => {
    const seen = await readUser(ctx.db, userId);
    const notice = await prepareNotice(ctx, seen, {
      template: "administrator-changed-your-access",
      actor: "an administrator",
    });
    const now = ctx.clock.now();
    await transact(ctx, async (tx) => {
      const user = await readUnchanged(tx, seen);
      const exists = await tx
        .selectFrom("recoveries")
        .select("id")
        .where("id", "=", recoveryId)
        .where("userId", "=", userId)
        .executeTakeFirst();
      if (exists === undefined) throw new ProblemError("not-found");
      const [ended] = await endRecoveries(tx, now, { userId, id: recoveryId }, "revoked");
      if (ended === undefined) throw new ProblemError("recovery-not-open");
      const endedSessions = ended.tookEffectAt === null ? 0 : await removeTemporaryPassword(tx, now, user);
      if (ended.tookEffectAt !== null) await queueNotice(ctx, tx, notice, recoveryId);
      await recordAudit(tx, ctx, revoked(userId, ended, endedSessions));
    });
  });
  ctx.outbox.nudge();
};

function revoked(subjectId: string, { id: recoveryId, way }: Ended, ended: number): AuditEntry {
  const endedSessions = String(ended);
  switch (way) {
    case "link":
      return { action: "password-change-link.revoked", subjectId, details: { recoveryId } };
    case "mailed-password":
      return { action: "generated-password.revoked", subjectId, details: { recoveryId, endedSessions } };
    case "told-password":
      return { action: "temporary-password.revoked", subjectId, details: { recoveryId, endedSessions } };
  }
}
