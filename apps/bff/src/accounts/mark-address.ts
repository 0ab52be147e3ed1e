import type { AddressFault } from "@latchkey/contract/accounts.ts";
import { recordAudit, type AuditSource } from "../audit/record-audit.ts";
import type { Tx } from "../db/transaction.ts";

/** A mail that was to an address of a user. */
type Mailed = { id: string; userId: string; toAddress: string };

/** Mail to the address is not expected to arrive any more; nothing when the user has another one by now. */
export async function markAddress(
  tx: Tx,
  source: AuditSource,
  message: Mailed,
  fault: AddressFault,
): Promise<void> {
  const marked = await tx
    .updateTable("users")
    .set({ addressFault: fault.kind, addressFaultReason: fault.reason, addressFaultAt: fault.at })
    .where("id", "=", message.userId)
    .where("email", "=", message.toAddress)
    .executeTakeFirst();
  if (marked.numUpdatedRows !== 1n) return;
  await recordAudit(tx, source, {
    action: "address.marked",
    subjectId: message.userId,
    details: { fault: fault.kind, reason: fault.reason, messageId: message.id },
  });
}

/** A mail was delivered to the address: nothing speaks against it any more. */
export async function clearAddressMark(tx: Tx, message: Mailed): Promise<void> {
  await tx
    .updateTable("users")
    .set({ addressFault: null, addressFaultReason: null, addressFaultAt: null })
    .where("id", "=", message.userId)
    .where("email", "=", message.toAddress)
    .where("addressFault", "is not", null)
    .execute();
}
