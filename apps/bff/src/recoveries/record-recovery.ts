import type { RecoveryNote } from "@latchkey/contract/recoveries.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { recordAudit, type AuditEntry, type AuditSource } from "../audit/record-audit.ts";
import type { Tx } from "../db/transaction.ts";
import type { UserRow } from "../accounts/user-row.ts";

/** What an administrator may say with options A, B and C. */
export type RecoveryRequest = {
  note?: RecoveryNote | undefined;
  /** Mail is to go to an address from which it came back. */
  despiteAddressFault?: boolean | undefined;
};

/**
 * What stands in the way of an administrator's recovery beside the rule for its mail. Throws `reason-needed` when the user
 * stopped the last one and no reason is given, `address-at-fault` when a mail would go where mail is known to come back.
 */
export function guardRecovery(
  user: Pick<UserRow, "recoveryStoppedAt" | "addressFault">,
  { note, despiteAddressFault }: RecoveryRequest,
  { mails }: { mails: boolean },
): void {
  if (user.recoveryStoppedAt !== null && !note?.reason) throw new ProblemError("reason-needed");
  if (mails && user.addressFault !== null && despiteAddressFault !== true)
    throw new ProblemError("address-at-fault");
}

/** Records an administrator's recovery in the audit trail, and with it what they said of its why. */
export async function recordRecovery(
  tx: Tx,
  source: AuditSource,
  { recoveryId, note }: { recoveryId: string; note: RecoveryNote | undefined },
  entry: AuditEntry,
): Promise<void> {
  const { reason = null, ticket = null, verifiedBy = null } = note ?? {};
  const why = {
    ...(reason !== null && { reason }),
    ...(ticket !== null && { ticket }),
    ...(verifiedBy !== null && { verifiedBy }),
  };
  const details = { ...entry.details, ...why };
  const auditEventId = await recordAudit(tx, source, { ...entry, details } as AuditEntry);
  await tx
    .insertInto("recoveryNotes")
    .values({ recoveryId, auditEventId, reason, ticket, verifiedBy })
    .execute();
}
