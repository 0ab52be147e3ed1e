import { ProblemError } from "@latchkey/contract/problem.ts";
import type { SelectQueryBuilder } from "kysely";
import { askedOften, insertedOften, type Later } from "../db/asked-often.ts";
import { erasedAtOnce } from "../db/erased-at-once.ts";
import type { Database } from "../db/schema.ts";
import { transact, type Tx } from "../db/transaction.ts";
import type { Actor, SignedIn, System } from "../ctx.ts";
import { addMinutes, millisecondsBetween, type Moment } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { newId, newToken } from "../ports/random.ts";
import { isOpenBy, isOpenSession } from "./is-open-session.ts";

/** `lastSeenAt` is written at most this often. */
const seenEveryMilliseconds = 60_000;

/** Who a new session belongs to and where it was opened. */
export type NewSession = {
  userId: string;
  restricted: boolean;
  address: string | null;
  userAgent: string | null;
};

const stranger: Actor = { kind: "stranger" };

const insertSession = insertedOften("sessions");

/** Opens a session under a fresh random id and returns its token; only the token's hash is stored. */
export async function openSession(system: System, tx: Tx, session: NewSession): Promise<string> {
  const token = newToken(system.random);
  const now = system.clock.now();
  await insertSession(tx, {
    id: newId(),
    userId: session.userId,
    tokenHash: hashToken(token),
    restrictedAt: session.restricted ? now : null,
    createdAt: now,
    lastSeenAt: now,
    endedAt: null,
    address: session.address,
    userAgent: session.userAgent,
  });
  return token;
}

/** Who stands behind a session token: a stranger when it is unknown, ended, idle too long, or its user is inactive. */
export async function resolveSession(system: System, token: string | null): Promise<Actor> {
  const found = await findSession(system, token);
  if (found === null) return stranger;
  const now = system.clock.now();
  if (millisecondsBetween(found.lastSeenAt, now) > seenEveryMilliseconds)
    await noteSeen(system, found.actor.sessionId, now);
  return found.actor;
}

/** As `resolveSession`, but it counts as no request: who only listens becomes idle. */
export async function peekSession(system: System, token: string | null): Promise<Actor> {
  return (await findSession(system, token))?.actor ?? stranger;
}

/** The session of a token and its user, if there is one that stands behind a request now. */
export function selectLiveSession(
  db: System["db"],
  later: Later<{ tokenHash: string; now: Moment }>,
): SelectQueryBuilder<Database, "sessions" | "users", object> {
  return db
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.userId")
    .where(
      "sessions.tokenHash",
      "=",
      later(({ tokenHash }) => tokenHash),
    )
    .where(isOpenBy((minutes) => later(({ now }) => addMinutes(now, -minutes))))
    .where("users.deactivatedAt", "is", null);
}

const askForSession = askedOften((db, later: Later<{ tokenHash: string; now: Moment }>) =>
  selectLiveSession(db, later).select([
    "sessions.id as sessionId",
    "sessions.restrictedAt",
    "sessions.lastSeenAt",
    "users.id as userId",
    "users.firstName",
    "users.lastName",
    "users.type",
  ]),
);

async function findSession(
  system: System,
  token: string | null,
): Promise<{ actor: SignedIn; lastSeenAt: string } | null> {
  if (token === null) return null;
  const now = system.clock.now();
  const [row] = await askForSession(system.db, { tokenHash: hashToken(token), now });
  if (row === undefined) return null;
  const actor = {
    kind: "user" as const,
    userId: row.userId,
    sessionId: row.sessionId,
    name: row.firstName === null ? row.lastName : `${row.firstName} ${row.lastName}`,
    type: row.type,
    restricted: row.restrictedAt !== null,
  };
  return { actor, lastSeenAt: row.lastSeenAt };
}

/** A database that can't be written to now refuses no request for this: a later one notes it. */
async function noteSeen(system: System, sessionId: string, now: string): Promise<void> {
  const note = transact(
    system,
    (tx) => tx.updateTable("sessions").set({ lastSeenAt: now }).where("id", "=", sessionId).execute(),
    { patience: 0 },
  );
  await note.catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error;
  });
}

/** Which sessions end: those of a user, of them that which `other` names alone, or all but that. */
const ending = (operator: "=" | "<>" | null) =>
  askedOften((db, later: Later<{ now: Moment; userId: string; other: string }>) =>
    db
      .updateTable("sessions")
      .set({ endedAt: later(({ now }) => now) })
      .where(
        "userId",
        "=",
        later(({ userId }) => userId),
      )
      .where(isOpenBy((minutes) => later(({ now }) => addMinutes(now, -minutes))))
      .$if(operator !== null, (query) =>
        query.where(
          "id",
          operator!,
          later(({ other }) => other),
        ),
      )
      .returning("id"),
  );
const endings = { all: ending(null), one: ending("="), others: ending("<>") };

/** Ends sessions of a user: all, the one named, or all but one. Returns how many were open. */
export async function endSessions(
  tx: Tx,
  now: string,
  which: { userId: string; sessionId?: string; exceptId?: string },
): Promise<number> {
  const { userId, sessionId, exceptId } = which;
  const end = sessionId !== undefined ? endings.one : exceptId !== undefined ? endings.others : endings.all;
  return (await end(tx, { now, userId, other: sessionId ?? exceptId ?? "" })).length;
}

/** The open sessions of a user. */
export function selectOpenSessions(db: System["db"] | Tx, now: string, userId: string) {
  return db.selectFrom("sessions").where("userId", "=", userId).where(isOpenSession(now));
}

/** How long it is kept from where a session was opened, after it was last used, in days. */
export const knownOriginDays = 30;

/** Forgets from where sessions that have long ended were opened. Returns how many, at most a batch. */
export async function forgetOrigins(system: System, tx: Tx): Promise<number> {
  const forgotten = await tx
    .updateTable("sessions")
    .set({ address: null, userAgent: null })
    .where("id", "in", (eb) =>
      eb
        .selectFrom("sessions")
        .select("id")
        .where((known) => known.or([known("address", "is not", null), known("userAgent", "is not", null)]))
        .where("lastSeenAt", "<=", addMinutes(system.clock.now(), -knownOriginDays * 24 * 60))
        .limit(erasedAtOnce),
    )
    .executeTakeFirst();
  return Number(forgotten.numUpdatedRows);
}
