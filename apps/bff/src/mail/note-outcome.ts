import type { ExpressionBuilder } from "kysely";
import type { System } from "../ctx.ts";
import type { Database } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";
import { addMilliseconds, addMinutes, type Moment } from "../ports/clock.ts";
import type { MailOutcome } from "../ports/mailer.ts";
import { advanceMessage, recordMailEvents } from "./advance-message.ts";
import { endBatch, nobodyKnows, type Parcel } from "./claim-parcel.ts";
import type { MailKinds, Message } from "./mail-kind.ts";
import { liftPause, pauseSender } from "./read-pause.ts";

/** While the configuration is wrong, one message tries again this often. */
const probeMinutes = 5;

/** Longest wait between two attempts of one message. */
const longestWaitMilliseconds = 5 * 60_000;

/** So many failures one after the other count as an outage of the mail service: from then on one mail probes for all. */
const failuresOfAnOutage = 5;

/** Longest wait between two probes of an outage. */
const longestOutageWaitMilliseconds = 60_000;

/**
 * Notes what became of a parcel in one transaction, with everything that depends on it. `failures` counts the attempts
 * in a row, this one included, that the mail service failed.
 */
export async function noteOutcome(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  parcel: Parcel,
  outcome: MailOutcome,
  failures: number,
): Promise<void> {
  const now = system.clock.now();
  const members = await readOurs(tx, parcel);
  // Taken over by another server after our lease ran out, or settled meanwhile.
  if (members === null) return;
  if (outcome.kind === "accepted" || outcome.kind === "refused") await liftPause(tx, { byHand: false });
  switch (outcome.kind) {
    case "accepted":
      await noteAccepted(system, tx, kinds, members, outcome.providerIds, now);
      if (parcel.batchId !== null) await endBatch(tx, parcel.batchId);
      return;
    case "refused":
      // What may have left before would go out twice under new keys, or counts as failed though it arrived.
      if (parcel.isUnclear && (parcel.batchId !== null || !outcome.isVerdict))
        return leaveToPerson(system, tx, kinds, parcel, members, nobodyKnows.reason, now);
      if (parcel.batchId !== null) return splitBatch(tx, parcel.batchId, members, now);
      for (const message of members) {
        await advanceMessage(system, tx, kinds, message, {
          state: "failed",
          reason: outcome.reason,
          at: now,
        });
      }
      return;
    case "conflicting":
      return leaveToPerson(system, tx, kinds, parcel, members, outcome.reason, now);
    case "unclear": {
      const wait = growingWait(system, parcel.attempt);
      if (outcome.busy !== true) await pauseInOutage(tx, now, failures, outcome.reason);
      await waitAsItIs(tx, parcel, members, now, addMilliseconds(now, wait), outcome.reason);
      return;
    }
    case "later": {
      const wait =
        outcome.waitSeconds === null ? growingWait(system, parcel.attempt) : outcome.waitSeconds * 1000;
      const next = addMilliseconds(now, wait);
      if (outcome.pause === null) await pauseInOutage(tx, now, failures, outcome.reason);
      else await pauseSender(tx, now, { kind: outcome.pause, reason: outcome.reason, until: next });
      await waitUntaken(tx, parcel, members, now, next, outcome.reason);
      return;
    }
    case "stopped": {
      const next = addMinutes(now, probeMinutes);
      await pauseSender(tx, now, { kind: "configuration", reason: outcome.reason, until: next });
      await waitUntaken(tx, parcel, members, now, next, outcome.reason);
      return;
    }
  }
}

/** Nobody could tell by its key whether a message left: the mail service was asked for the mail itself. */
export async function noteSearch(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  messageId: string,
  providerId: string | null,
): Promise<void> {
  const message = await tx
    .selectFrom("messages")
    .selectAll()
    .where("id", "=", messageId)
    .executeTakeFirstOrThrow();
  const at = system.clock.now();
  const news =
    providerId === null
      ? { ...nobodyKnows, at }
      : { state: "accepted" as const, reason: null, at, providerId };
  await advanceMessage(system, tx, kinds, message, news);
}

/** The members as they are now, in the order of the parcel; null when the attempt is not ours any more. */
async function readOurs(tx: Tx, parcel: Parcel): Promise<Message[] | null> {
  if (parcel.batchId !== null) {
    const batch = await tx
      .selectFrom("messageBatches")
      .select("attempts")
      .where("id", "=", parcel.batchId)
      .executeTakeFirst();
    if (batch?.attempts !== parcel.attempt) return null;
    return tx
      .selectFrom("messages")
      .selectAll()
      .where("batchId", "=", parcel.batchId)
      .orderBy("id")
      .execute();
  }
  const message = await tx.selectFrom("messages").selectAll().where("id", "=", parcel.key).executeTakeFirst();
  return message?.attempts === parcel.attempt ? [message] : null;
}

/** A report may have been faster than the answer: such a message stays where it is, and only learns its name. */
async function noteAccepted(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  members: Message[],
  providerIds: string[],
  now: Moment,
): Promise<void> {
  for (const [position, message] of members.entries()) {
    const providerId = providerIds[position]!;
    const moved = await advanceMessage(system, tx, kinds, message, {
      state: "accepted",
      reason: null,
      at: now,
      providerId,
    });
    if (moved || message.providerId !== null) continue;
    await tx.updateTable("messages").set({ providerId }).where("id", "=", message.id).execute();
  }
}

/** Nobody can tell whether they left, and nothing may be tried any more. */
async function leaveToPerson(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  parcel: Parcel,
  members: Message[],
  reason: string,
  now: Moment,
): Promise<void> {
  for (const message of members) {
    await advanceMessage(system, tx, kinds, message, { state: "unknown", reason, at: now });
  }
  if (parcel.batchId !== null) await endBatch(tx, parcel.batchId);
}

/** Refused for good, though perhaps for one bad mail: the members try again in halves, under new keys. */
async function splitBatch(tx: Tx, batchId: string, members: Message[], now: Moment): Promise<void> {
  const batchLimit = Math.ceil(members.length / 2);
  await tx
    .updateTable("messages")
    .set({ state: "queued", batchLimit, nextAttemptAt: now, leasedUntil: null, reason: null })
    .where("batchId", "=", batchId)
    .where("state", "=", "sending")
    .execute();
  await endBatch(tx, batchId);
}

/** It was not taken: everything may change before the next attempt, a batch too. */
async function waitUntaken(
  tx: Tx,
  parcel: Parcel,
  members: Message[],
  now: Moment,
  nextAttemptAt: Moment,
  reason: string,
): Promise<void> {
  if (parcel.isUnclear) return waitAsItIs(tx, parcel, members, now, nextAttemptAt, reason, false);
  await tx
    .updateTable("messages")
    .set({ state: "queued", leasedUntil: null, nextAttemptAt, reason })
    .where(isOf(parcel))
    .where("state", "=", "sending")
    .execute();
  await recordMailEvents(tx, withNewReason(members, reason), { state: "queued", reason, at: now });
  if (parcel.batchId !== null) await endBatch(tx, parcel.batchId);
}

/** An attempt may have succeeded: only the same key and the same bytes may be tried again. */
async function waitAsItIs(
  tx: Tx,
  parcel: Parcel,
  members: Message[],
  now: Moment,
  nextAttemptAt: Moment,
  reason: string,
  isUnclear = true,
): Promise<void> {
  if (parcel.batchId !== null) {
    await tx
      .updateTable("messageBatches")
      .set({ nextAttemptAt, leasedUntil: null })
      .where("id", "=", parcel.batchId)
      .execute();
  }
  await tx
    .updateTable("messages")
    .set((eb) => ({
      ...(parcel.batchId === null && { state: "queued" as const, leasedUntil: null }),
      ...(isUnclear && { unclearSince: eb.fn.coalesce("unclearSince", eb.val(now)) }),
      nextAttemptAt,
      reason,
    }))
    .where(isOf(parcel))
    .where("state", "=", "sending")
    .execute();
  await recordMailEvents(tx, withNewReason(members, reason), { state: "queued", reason, at: now });
}

/** The messages of a parcel. */
function isOf({ batchId, key }: Parcel) {
  return (eb: ExpressionBuilder<Database, "messages">) =>
    batchId === null ? eb("id", "=", key) : eb("batchId", "=", batchId);
}

/** The history has a line for each new reason, not for each attempt. */
function withNewReason(members: Message[], reason: string): string[] {
  return members
    .filter((message) => message.state === "sending" && message.reason !== reason)
    .map(({ id }) => id);
}

async function pauseInOutage(tx: Tx, now: Moment, failures: number, reason: string): Promise<void> {
  if (failures < failuresOfAnOutage) return;
  const wait = Math.min(1000 * 2 ** (failures - failuresOfAnOutage), longestOutageWaitMilliseconds);
  await pauseSender(tx, now, { kind: "outage", reason, until: addMilliseconds(now, wait) });
}

/** Doubles from 2 seconds up to 5 minutes, with up to a quarter of jitter, in milliseconds. */
function growingWait(system: System, attempt: number): number {
  const wait = Math.min(2000 * 2 ** Math.max(attempt - 1, 0), longestWaitMilliseconds);
  return Math.round(wait * (1 + system.random.bytes(1)[0]! / 1024));
}
