import type { AuditDetails } from "@latchkey/contract/audit-actions.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { RecoveryNote } from "@latchkey/contract/recoveries.ts";
import type { UserRow } from "../accounts/user-row.ts";
import { recordAudit, type AuditEntry, type AuditSource } from "../audit/record-audit.ts";
import type { Tx } from "../db/transaction.ts";

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

/** The beginning of an administrator's recovery, or of its longer life. */
type Beginning =
  | "password-change-link.sent"
  | "password-change-link.copied"
  | "password-change-link.extended"
  | "generated-password.sent"
  | "temporary-password.saved";

/** Records what an administrator does to recover somebody's access in the audit trail, with its why. Returns the event's id. */
export async function recordRecovery<Action extends Beginning>(
  tx: Tx,
  source: AuditSource,
  note: RecoveryNote | undefined,
  entry: { action: Action; subjectId: string; details: AuditDetails<Action> },
): Promise<string> {
  const { reason = null, ticket = null, verifiedBy = null } = note ?? {};
  const details = {
    ...entry.details,
    ...(reason !== null && { reason }),
    ...(ticket !== null && { ticket }),
    ...(verifiedBy !== null && { verifiedBy }),
  };
  return recordAudit(tx, source, { ...entry, details } as AuditEntry);
}
