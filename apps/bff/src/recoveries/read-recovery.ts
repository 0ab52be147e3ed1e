import { fullName } from "@latchkey/contract/accounts.ts";
import type { AuditDetails } from "@latchkey/contract/audit-actions.ts";
import type { MailStatus } from "@latchkey/contract/mail.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { RecoveryNote, type OwnPasswordChange, type Recovery } from "@latchkey/contract/recoveries.ts";
import type { System } from "../ctx.ts";
import { askedOften, type Later } from "../db/asked-often.ts";
import { mailStatus, readMailHistories } from "../mail/mail-status.ts";
import { readPause } from "../mail/read-pause.ts";
import type { Moment } from "../ports/clock.ts";
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

const askForRecovery = askedOften((db, later: Later<{ userId: string; recoveryId: string }>) =>
  db
    .selectFrom("recoveries as r")
    .leftJoin("users as by", "by.id", "r.createdBy")
    .leftJoin("messages as m", "m.id", "r.messageId")
    .leftJoin("messageEvents as e", "e.messageId", "m.id")
    .selectAll("r")
    .select(["by.firstName", "by.lastName"])
    .select([
      "m.state as mailState",
      "m.reason as mailReason",
      "m.toAddress",
      "m.createdAt as mailedAt",
      "m.endedAt as mailEndedAt",
      "m.attempts",
      "m.nextAttemptAt",
    ])
    .select(["e.at as eventAt", "e.state as eventState", "e.reason as eventReason"])
    .where(
      "r.id",
      "=",
      later(({ recoveryId }) => recoveryId),
    )
    .where(
      "r.userId",
      "=",
      later(({ userId }) => userId),
    )
    .orderBy("e.at")
    .orderBy("e.id"),
);

/** One recovery, as the reply of the option that made it: all of it in one look. Throws `not-found`. */
export async function readRecovery(system: System, userId: string, recoveryId: string): Promise<Recovery> {
  const rows = await askForRecovery(system.db, { userId, recoveryId });
  const [row] = rows;
  if (row === undefined) throw new ProblemError("not-found");
  const { mailState, toAddress, mailedAt, attempts, nextAttemptAt } = row;
  const isMailed =
    row.messageId !== null &&
    mailState !== null &&
    toAddress !== null &&
    mailedAt !== null &&
    attempts !== null &&
    nextAttemptAt !== null;
  const history = rows.flatMap(({ eventAt, eventState, eventReason }) =>
    eventAt === null || eventState === null ? [] : [{ at: eventAt, state: eventState, reason: eventReason }],
  );
  const mail = isMailed
    ? mailStatus(
        {
          id: row.messageId!,
          state: mailState,
          reason: row.mailReason,
          toAddress,
          createdAt: mailedAt,
          endedAt: row.mailEndedAt,
          attempts,
          nextAttemptAt,
        },
        history,
        mailState === "queued" ? await readPause(system.db, system.clock.now()) : null,
      )
    : null;
  const name = row.lastName === null ? null : fullName({ firstName: row.firstName, lastName: row.lastName });
  return asRecovery(row, { createdBy: name, mail, now: system.clock.now() });
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
  return rows.map((row) =>
    asRecovery(row, {
      createdBy: names.get(row.createdBy ?? "") ?? null,
      mail: messages.get(row.messageId ?? "") ?? null,
      now,
    }),
  );
}

function asRecovery(
  row: RecoveryRow,
  { createdBy, mail, now }: { createdBy: string | null; mail: MailStatus | null; now: Moment },
): Recovery {
  return {
    id: row.id,
    way: row.way,
    state: stateOf(row, now),
    endReason: row.endReason,
    createdAt: row.createdAt,
    askedBy: row.askedBy,
    createdBy,
    expiresAt: row.expiresAt,
    extendedAt: row.extendedAt,
    openedAt: row.openedAt,
    tookEffectAt: row.tookEffectAt,
    signedInAt: row.signedInAt,
    usedOn: row.usedOn,
    finishedAt: row.finishedAt,
    endedAt: row.finishedAt ?? row.endedAt,
    mail,
    note: row.auditEventId === null ? null : noteOf(row),
    auditEventId: row.auditEventId,
  };
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
  const isWaiting = rows.some(({ state }) => state === "queued");
  const pause = isWaiting ? await readPause(system.db, system.clock.now()) : null;
  const histories = await readMailHistories(system.db, ids);
  return new Map(rows.map((row) => [row.id, mailStatus(row, histories.get(row.id) ?? [], pause)]));
}
