import type { System } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import { addMilliseconds, addMinutes, type Moment } from "../ports/clock.ts";
import type { Mail, Mailer, MailOutcome } from "../ports/mailer.ts";
import { UnsealError } from "../ports/sealer.ts";
import { newId } from "../ports/random.ts";
import type { MailKind, MailKinds, Message } from "./mail-kind.ts";
import { longestPauseMinutes, readPause } from "./read-pause.ts";

/** An attempt that was not noted by then was cut off by a crash, and is repeated under the same key. */
const leaseMilliseconds = 20_000;

/** The mail service remembers an idempotency key for 24 hours; after 23 a blind repeat is too risky. */
const keyWindowMinutes = 23 * 60;

/** While the configuration is wrong, one message tries again this often. */
const probeMinutes = 5;

/** Longest wait between two attempts of one message. */
const longestWaitMilliseconds = 5 * 60_000;

/** A claimed message and the exact mail to hand over. */
type Claimed = { message: Message; mail: Mail };

/**
 * Sends the message that is due next: look again, claim, hand over, note the outcome. Returns the ids of the messages
 * that it moved (one or none); nothing is due when it is empty.
 */
export async function sendNextMail(system: System, mailer: Mailer, kinds: MailKinds): Promise<string[]> {
  const claim = await transact(system, (tx) => claimNext(system, tx, kinds));
  if (claim === null) return [];
  if ("endedId" in claim) return [claim.endedId];
  const outcome = await mailer.send(claim.mail, claim.message.id);
  await transact(system, (tx) => noteOutcome(system, tx, kinds, claim.message, outcome));
  system.log.info("mail.attempted", {
    messageId: claim.message.id,
    kind: claim.message.kind,
    outcome: outcome.kind,
    attempt: claim.message.attempts,
  });
  return [claim.message.id];
}

async function claimNext(
  system: System,
  tx: Tx,
  kinds: MailKinds,
): Promise<Claimed | { endedId: string } | null> {
  const now = system.clock.now();
  const paused = (await readPause(tx, now)) !== null;
  const message = await selectDue(tx, now, paused);
  if (message === undefined) return null;
  const kind = kindOf(kinds, message);

  const ended = await reasonToEnd(system, tx, kind, message, now);
  if (ended !== null) {
    await endMessage(tx, message, now, ended.state, ended.reason);
    await kind.onDropped(tx, message, system);
    return { endedId: message.id };
  }
  const mail = unseal(system, message);
  if (mail === null) {
    await endMessage(
      tx,
      message,
      now,
      "failed",
      "The secret key was changed, so this mail can't be read any more.",
    );
    await kind.onDropped(tx, message, system);
    return { endedId: message.id };
  }
  const attempt = {
    attempts: message.attempts + 1,
    firstAttemptAt: message.firstAttemptAt ?? now,
    // A lease that ran out belongs to an attempt whose outcome nobody noted.
    unclearSince: message.unclearSince ?? (message.state === "sending" ? now : null),
  };
  await tx
    .updateTable("messages")
    .set({ ...attempt, state: "sending", leasedUntil: addMilliseconds(now, leaseMilliseconds) })
    .where("id", "=", message.id)
    .execute();
  return { message: { ...message, ...attempt }, mail };
}

/**
 * One message in flight per user, the oldest first. What ran out before it left is due at once, even while the sender
 * pauses: it ends without an attempt. When the clock was put back, what waits for the far future is due, too.
 */
function selectDue(tx: Tx, now: Moment, paused: boolean): Promise<Message | undefined> {
  const latestLease = addMilliseconds(now, 2 * leaseMilliseconds);
  return tx
    .selectFrom("messages as m")
    .selectAll()
    .where((eb) => {
      const ranOut = eb.and([
        eb("m.state", "=", "queued"),
        eb("m.unclearSince", "is", null),
        eb.or([eb("m.giveUpAt", "<=", now), eb("m.expiresAt", "<=", now)]),
      ]);
      if (paused) return ranOut;
      return eb.or([
        ranOut,
        eb.and([
          eb("m.state", "=", "queued"),
          eb.or([
            eb("m.nextAttemptAt", "<=", now),
            eb("m.nextAttemptAt", ">", addMinutes(now, longestPauseMinutes)),
          ]),
        ]),
        eb.and([
          eb("m.state", "=", "sending"),
          eb.or([eb("m.leasedUntil", "<=", now), eb("m.leasedUntil", ">", latestLease)]),
        ]),
      ]);
    })
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("messages as other")
            .select("other.id")
            .whereRef("other.userId", "=", "m.userId")
            .whereRef("other.id", "<>", "m.id")
            .where("other.state", "=", "sending")
            .where("other.leasedUntil", ">", now)
            .where("other.leasedUntil", "<=", latestLease),
        ),
      ),
    )
    .orderBy("m.nextAttemptAt")
    .orderBy("m.id")
    .limit(1)
    .executeTakeFirst();
}

async function reasonToEnd(
  system: System,
  tx: Tx,
  kind: MailKind,
  message: Message,
  now: Moment,
): Promise<{ state: "cancelled" | "expired" | "failed" | "unknown"; reason: string } | null> {
  const mayHaveLeft = message.unclearSince !== null || message.state === "sending";
  const unknown = {
    state: "unknown" as const,
    reason: "An attempt ended without an answer; the mail may have gone out. Ask the user, or send another.",
  };
  const keyWindowOver =
    message.firstAttemptAt !== null && addMinutes(message.firstAttemptAt, keyWindowMinutes) <= now;
  const unwanted = await kind.stillWanted(tx, message, system);
  if (mayHaveLeft && (unwanted !== null || keyWindowOver || message.expiresAt <= now)) return unknown;
  if (unwanted !== null) return unwanted;
  if (message.expiresAt <= now)
    return { state: "expired", reason: "What it was about ran out before it could be sent." };
  if (message.giveUpAt <= now && !mayHaveLeft) {
    return {
      state: "failed",
      reason: `The mail service did not take it in time. ${message.reason ?? ""}`.trim(),
    };
  }
  return null;
}

function unseal(system: System, message: Message): Mail | null {
  try {
    return JSON.parse(system.sealer.open(message.sealed ?? "", message.id)) as Mail;
  } catch (error) {
    if (error instanceof UnsealError) return null;
    throw error;
  }
}

async function noteOutcome(
  system: System,
  tx: Tx,
  kinds: MailKinds,
  message: Message,
  outcome: MailOutcome,
): Promise<void> {
  const now = system.clock.now();
  const kind = kindOf(kinds, message);
  const isOurs = await tx
    .selectFrom("messages")
    .select("id")
    .where("id", "=", message.id)
    .where("state", "=", "sending")
    .where("attempts", "=", message.attempts)
    .executeTakeFirst();
  // Settled by the user's sign-in, or taken over by another server after our lease ran out.
  if (isOurs === undefined) return;
  switch (outcome.kind) {
    case "accepted":
      await endMessage(tx, message, now, "accepted", null, outcome.providerId);
      await kind.onAccepted(tx, message, system);
      return;
    case "refused":
      await endMessage(tx, message, now, "failed", outcome.reason);
      await kind.onDropped(tx, message, system);
      return;
    case "conflicting":
      await endMessage(tx, message, now, "unknown", outcome.reason);
      await kind.onDropped(tx, message, system);
      return;
    case "later": {
      const wait =
        outcome.waitSeconds === null ? growingWait(system, message.attempts) : outcome.waitSeconds * 1000;
      if (outcome.wholeSender) await pauseSender(tx, now, outcome.reason, addMilliseconds(now, wait));
      await requeue(tx, message, addMilliseconds(now, wait), outcome.reason, message.unclearSince);
      return;
    }
    case "unclear": {
      const next = addMilliseconds(now, growingWait(system, message.attempts));
      await requeue(tx, message, next, outcome.reason, message.unclearSince ?? now);
      return;
    }
    case "stopped": {
      const next = addMinutes(now, probeMinutes);
      await pauseSender(tx, now, outcome.reason, next);
      await requeue(tx, message, next, outcome.reason, message.unclearSince);
      return;
    }
  }
}

async function endMessage(
  tx: Tx,
  message: Message,
  now: Moment,
  state: "accepted" | "failed" | "cancelled" | "expired" | "unknown",
  reason: string | null,
  providerId: string | null = null,
): Promise<void> {
  await tx
    .updateTable("messages")
    .set({ state, reason, providerId, sealed: null, leasedUntil: null, endedAt: now })
    .where("id", "=", message.id)
    .execute();
}

async function requeue(
  tx: Tx,
  message: Message,
  nextAttemptAt: Moment,
  reason: string,
  unclearSince: Moment | null,
): Promise<void> {
  await tx
    .updateTable("messages")
    .set({ state: "queued", leasedUntil: null, nextAttemptAt, reason, unclearSince })
    .where("id", "=", message.id)
    .execute();
}

async function pauseSender(tx: Tx, now: Moment, reason: string, until: Moment): Promise<void> {
  await tx.deleteFrom("senderPauses").execute();
  await tx
    .insertInto("senderPauses")
    .values({ id: newId(), kind: "limit", reason, until, createdAt: now })
    .execute();
}

/** Doubles from 2 seconds up to 5 minutes, with up to a quarter of jitter, in milliseconds. */
function growingWait(system: System, attempts: number): number {
  const wait = Math.min(2000 * 2 ** Math.max(attempts - 1, 0), longestWaitMilliseconds);
  return Math.round(wait * (1 + system.random.bytes(1)[0]! / 1024));
}

function kindOf(kinds: MailKinds, message: Message): MailKind {
  const kind = kinds[message.kind];
  if (kind === undefined) throw new Error(`No room registered the mail kind ${message.kind}.`);
  return kind;
}
