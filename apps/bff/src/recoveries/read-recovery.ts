import { fullName } from "@latchkey/contract/accounts.ts";
import type { AuditDetails } from "@latchkey/contract/audit-actions.ts";
import type { MailStatus } from "@latchkey/contract/mail.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { RecoveryNote, type OwnPasswordChange, type Recovery } from "@latchkey/contract/recoveries.ts";
import type { System } from "../ctx.ts";
import { mailStatus, readMailHistories } from "../mail/mail-status.ts";
import { readPause } from "../mail/read-pause.ts";
import { stateOf, type RecoveryRow } from "./recovery-row.ts";

/** How many recoveries and own changes the record shows together. */
const shown = 20;

/** What a user's timeline shows: the newest recoveries, and changes of their own password, each newest first. */
export async function readTimeline(
  system: System,
  userId: string,
): Promise<{ recoveries: Recovery[]; ownChanges: OwnPasswordChange[] }> {
  const rows = await system.db
    .selectFrom("recoveries")
    .selectAll()
    .where("userId", "=", userId)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(shown)
    .execute();
  const changes = await readOwnChanges(system, userId);
  const oldestShown = [...rows, ...changes]
    .map(({ createdAt }) => createdAt)
    .toSorted()
    .at(-shown);
  const isShown = ({ createdAt }: { createdAt: string }) =>
    oldestShown === undefined || createdAt >= oldestShown;
  const messages = await readMessages(system, [...rows, ...changes].filter(isShown));
  return {
    recoveries: await withNames(system, rows.filter(isShown), messages),
    ownChanges: changes
      .filter(isShown)
      .map(({ messageId, ...change }) => ({ ...change, mail: messages.get(messageId ?? "") ?? null })),
  };
}

/** One recovery, as the reply of the option that made it. Throws `not-found`. */
export async function readRecovery(system: System, userId: string, recoveryId: string): Promise<Recovery> {
  const row = await system.db
    .selectFrom("recoveries")
    .selectAll()
    .where("id", "=", recoveryId)
    .where("userId", "=", userId)
    .executeTakeFirst();
  if (row === undefined) throw new ProblemError("not-found");
  const [recovery] = await withNames(system, [row], await readMessages(system, [row]));
  return recovery!;
}

async function withNames(
  system: System,
  rows: readonly RecoveryRow[],
  messages: Map<string, MailStatus>,
): Promise<Recovery[]> {
  const now = system.clock.now();
  const names = await readNames(
    system,
    rows.flatMap(({ createdBy }) => createdBy ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    way: row.way,
    state: stateOf(row, now),
    endReason: row.endReason,
    createdAt: row.createdAt,
    askedBy: row.askedBy,
    createdBy: names.get(row.createdBy ?? "") ?? null,
    expiresAt: row.expiresAt,
    extendedAt: row.extendedAt,
    openedAt: row.openedAt,
    tookEffectAt: row.tookEffectAt,
    signedInAt: row.signedInAt,
    usedOn: row.usedOn,
    finishedAt: row.finishedAt,
    endedAt: row.finishedAt ?? row.endedAt,
    mail: messages.get(row.messageId ?? "") ?? null,
    note: row.auditEventId === null ? null : noteOf(row),
    auditEventId: row.auditEventId,
  }));
}

function noteOf({ reason, ticket, verifiedBy }: RecoveryRow): RecoveryNote {
  return RecoveryNote.parse({ reason, ticket, verifiedBy });
}

/** Changes of one's own password stand in the audit trail, newest first. */
async function readOwnChanges(system: System, userId: string) {
  const events = await system.db
    .selectFrom("auditEvents")
    .select(["id", "at", "details"])
    .where("subjectId", "=", userId)
    .where("action", "=", "password.changed")
    .where("outcome", "=", "done")
    .orderBy("at", "desc")
    .limit(shown)
    .execute();
  return events.map(({ id, at, details }) => ({
    id,
    createdAt: at,
    messageId: (JSON.parse(details) as AuditDetails<"password.changed">).messageId ?? null,
  }));
}

async function readNames(system: System, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await system.db
    .selectFrom("users")
    .select(["id", "firstName", "lastName"])
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, fullName(row)]));
}

async function readMessages(
  system: System,
  about: readonly { messageId: string | null }[],
): Promise<Map<string, MailStatus>> {
  const ids = about.flatMap(({ messageId }) => messageId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await system.db.selectFrom("messages").selectAll().where("id", "in", ids).execute();
  const pause = await readPause(system.db, system.clock.now());
  const histories = await readMailHistories(system.db, ids);
  return new Map(rows.map((row) => [row.id, mailStatus(row, histories.get(row.id) ?? [], pause)]));
}
