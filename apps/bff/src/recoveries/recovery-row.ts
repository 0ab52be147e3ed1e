import type { Recovery, RecoveryNote } from "@latchkey/contract/recoveries.ts";
import type { ExpressionBuilder, Selectable } from "kysely";
import { insertedOften } from "../db/asked-often.ts";
import type { Database } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";
import { dropOvertakenSuggestions } from "../passwords/suggestion.ts";
import type { Moment } from "../ports/clock.ts";

/** A recovery as the database holds it. */
export type RecoveryRow = Selectable<Database["recoveries"]>;

/** A recovery about to begin: what every way needs, and what only some do. */
type NewRecovery = Pick<
  RecoveryRow,
  "id" | "userId" | "way" | "askedBy" | "createdBy" | "createdAt" | "expiresAt" | "messageId"
> &
  Partial<
    Pick<RecoveryRow, "tokenHash" | "passwordHash" | "replacesVersion" | "becameVersion" | "tookEffectAt">
  > & {
    /** An administrator's: its beginning in the audit trail, and what they said of its why. */
    told?: { auditEventId: string; note: RecoveryNote | undefined };
  };

const insertRow = insertedOften("recoveries");

/**
 * Writes the row of a recovery that begins. It overtakes what administrators have proposed and not saved, as the password did
 * through which it took effect at once; but for one that anybody can ask for in the user's name: strangers must not be able to
 * end what an administrator is about to save.
 */
export async function insertRecovery(tx: Tx, { told, ...recovery }: NewRecovery): Promise<void> {
  await insertRow(tx, {
    ...recovery,
    auditEventId: told?.auditEventId ?? null,
    reason: told?.note?.reason ?? null,
    ticket: told?.note?.ticket ?? null,
    verifiedBy: told?.note?.verifiedBy ?? null,
  });
  const isOvertaking = recovery.askedBy !== "user" && (recovery.tookEffectAt ?? null) === null;
  if (isOvertaking) await dropOvertakenSuggestions(tx, recovery.userId);
}

/** Which recoveries can still be used, or are about to be: neither finished nor ended nor expired. Said here, once. */
export const isOpen = (now: Moment) => (eb: ExpressionBuilder<Database, "recoveries">) =>
  eb.and([
    eb("recoveries.finishedAt", "is", null),
    eb("recoveries.endedAt", "is", null),
    eb("recoveries.expiresAt", ">", now),
  ]);

/** How it stands with a recovery. */
export function stateOf(
  row: Pick<RecoveryRow, "way" | "finishedAt" | "endedAt" | "expiresAt" | "tookEffectAt">,
  now: Moment,
): Recovery["state"] {
  if (row.finishedAt !== null) return "finished";
  if (row.endedAt !== null) return "ended";
  if (row.expiresAt <= now) return "expired";
  return row.way === "mailed-password" && row.tookEffectAt === null ? "pending" : "open";
}
