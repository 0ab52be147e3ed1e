import type { MailStatus } from "@latchkey/contract/mail.ts";
import { RecoveryNote, type Recovery } from "@latchkey/contract/recoveries.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import type { System } from "../ctx.ts";
import { mailStatus, readMailHistories } from "../mail/mail-status.ts";
import { readPause } from "../mail/read-pause.ts";
import type { Moment } from "../ports/clock.ts";

/** How many recoveries the record shows. */
const shown = 20;

/** The recoveries of a user, newest first, or the one named: links, generated and temporary passwords, own changes. */
export async function readRecoveries(system: System, userId: string, onlyId?: string): Promise<Recovery[]> {
  const { db } = system;
  const now = system.clock.now();
  const links = await db
    .selectFrom("passwordChangeLinks")
    .selectAll()
    .where("userId", "=", userId)
    .$if(onlyId !== undefined, (query) => query.where("id", "=", onlyId!))
    .orderBy("id", "desc")
    .limit(shown)
    .execute();
  const generated = await db
    .selectFrom("generatedPasswords")
    .selectAll()
    .where("userId", "=", userId)
    .$if(onlyId !== undefined, (query) => query.where("id", "=", onlyId!))
    .orderBy("id", "desc")
    .limit(shown)
    .execute();
  const temporary = await db
    .selectFrom("passwordSuggestions")
    .selectAll()
    .where("userId", "=", userId)
    .$if(onlyId !== undefined, (query) => query.where("id", "=", onlyId!))
    .where("usedAt", "is not", null)
    .orderBy("usedAt", "desc")
    .limit(shown)
    .execute();
  const ownChanges = await db
    .selectFrom("ownPasswordChanges")
    .selectAll()
    .where("userId", "=", userId)
    .$if(onlyId !== undefined, (query) => query.where("id", "=", onlyId!))
    .orderBy("id", "desc")
    .limit(shown)
    .execute();

  type Draft = Omit<Recovery, "createdBy" | "mail" | "note" | "auditEventId"> & {
    createdById: string | null;
    messageId: string | null;
  };
  const drafts: Draft[] = [
    ...links.map((link) => ({
      id: link.id,
      kind: "password-change-link" as const,
      state: linkState(link, now),
      voidReason: link.voidReason,
      createdAt: link.createdAt,
      askedBy: link.askedBy,
      createdById: link.createdBy,
      expiresAt: link.expiresAt,
      openedAt: link.openedAt,
      activatedAt: null,
      signedInAt: null,
      passwordSetAt: link.usedAt,
      endedAt: link.usedAt ?? link.voidedAt,
      messageId: link.messageId,
    })),
    ...generated.map((password) => ({
      id: password.id,
      kind: "generated-password" as const,
      state: generatedState(password, now),
      voidReason: password.voidReason,
      createdAt: password.createdAt,
      askedBy: "administrator" as const,
      createdById: password.createdBy,
      expiresAt: password.expiresAt,
      openedAt: null,
      activatedAt: password.promotedAt,
      signedInAt: password.signedInAt,
      passwordSetAt: password.replacedAt,
      endedAt: password.replacedAt ?? password.droppedAt ?? password.voidedAt,
      messageId: password.messageId,
    })),
    ...temporary.map((password) => ({
      id: password.id,
      kind: "temporary-password" as const,
      state: temporaryState(password, now),
      voidReason: password.voidReason,
      createdAt: password.usedAt!,
      askedBy: "administrator" as const,
      createdById: password.administratorId,
      expiresAt: password.temporaryUntil!,
      openedAt: null,
      activatedAt: password.usedAt,
      signedInAt: password.signedInAt,
      passwordSetAt: password.replacedAt,
      endedAt: password.replacedAt ?? password.voidedAt,
      messageId: password.messageId,
    })),
    ...ownChanges.map((change) => ({
      id: change.id,
      kind: "own-change" as const,
      state: "used" as const,
      voidReason: null,
      createdAt: change.createdAt,
      askedBy: "user" as const,
      createdById: null,
      expiresAt: change.createdAt,
      openedAt: null,
      activatedAt: null,
      signedInAt: null,
      passwordSetAt: change.createdAt,
      endedAt: change.createdAt,
      messageId: change.messageId,
    })),
  ];
  const newest = drafts.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).slice(0, shown);
  const names = await readNames(
    system,
    newest.flatMap((draft) => draft.createdById ?? []),
  );
  const messages = await readMessages(
    system,
    newest.flatMap((draft) => draft.messageId ?? []),
  );
  const notes = await readNotes(
    system,
    newest.map((draft) => draft.id),
  );
  return newest.map(({ createdById, messageId, ...recovery }) => ({
    ...recovery,
    createdBy: createdById === null ? null : (names.get(createdById) ?? null),
    mail: messageId === null ? null : (messages.get(messageId) ?? null),
    note: notes.get(recovery.id)?.note ?? null,
    auditEventId: notes.get(recovery.id)?.auditEventId ?? null,
  }));
}

/** One recovery, as the reply of the option that made it. Throws `not-found`. */
export async function readRecovery(system: System, userId: string, recoveryId: string): Promise<Recovery> {
  const [recovery] = await readRecoveries(system, userId, recoveryId);
  if (recovery === undefined) throw new ProblemError("not-found");
  return recovery;
}

type Ends = { expiresAt: Moment; voidedAt: Moment | null };

function linkState(link: Ends & { usedAt: Moment | null }, now: Moment): Recovery["state"] {
  if (link.usedAt !== null) return "used";
  if (link.voidedAt !== null) return "void";
  return link.expiresAt <= now ? "expired" : "open";
}

function generatedState(
  password: Ends & { promotedAt: Moment | null; replacedAt: Moment | null; droppedAt: Moment | null },
  now: Moment,
): Recovery["state"] {
  if (password.replacedAt !== null) return "used";
  if (password.droppedAt !== null) return "dropped";
  if (password.voidedAt !== null) return "void";
  if (password.expiresAt <= now) return "expired";
  return password.promotedAt === null ? "pending" : "open";
}

function temporaryState(
  password: { temporaryUntil: Moment | null; replacedAt: Moment | null; voidedAt: Moment | null },
  now: Moment,
): Recovery["state"] {
  if (password.replacedAt !== null) return "used";
  if (password.voidedAt !== null) return "void";
  return password.temporaryUntil! <= now ? "expired" : "open";
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

async function readNotes(system: System, ids: string[]) {
  if (ids.length === 0) return new Map<string, Pick<Recovery, "note" | "auditEventId">>();
  const rows = await system.db
    .selectFrom("recoveryNotes")
    .selectAll()
    .where("recoveryId", "in", ids)
    .execute();
  return new Map(
    rows.map(({ recoveryId, auditEventId, ...note }) => [
      recoveryId,
      { auditEventId, note: RecoveryNote.parse(note) },
    ]),
  );
}

async function readMessages(system: System, ids: string[]): Promise<Map<string, MailStatus>> {
  if (ids.length === 0) return new Map();
  const rows = await system.db.selectFrom("messages").selectAll().where("id", "in", ids).execute();
  const pause = await readPause(system.db, system.clock.now());
  const histories = await readMailHistories(system.db, ids);
  return new Map(rows.map((row) => [row.id, mailStatus(row, histories.get(row.id) ?? [], pause)]));
}
