import { recordAudit } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { newId, newToken } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { queueNotice } from "../stops/queue-notice.ts";
import { readUser } from "../accounts/user-row.ts";
import { voidLinks } from "./void-recoveries.ts";

/**
 * Makes a one-time link for a System Administrator who is locked out; for the operator on the server's shell. The
 * administrator is told by mail, the audit trail keeps it. Throws `not-found`.
 */
export async function makeEmergencyLink(
  system: System,
  userId: string,
): Promise<{ link: string; expiresAt: Moment }> {
  const token = newToken(system.random);
  const now = system.clock.now();
  const expiresAt = addMinutes(now, lifetimes.emergencyLinkMinutes);
  const linkId = newId();
  await transact(system, async (tx) => {
    const user = await readUser(tx, userId);
    await voidLinks(tx, now, { userId, askedBy: "operator" }, "replaced");
    await tx
      .insertInto("passwordChangeLinks")
      .values({
        id: linkId,
        userId,
        tokenHash: hashToken(token),
        askedBy: "operator",
        createdBy: null,
        createdAt: now,
        expiresAt,
        usedAt: null,
        voidedAt: null,
        voidReason: null,
        messageId: null,
      })
      .execute();
    await queueNotice(system, tx, "administrator-changed-your-access", user, "an administrator", linkId);
    await recordAudit(
      tx,
      {
        clock: system.clock,
        actor: { kind: "operator", command: "emergency-link" },
      },
      { action: "emergency-link.made", subjectId: userId, details: { recoveryId: linkId, expiresAt } },
    );
  });
  return { link: `${system.installation.publicUrl}/reset-password#${token}`, expiresAt };
}
