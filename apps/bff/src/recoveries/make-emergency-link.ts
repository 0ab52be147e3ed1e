import { madeFromRecord, readUnchanged } from "../accounts/read-unchanged.ts";
import { readUser } from "../accounts/user-row.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { prepareNotice, queueNotice } from "../stops/queue-notice.ts";
import { endRecoveries } from "./end-recoveries.ts";
import { makeLink } from "./make-link.ts";
import { insertRecovery } from "./recovery-row.ts";

/**
 * Makes a one-time link for a System Administrator who is locked out; for the operator on the server's shell. The
 * administrator is told by mail, the audit trail keeps it. Throws `not-found`.
 */
export async function makeEmergencyLink(
  system: System,
  userId: string,
): Promise<{ link: string; expiresAt: Moment }> {
  return madeFromRecord(async () => {
    const seen = await readUser(system.db, userId);
    const { url, ...link } = makeLink(system, lifetimes.emergencyLinkMinutes);
    const { id, createdAt: now, expiresAt } = link;
    const notice = await prepareNotice(system, seen, {
      template: "administrator-changed-your-access",
      actor: "an administrator",
    });
    await transact(system, async (tx) => {
      await readUnchanged(tx, seen);
      await endRecoveries(tx, now, { userId, way: "link", askedBy: "operator" }, "replaced");
      await insertRecovery(tx, {
        ...link,
        userId,
        way: "link",
        askedBy: "operator",
        createdBy: null,
        messageId: null,
      });
      await queueNotice(system, tx, notice, id);
      await recordAudit(
        tx,
        { clock: system.clock, actor: { kind: "operator", command: "emergency-link" } },
        { action: "emergency-link.made", subjectId: userId, details: { recoveryId: id, expiresAt } },
      );
    });
    return { link: url, expiresAt };
  });
}
