import type { Recovery } from "@latchkey/contract/passwords.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { fullName } from "@latchkey/contract/users.ts";
import type { System } from "../ctx.ts";
import { mailStatus } from "../mail/mail-status.ts";
import { readPause } from "../mail/read-pause.ts";
import type { Moment } from "../ports/clock.ts";

/** How many recoveries the record shows. */
const shown = 20;

/** The recoveries of a user, newest first, or the one named: links, generated passwords, and temporary passwords. */
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
  const user = await db
    .selectFrom("users")
    .select(["passwordVersion", "temporaryPasswordExpiresAt"])
    .where("id", "=", userId)
    .executeTakeFirstOrThrow();

  type Draft = Omit<Recovery, "createdBy" | "mail"> & {
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
      endedAt: link.usedAt ?? link.voidedAt,
      messageId: link.messageId,
    })),
    ...generated.map((password) => ({
      id: password.id,
      kind: "generated-password" as const,
      state: generatedState(password, user, now),
      voidReason: password.voidReason,
      createdAt: password.createdAt,
      askedBy: "administrator" as const,
      createdById: password.createdBy,
      expiresAt: password.expiresAt,
      endedAt: password.droppedAt ?? password.voidedAt,
      messageId: password.messageId,
    })),
    ...temporary.map((password) => ({
      id: password.id,
      kind: "temporary-password" as const,
      state: temporaryState(password, user, now),
      voidReason: password.voidReason,
      createdAt: password.usedAt!,
      askedBy: "administrator" as const,
      createdById: password.administratorId,
      expiresAt: password.temporaryUntil!,
      endedAt: password.voidedAt,
      messageId: password.messageId,
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
  return newest.map(({ createdById, messageId, ...recovery }) => ({
    ...recovery,
    createdBy: createdById === null ? null : (names.get(createdById) ?? null),
    mail: messageId === null ? null : (messages.get(messageId) ?? null),
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
  password: Ends & { promotedAt: Moment | null; droppedAt: Moment | null },
  user: { temporaryPasswordExpiresAt: Moment | null },
  now: Moment,
): Recovery["state"] {
  if (password.droppedAt !== null) return "dropped";
  if (password.voidedAt !== null) return "void";
  if (password.promotedAt === null) return "pending";
  if (user.temporaryPasswordExpiresAt !== password.expiresAt) return "used";
  return password.expiresAt <= now ? "expired" : "open";
}

function temporaryState(
  password: { temporaryUntil: Moment | null; becameVersion: number | null; voidedAt: Moment | null },
  user: { passwordVersion: number },
  now: Moment,
): Recovery["state"] {
  if (password.voidedAt !== null) return "void";
  if (user.passwordVersion !== password.becameVersion) return "used";
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

async function readMessages(system: System, ids: string[]) {
  if (ids.length === 0) return new Map();
  const rows = await system.db.selectFrom("messages").selectAll().where("id", "in", ids).execute();
  const pause = await readPause(system.db, system.clock.now());
  return new Map(rows.map((row) => [row.id, mailStatus(row, pause)]));
}
