import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import { addMilliseconds, addMinutes, type Moment } from "../ports/clock.ts";
import type { Mail, OutgoingMail } from "../ports/mailer.ts";
import { newId } from "../ports/random.ts";
import { UnsealError } from "../ports/sealer.ts";
import { advanceMessage } from "./advance-message.ts";
import { kindOf, type MailKinds, type Message } from "./mail-kind.ts";
import { isInForce, longestPauseMinutes, readLastPause } from "./read-pause.ts";

/** An attempt that was not noted by then was cut off by a crash, and is repeated under the same key. */
const leaseMilliseconds = 20_000;

/** The mail service remembers an idempotency key for 24 hours; after 23 a blind repeat is too risky. */
const keyWindowMinutes = 23 * 60;

/** One request to the mail service, claimed and frozen: a single mail under its own id, or a batch under that of the batch. */
export type Parcel = {
  /** The idempotency key. */
  key: string;
  /** Which attempt with this key it is, from 1. */
  attempt: number;
  batchId: string | null;
  /** In the order in which they stand in the request. */
  mails: OutgoingMail[];
  /** It may have been taken by an earlier attempt. */
  isUnclear: boolean;
  /** The first attempt of all. */
  since: Moment;
};

/** What the worker does next. */
export type Claim =
  | { kind: "nothing" }
  /** A pause holds every mail back. */
  | { kind: "paused" }
  /** These ended without leaving. */
  | { kind: "ended"; messageIds: string[] }
  | { kind: "parcel"; parcel: Parcel }
  /** Its key may be forgotten, so it must not be repeated: whether it left can only be looked up. */
  | { kind: "search"; message: Message; mail: Mail };

/** While a pause that is over was not got past, one mail probes and everything else waits for what becomes of it. */
type Surroundings = { inFlight: number };

/**
 * Claims what leaves next, in one transaction: what an interrupted attempt left behind, then single mails, then batches
 * under way, then bulk. Looks again at each message before it is frozen, and ends those that are not wanted any more.
 */
export async function claimNext(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  { inFlight }: Surroundings,
): Promise<Claim> {
  const now = system.clock.now();
  const ranOut = await selectRanOut(tx, now);
  if (ranOut !== undefined) return endOrSearch(system, tx, kinds, ranOut, now);

  const settled = await selectSettledBatch(tx, now);
  if (settled !== undefined) {
    await endBatch(tx, settled.id);
    return { kind: "ended", messageIds: [] };
  }

  const pause = await readLastPause(tx);
  if (pause !== null && isInForce(pause, now)) return { kind: "paused" };
  const isProbing = pause !== null;
  if (isProbing && inFlight > 0) return { kind: "nothing" };

  const interrupted = await selectInterrupted(tx, now);
  if (interrupted !== undefined) return claimSingle(system, tx, kinds, interrupted, now);
  const largest = isProbing ? 1 : Number.POSITIVE_INFINITY;
  const single = await claimQueued(system, tx, kinds, now, 0, largest);
  if (single !== null) return single;
  const batch = await claimBatchAgain(system, tx, kinds, now);
  if (batch !== null) return batch;
  return (await claimQueued(system, tx, kinds, now, 1, largest)) ?? { kind: "nothing" };
}

/** Claims one message or a batch of this priority. */
async function claimQueued(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  now: Moment,
  priority: number,
  largest: number,
): Promise<Claim | null> {
  const due = await selectDue(tx, now, priority);
  const [first] = due;
  if (first === undefined) return null;
  // The attempts of an unclear one go on under its own key.
  const size = first.unclearSince === null ? Math.min(first.batchLimit, largest) : 1;
  const [firstMessage] = await readWhole(tx, [first]);
  if (size === 1) return claimSingle(system, tx, kinds, firstMessage!, now);

  const fitting = due.filter((other) => other.unclearSince === null && other.batchLimit === first.batchLimit);
  const members = await readWhole(tx, oneEachUser(fitting).slice(0, size));
  const ended: string[] = [];
  const wanted: OutgoingMail[] = [];
  for (const message of members) {
    const end = await reasonToEnd(system, tx, kinds, message, now);
    if (end.kind === "ready") wanted.push({ messageId: message.id, mail: end.mail });
    if (end.kind === "over") {
      await advanceMessage(system, tx, kinds, message, { ...end.news, at: now });
      ended.push(message.id);
    }
  }
  if (ended.length > 0) return { kind: "ended", messageIds: ended };
  if (wanted.length < 2) return claimSingle(system, tx, kinds, firstMessage!, now);
  return freezeBatch(tx, now, wanted);
}

async function freezeBatch(tx: Tx, now: Moment, mails: OutgoingMail[]): Promise<Claim> {
  const ordered = mails.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
  const batchId = newId();
  const leasedUntil = addMilliseconds(now, leaseMilliseconds);
  await tx
    .insertInto("messageBatches")
    .values({
      id: batchId,
      attempts: 1,
      nextAttemptAt: now,
      leasedUntil,
      firstAttemptAt: now,
      createdAt: now,
    })
    .execute();
  await tx
    .updateTable("messages")
    .set((eb) => ({
      state: "sending",
      batchId,
      attempts: eb("attempts", "+", 1),
      firstAttemptAt: eb.fn.coalesce("firstAttemptAt", eb.val(now)),
    }))
    .where(
      "id",
      "in",
      ordered.map(({ messageId }) => messageId),
    )
    .execute();
  return {
    kind: "parcel",
    parcel: { key: batchId, attempt: 1, batchId, mails: ordered, isUnclear: false, since: now },
  };
}

/** Batches of which no attempt is under way. */
function selectIdleBatches(tx: Tx, now: Moment) {
  return tx
    .selectFrom("messageBatches")
    .where((eb) =>
      eb.or([
        eb("leasedUntil", "is", null),
        eb("leasedUntil", "<=", now),
        eb("leasedUntil", ">", latestLease(now)),
      ]),
    );
}

/** A batch that need not be repeated: what became of each of its mails is known from elsewhere. */
function selectSettledBatch(tx: Tx, now: Moment): Promise<{ id: string } | undefined> {
  return selectIdleBatches(tx, now)
    .select("id")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("messages")
            .select("messages.id")
            .whereRef("messages.batchId", "=", "messageBatches.id")
            .where("messages.state", "in", ["queued", "sending"]),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
}

/** A batch whose outcome nobody knows leaves again, byte for byte; when its key may be forgotten, a person decides. */
async function claimBatchAgain(system: System, tx: Tx, kinds: MailKinds, now: Moment): Promise<Claim | null> {
  const batch = await selectIdleBatches(tx, now)
    .selectAll()
    .where((eb) =>
      eb.or([eb("nextAttemptAt", "<=", now), eb("nextAttemptAt", ">", addMinutes(now, longestPauseMinutes))]),
    )
    .orderBy("nextAttemptAt")
    .limit(1)
    .executeTakeFirst();
  if (batch === undefined) return null;
  const members = await tx
    .selectFrom("messages")
    .selectAll()
    .where("batchId", "=", batch.id)
    .orderBy("id")
    .execute();
  const mails = members.map((message) => ({ messageId: message.id, mail: unseal(system, message) }));
  const isReadable = (each: { mail: Mail | null }): each is OutgoingMail => each.mail !== null;
  if (addMinutes(batch.firstAttemptAt, keyWindowMinutes) <= now || !mails.every(isReadable)) {
    for (const message of members) {
      await advanceMessage(system, tx, kinds, { ...message, batchId: null }, { ...nobodyKnows, at: now });
    }
    await endBatch(tx, batch.id);
    return { kind: "ended", messageIds: members.map(({ id }) => id) };
  }
  const attempt = batch.attempts + 1;
  await tx
    .updateTable("messageBatches")
    .set({ attempts: attempt, leasedUntil: addMilliseconds(now, leaseMilliseconds) })
    .where("id", "=", batch.id)
    .execute();
  await tx
    .updateTable("messages")
    .set((eb) => ({ attempts: eb("attempts", "+", 1) }))
    .where("batchId", "=", batch.id)
    .where("state", "=", "sending")
    .execute();
  const { id, firstAttemptAt: since } = batch;
  return { kind: "parcel", parcel: { key: id, attempt, batchId: id, mails, isUnclear: true, since } };
}

/** The batch is over: its members are free of it, and the texts that it was kept for are erased. */
export async function endBatch(tx: Tx, batchId: string): Promise<void> {
  await tx
    .updateTable("messages")
    .set((eb) => ({
      batchId: null,
      sealed: eb.case().when("state", "in", ["queued", "sending"]).then(eb.ref("sealed")).else(null).end(),
    }))
    .where("batchId", "=", batchId)
    .execute();
  await tx.deleteFrom("messageBatches").where("id", "=", batchId).execute();
}

async function claimSingle(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  message: Message,
  now: Moment,
): Promise<Claim> {
  const end = await reasonToEnd(system, tx, kinds, message, now);
  if (end.kind === "unknown") return unknownOrSearch(system, tx, kinds, message, now);
  if (end.kind === "over") {
    await advanceMessage(system, tx, kinds, message, { ...end.news, at: now });
    return { kind: "ended", messageIds: [message.id] };
  }
  // A lease that ran out belongs to an attempt whose outcome nobody noted.
  const unclearSince = message.unclearSince ?? (message.state === "sending" ? now : null);
  const attempt = message.attempts + 1;
  const since = message.firstAttemptAt ?? now;
  await tx
    .updateTable("messages")
    .set({
      state: "sending",
      attempts: attempt,
      firstAttemptAt: since,
      unclearSince,
      leasedUntil: addMilliseconds(now, leaseMilliseconds),
    })
    .where("id", "=", message.id)
    .execute();
  const mails = [{ messageId: message.id, mail: end.mail }];
  const isUnclear = unclearSince !== null;
  return {
    kind: "parcel",
    parcel: { key: message.id, attempt, batchId: null, mails, isUnclear, since },
  };
}

async function endOrSearch(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  message: Message,
  now: Moment,
): Promise<Claim> {
  const end = await reasonToEnd(system, tx, kinds, message, now);
  if (end.kind === "unknown") return unknownOrSearch(system, tx, kinds, message, now);
  if (end.kind === "ready") throw new Error(`The message ${message.id} ran out and may leave all the same.`);
  await advanceMessage(system, tx, kinds, message, { ...end.news, at: now });
  return { kind: "ended", messageIds: [message.id] };
}

/** Leased while it is looked for: the lookup is repeated when a crash cuts it off. */
async function unknownOrSearch(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  message: Message,
  now: Moment,
): Promise<Claim> {
  const mail = unseal(system, message);
  if (mail === null) {
    await advanceMessage(system, tx, kinds, message, { ...nobodyKnows, at: now });
    return { kind: "ended", messageIds: [message.id] };
  }
  await tx
    .updateTable("messages")
    .set({ state: "sending", leasedUntil: addMilliseconds(now, leaseMilliseconds) })
    .where("id", "=", message.id)
    .execute();
  return { kind: "search", message: { ...message, state: "sending" }, mail };
}

/** What an outcome that stays unknown is called. */
export const nobodyKnows = {
  state: "unknown",
  reason: "An attempt ended without an answer; the mail may have gone out. Ask the user, or send another.",
} as const;

type SecondLook =
  | { kind: "ready"; mail: Mail }
  | { kind: "over"; news: { state: "cancelled" | "expired" | "failed"; reason: string } }
  | { kind: "unknown" };

async function reasonToEnd(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  message: Message,
  now: Moment,
): Promise<SecondLook> {
  const mayHaveLeft = message.unclearSince !== null || message.state === "sending";
  const isKeyForgotten =
    message.firstAttemptAt !== null && addMinutes(message.firstAttemptAt, keyWindowMinutes) <= now;
  const unwanted = await kindOf(kinds, message).stillWanted(tx, message, system);
  if (mayHaveLeft && (unwanted !== null || isKeyForgotten || message.expiresAt <= now)) {
    return { kind: "unknown" };
  }
  if (unwanted !== null) return { kind: "over", news: unwanted };
  if (message.expiresAt <= now) {
    const reason = "What it was about ran out before it could be sent.";
    return { kind: "over", news: { state: "expired", reason } };
  }
  if (message.giveUpAt <= now && !mayHaveLeft) {
    const reason = `The mail service did not take it in time. ${message.reason ?? ""}`.trim();
    return { kind: "over", news: { state: "failed", reason } };
  }
  const mail = unseal(system, message);
  if (mail !== null) return { kind: "ready", mail };
  const reason = "The secret key was changed, so this mail can't be read any more.";
  return mayHaveLeft ? { kind: "unknown" } : { kind: "over", news: { state: "failed", reason } };
}

function unseal(system: System, message: Message): Mail | null {
  try {
    return JSON.parse(system.sealer.open(message.sealed ?? "", message.id)) as Mail;
  } catch (error) {
    if (error instanceof UnsealError) return null;
    throw error;
  }
}

const latestLease = (now: Moment) => addMilliseconds(now, 2 * leaseMilliseconds);

/** What can't leave any more ends at once, even while every mail waits. */
function selectRanOut(tx: Tx, now: Moment): Promise<Message | undefined> {
  return tx
    .selectFrom("messages")
    .selectAll()
    .where("state", "=", "queued")
    .where("giveUpAt", "<=", now)
    .where("unclearSince", "is", null)
    .orderBy("giveUpAt")
    .limit(1)
    .executeTakeFirst();
}

/** A single mail whose attempt was cut off: the lease ran out, or the clock was put back since. */
function selectInterrupted(tx: Tx, now: Moment): Promise<Message | undefined> {
  return tx
    .selectFrom("messages")
    .selectAll()
    .where("state", "=", "sending")
    .where("batchId", "is", null)
    .where((eb) => eb.or([eb("leasedUntil", "<=", now), eb("leasedUntil", ">", latestLease(now))]))
    .orderBy("leasedUntil")
    .limit(1)
    .executeTakeFirst();
}

/** The most that is looked at to fill one batch: some are another's whose user has one in flight. */
const lookedAt = 200;

/** What decides over the company in which a due message leaves. */
type DueMessage = Pick<Message, "id" | "userId" | "unclearSince" | "batchLimit">;

/** Due messages of this priority, the oldest first, of users who have none in flight that is as urgent. */
async function selectDue(tx: Tx, now: Moment, priority: number): Promise<DueMessage[]> {
  const due = tx
    .selectFrom("messages as m")
    .select(["m.id", "m.userId", "m.unclearSince", "m.batchLimit"])
    .where("m.state", "=", "queued")
    .where("m.priority", "=", priority)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("messages as other")
            .select("other.id")
            .whereRef("other.userId", "=", "m.userId")
            .whereRef("other.priority", "<=", "m.priority")
            .where("other.state", "=", "sending"),
        ),
      ),
    )
    .orderBy("m.nextAttemptAt")
    .orderBy("m.id")
    .limit(lookedAt);
  const usual = await due.where("m.nextAttemptAt", "<=", now).execute();
  if (usual.length > 0) return usual;
  // The clock was put back since: what waits for the far future is due, too.
  return due.where("m.nextAttemptAt", ">", addMinutes(now, longestPauseMinutes)).execute();
}

/** The messages as they are, in the same order. */
async function readWhole(tx: Tx, due: readonly DueMessage[]): Promise<Message[]> {
  const ids = due.map(({ id }) => id);
  const rows = await tx.selectFrom("messages").selectAll().where("id", "in", ids).execute();
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

function oneEachUser(messages: readonly DueMessage[]): DueMessage[] {
  const seen = new Set<string>();
  return messages.filter(({ userId }) => !seen.has(userId) && seen.add(userId));
}
