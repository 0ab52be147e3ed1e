import type { Selectable } from "kysely";
import { askedOften, insertedOften, type Later } from "../db/asked-often.ts";
import type { Database } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";
import { addMilliseconds, addMinutes, type Moment } from "../ports/clock.ts";
import type { OutgoingMail } from "../ports/mailer.ts";
import { newId } from "../ports/random.ts";
import type { Message } from "./mail-kind.ts";
import {
  heedEnd,
  heedLateEnd,
  letGo,
  open,
  setOut,
  type Attempted,
  type AttemptEnd,
} from "./message-life.ts";
import type { Post } from "./post.ts";

/** An attempt that was not noted by then was cut off by a crash, and is repeated under the same key. */
const leaseMilliseconds = 20_000;

/** The mail service remembers an idempotency key for 24 hours; after 23 a blind repeat is too risky. */
const keyWindowMinutes = 23 * 60;

/** One request to the mail service, claimed and frozen: 1 to 100 mails under one idempotency key. */
export type Parcel = Attempted & {
  /** In the order in which they stand in the request. */
  mails: (OutgoingMail & Attempted["mails"][number])[];
  /** It may have been taken by an earlier attempt. */
  isUnclear: boolean;
  /** The first attempt under this key. */
  since: Moment;
};

/** A parcel as it is kept from its first attempt until what became of it is known. */
export type KeptParcel = Selectable<Database["parcels"]>;

const insertParcel = insertedOften("parcels");

/**
 * Makes a parcel of these messages, of one priority, for an attempt that begins now. That of a single message bears the
 * message's id, so that it is known under one key whenever it leaves alone; the waits then grow with its own attempts.
 */
export async function makeParcel(
  { tx, now }: Post,
  members: readonly { message: Message; mail: OutgoingMail["mail"] }[],
): Promise<Parcel> {
  const mails = members
    .map(({ message: { id, reason }, mail }) => ({ messageId: id, reason, mail }))
    .toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
  const { id, attempts, priority } = members[0]!.message;
  const [key, attempt] = members.length === 1 ? [id, attempts + 1] : [newId(), 1];
  await insertParcel(tx, {
    id: key,
    priority,
    attempts: attempt,
    nextAttemptAt: now,
    leasedUntil: addMilliseconds(now, leaseMilliseconds),
    firstAttemptAt: now,
  });
  await setOut(
    tx,
    mails.map(({ messageId }) => messageId),
    key,
  );
  return { key, attempt, mails, isUnclear: false, since: now };
}

/** A kept parcel of which no attempt is under way. */
export type IdleParcel = KeptParcel & {
  /** 1, or 0 when what became of each of its mails is known from elsewhere, so that it need not be repeated. */
  isOpen: number;
};

/**
 * A parcel that is over, or else the most urgent one whose attempt was cut off, for its lease ran out, or that is due while no
 * user in it has a message in flight that is as urgent.
 */
export function selectIdleParcel({ tx, now }: Post): Promise<IdleParcel | undefined> {
  return tx
    .selectFrom((from) =>
      from
        .selectFrom("parcels")
        .selectAll()
        .select((parcel) => {
          const openMessages = parcel
            .selectFrom("messages")
            .select("messages.id")
            .whereRef("messages.parcelId", "=", "parcels.id")
            .where("messages.state", "in", open);
          const [yes, no] = [parcel.lit(1), parcel.lit(0)];
          return parcel.case().when(parcel.exists(openMessages)).then(yes).else(no).end().as("isOpen");
        })
        .as("parcel"),
    )
    .selectAll()
    .where(({ or, eb }) => or([eb("leasedUntil", "is", null), eb("leasedUntil", "<=", now)]))
    .where(({ or, eb }) =>
      or([
        eb("isOpen", "=", 0),
        eb("leasedUntil", "is not", null),
        eb.and([
          eb("nextAttemptAt", "<=", now),
          eb.not(
            eb.exists(
              eb
                .selectFrom("messages as m")
                .innerJoin("messages as other", "other.userId", "m.userId")
                .select("m.id")
                .whereRef("m.parcelId", "=", "parcel.id")
                .whereRef("other.id", "<>", "m.id")
                .whereRef("other.priority", "<=", "m.priority")
                .where("other.state", "=", "sending"),
            ),
          ),
        ]),
      ]),
    )
    .orderBy("isOpen")
    .orderBy("priority")
    .orderBy("nextAttemptAt")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
}

/** Whether the mail service may have forgotten the parcel's key. */
export function isKeyForgotten(parcel: KeptParcel, now: Moment): boolean {
  return addMinutes(parcel.firstAttemptAt, keyWindowMinutes) <= now;
}

/** Claims the parcel once more, as it is: for an attempt that counts, or while it is looked for at the mail service. */
export async function claimAgain(
  { tx, now }: Post,
  parcel: KeptParcel,
  mails: Parcel["mails"],
  why: "attempt" | "search",
): Promise<Parcel> {
  const attempt = why === "attempt" ? parcel.attempts + 1 : parcel.attempts;
  await tx
    .updateTable("parcels")
    .set({
      attempts: attempt,
      leasedUntil: addMilliseconds(now, leaseMilliseconds),
    })
    .where("id", "=", parcel.id)
    .execute();
  if (why === "attempt") {
    await setOut(
      tx,
      mails.map(({ messageId }) => messageId),
      parcel.id,
    );
  }
  return { key: parcel.id, attempt, mails, isUnclear: true, since: parcel.firstAttemptAt };
}

const endParcel = askedOften((db, later: Later<Attempted>) =>
  db
    .deleteFrom("parcels")
    .where(
      "id",
      "=",
      later(({ key }) => key),
    )
    .where(
      "attempts",
      "=",
      later(({ attempt }) => attempt),
    )
    .returning("id"),
);

/**
 * Ends an attempt, with what it means for each message in it. False when another server has taken the parcel over, or it
 * was settled, before the answer came: then nothing changes.
 */
export async function endAttempt(post: Post, parcel: Attempted, end: AttemptEnd): Promise<boolean> {
  const { tx } = post;
  if (end.kind === "again") {
    const kept = await tx
      .updateTable("parcels")
      .set({ leasedUntil: null, nextAttemptAt: end.nextAttemptAt })
      .where("id", "=", parcel.key)
      .where("attempts", "=", parcel.attempt)
      .executeTakeFirst();
    if (kept.numUpdatedRows === 0n) return false;
  } else {
    const ended = await endParcel(tx, parcel);
    if (ended.length === 0) return heedLateEnd(post, parcel, end);
  }
  await heedEnd(post, parcel, end);
  return true;
}

/** A parcel that need not be repeated goes. */
export async function dissolveParcel(tx: Tx, parcelId: string): Promise<void> {
  await letGo(tx, parcelId);
  await tx.deleteFrom("parcels").where("id", "=", parcelId).execute();
}

/** Every parcel goes, once what was open in it has ended. */
export async function dissolveParcels(tx: Tx): Promise<void> {
  await letGo(tx, "all");
  await tx.deleteFrom("parcels").execute();
}

/** What waits to be repeated is due now. */
export async function bringParcelsForward(tx: Tx, now: Moment): Promise<void> {
  await tx.updateTable("parcels").set({ nextAttemptAt: now }).where("nextAttemptAt", ">", now).execute();
}
