import type { AddressFault } from "@latchkey/contract/accounts.ts";
import type { MailState } from "@latchkey/contract/mail.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { sql, type ExpressionBuilder, type Insertable, type RawBuilder } from "kysely";
import { askedOftenOfEach, insertedOften } from "../db/asked-often.ts";
import type { Database } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { deletedAddress, kindOf, type Message } from "./mail-kind.ts";
import type { Post } from "./post.ts";

// The one file that writes to messages and their history, by a rule of the house: it changes a state with its line, and
// erases sealed bytes.

/**
 * States only move forward in rank. What was cancelled or expired never left and stays so; of an unknown one everything
 * can still be learned.
 */
const rank: Record<MailState, number> = {
  unknown: 0,
  queued: 0,
  sending: 1,
  accepted: 2,
  delayed: 3,
  delivered: 4,
  bounced: 5,
  failed: 5,
  suppressed: 5,
  complained: 6,
  cancelled: 9,
  expired: 9,
};

/** States in which a message is with us. */
export const open = ["queued", "sending"] as const satisfies MailState[];

/** States in which the mail service has the message, or had it. */
const arrived: readonly MailState[] = ["accepted", "delayed", "delivered", "complained"];

/** What is learned of a message. */
export type News = {
  state: Exclude<MailState, "queued" | "sending" | "unknown">;
  reason: string | null;
  at: Moment;
  providerId?: string | null;
  /** What it says of the address, beside the message. */
  addressFault?: AddressFault["kind"];
};

/** An attempt: the parcel's key, its number, and of each mail for which reason it had waited. */
export type Attempted = {
  key: string;
  attempt: number;
  mails: readonly { messageId: string; reason: string | null }[];
};

/**
 * How an attempt ends for the messages in it. What was not taken is `free` to leave in any company, of at most `parcelLimit`
 * if that is said; what may have been taken leaves `again` as it is, under the same key.
 */
export type AttemptEnd =
  | { kind: "accepted"; providerIds: readonly string[] }
  | { kind: "failed"; reason: string }
  | { kind: "unknown"; reason: string }
  | { kind: "free"; reason: string | null; nextAttemptAt: Moment; parcelLimit?: number }
  | { kind: "again"; reason: string; nextAttemptAt: Moment };

/** What an outcome that stays unknown is called. */
export const nobodyKnows = {
  kind: "unknown",
  reason: "An attempt ended without an answer; the mail may have gone out. Ask the user, or send another.",
} as const;

type Row = ExpressionBuilder<Database, "messages">;

/**
 * A text is erased at the end of its message's life, unless others need it: a parcel of several is repeated byte for byte. One
 * that is alone in its parcel bears the parcel's id.
 */
const erasedIfAlone = {
  sealed: (row: Row) =>
    row
      .case()
      .when(row.or([row("parcelId", "is", null), row("parcelId", "=", row.ref("id"))]))
      .then(null)
      .else(row.ref("sealed"))
      .end(),
};

const insertMessage = insertedOften("messages");

/** Puts a message into the outbox, queued. */
export async function beginLife(tx: Tx, message: Message): Promise<void> {
  await insertMessage(tx, message);
  await writeLines(tx, [message.id], { state: "queued", reason: null, at: message.createdAt });
}

const startOut = askedOftenOfEach<{ messageId: string; parcelId: string }, unknown>((db, ofEach) =>
  db
    .updateTable("messages")
    .set((row) => ({
      state: "sending",
      parcelId: ofEach((later) => later(({ parcelId }) => parcelId))[0]!,
      attempts: row("attempts", "+", 1),
    }))
    .where(
      "id",
      "in",
      ofEach((later) => later(({ messageId }) => messageId)),
    )
    .where("state", "in", open),
);

/** These messages are under way in this parcel, for the first time or once more. */
export async function setOut(tx: Tx, messageIds: readonly string[], parcelId: string): Promise<void> {
  await startOut(
    tx,
    messageIds.map((messageId) => ({ messageId, parcelId })),
  );
}

/** What the end of an attempt means for each message in it of which nothing else has become meanwhile. */
export async function heedEnd(post: Post, parcel: Attempted, end: AttemptEnd): Promise<void> {
  if (end.kind === "again" || end.kind === "free") return keepWaiting(post, parcel, end);
  const moved = await endTogether(post, "in time", parcel, end);
  if (moved === parcel.mails.length) return;
  await letGo(
    post.tx,
    parcel.key,
    end.kind === "accepted" ? providerIdOf(parcel.mails, end.providerIds) : undefined,
  );
}

/**
 * The answer of an attempt that was given up before it came. It still tells what became of a message that was alone in its
 * parcel and was not tried again since; false when there is none, and when it tells nothing.
 */
export async function heedLateEnd(post: Post, parcel: Attempted, end: AttemptEnd): Promise<boolean> {
  if (end.kind !== "accepted" && end.kind !== "failed") return false;
  return (await endTogether(post, "late", parcel, end)) > 0;
}

/** A mail of an attempt that ended, and how it did. */
type EndedMail = Pick<Attempted, "key" | "attempt"> &
  Pick<Message, "state" | "reason" | "endedAt" | "providerId"> & { messageId: string };

const ending = (when: "in time" | "late", isAccepted: boolean) =>
  askedOftenOfEach<EndedMail, Message>((db, ofEach) => {
    const common = <Value>(make: (mail: EndedMail) => Value) => ofEach((later) => later(make))[0]!;
    const providerIds = ofEach(
      (later) => sql`when ${later(({ messageId }) => messageId)} then ${later((mail) => mail.providerId)}`,
    );
    const isOf = (row: Row) =>
      when === "in time"
        ? row.and([
            row(
              "parcelId",
              "=",
              common(({ key }) => key),
            ),
            row("state", "in", open),
          ])
        : row.and([
            row(
              "id",
              "=",
              common(({ key }) => key),
            ),
            row(
              "attempts",
              "=",
              common(({ attempt }) => attempt),
            ),
            row("state", "=", "unknown"),
          ]);
    return db
      .updateTable("messages")
      .set({
        state: common(({ state }) => state),
        reason: common(({ reason }) => reason),
        parcelId: null,
        sealed: null,
        endedAt: common(({ endedAt }) => endedAt),
        ...(isAccepted && { providerId: sql<string>`case "id" ${sql.join(providerIds, sql` `)} end` }),
      })
      .where(isOf)
      .returningAll();
  });

const endings = {
  "in time": { accepted: ending("in time", true), otherwise: ending("in time", false) },
  late: { accepted: ending("late", true), otherwise: ending("late", false) },
};

/** Ends these messages with everything that depends on each. Returns how many there were. */
async function endTogether(
  { system, tx, kinds, now }: Post,
  when: keyof typeof endings,
  { key, attempt, mails }: Attempted,
  end: Extract<AttemptEnd, { kind: "accepted" | "failed" | "unknown" }>,
): Promise<number> {
  const reason = end.kind === "accepted" ? null : end.reason;
  const moved = await endings[when][end.kind === "accepted" ? "accepted" : "otherwise"](
    tx,
    mails.map(({ messageId }, place) => ({
      key,
      attempt,
      messageId,
      state: end.kind,
      reason,
      endedAt: now,
      providerId: end.kind === "accepted" ? end.providerIds[place]! : null,
    })),
  );
  const messages = moved.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await writeLines(
    tx,
    messages.map(({ id }) => id),
    { state: end.kind, reason, at: now },
  );
  for (const message of messages) {
    if (end.kind === "accepted") await kindOf(kinds, message).onAccepted(tx, message, system);
    if (end.kind === "failed") await kindOf(kinds, message).onDropped(tx, message, system);
  }
  return messages.length;
}

/** The mail service gave one id for each mail, in the order of the parcel. */
function providerIdOf(mails: Attempted["mails"], providerIds: readonly string[]): RawBuilder<string> {
  const cases = mails.map(({ messageId }, index) => sql`when ${messageId} then ${providerIds[index]}`);
  return sql<string>`case "id" ${sql.join(cases, sql` `)} end`;
}

/**
 * Messages of a parcel that is over, of which something else has become, are free of it; the texts that it was kept for are
 * erased. A report may have been faster than the answer: such a message only learns its name.
 */
export async function letGo(
  tx: Tx,
  parcelId: string | "all",
  providerId?: RawBuilder<string>,
): Promise<void> {
  await tx
    .updateTable("messages")
    .set((row) => ({
      parcelId: null,
      sealed: null,
      ...(providerId !== undefined && { providerId: row.fn.coalesce("providerId", providerId) }),
    }))
    .where((row) => (parcelId === "all" ? row("parcelId", "is not", null) : row("parcelId", "=", parcelId)))
    .where("state", "not in", open)
    .execute();
}

/** Waits for the next attempt: free to leave in any company, or in the same parcel only. */
async function keepWaiting(
  { tx, now }: Post,
  parcel: Attempted,
  end: Extract<AttemptEnd, { kind: "again" | "free" }>,
): Promise<void> {
  const { reason, nextAttemptAt } = end;
  const waiting = await tx
    .updateTable("messages")
    .set({
      state: "queued",
      reason,
      nextAttemptAt,
      ...(end.kind === "free" && { parcelId: null }),
      ...(end.kind === "free" && end.parcelLimit !== undefined && { parcelLimit: end.parcelLimit }),
    })
    .where("parcelId", "=", parcel.key)
    .where("state", "in", open)
    .returning("id")
    .execute();
  if (end.kind === "free" && waiting.length < parcel.mails.length) await letGo(tx, parcel.key);
  if (reason === null) return;
  // The history has a line for each new reason, not for each attempt.
  const known = new Set(parcel.mails.filter((mail) => mail.reason === reason).map((mail) => mail.messageId));
  const told = waiting.flatMap(({ id }) => (known.has(id) ? [] : [id]));
  await writeLines(tx, told, { state: "queued", reason, at: now });
}

/**
 * Moves a message, read in the same transaction, forward to what is learned of it, with everything that depends on it;
 * nothing when it is there or beyond already.
 */
export async function advanceMessage(
  { system, tx, kinds }: Post,
  message: Message,
  news: News,
): Promise<void> {
  if (rank[news.state] <= rank[message.state]) return;
  await tx
    .updateTable("messages")
    .set({
      state: news.state,
      reason: news.reason,
      providerId: news.providerId ?? message.providerId,
      endedAt: news.at,
      ...erasedIfAlone,
    })
    .where("id", "=", message.id)
    .execute();
  await writeLines(tx, [message.id], news);

  const wasOpen = rank[message.state] < rank.accepted;
  const kind = kindOf(kinds, message);
  if (wasOpen && arrived.includes(news.state)) await kind.onAccepted(tx, message, system);
  if (wasOpen && !arrived.includes(news.state)) await kind.onDropped(tx, message, system);
  if (news.addressFault !== undefined) {
    await kinds.onAddressFault(tx, message, system, {
      kind: news.addressFault,
      reason: news.reason ?? "",
      at: news.at,
    });
  }
  if (news.state === "delivered") await kinds.onAddressWorks(tx, message);
}

/**
 * A person decides what became of a message whose outcome nobody knew. Throws `not-found`, and `message-settled` when its
 * outcome is known.
 */
export async function settleUnknown(
  post: Post,
  messageId: string,
  outcome: "accepted" | "failed",
): Promise<Message> {
  const message = await post.tx
    .selectFrom("messages")
    .selectAll()
    .where("id", "=", messageId)
    .executeTakeFirst();
  if (message === undefined) throw new ProblemError("not-found");
  if (message.state !== "unknown") throw new ProblemError("message-settled");
  const reason =
    outcome === "accepted"
      ? "An administrator found out that it arrived."
      : "An administrator found out that it did not arrive.";
  await advanceMessage(post, message, { state: outcome, reason, at: post.now });
  return message;
}

/** The user has used what the mail carried, so it arrived, whatever the mail service said of it. */
export async function settleAsAccepted(tx: Tx, now: Moment, messageId: string): Promise<void> {
  const settled = await tx
    .updateTable("messages")
    .set({ state: "accepted", reason: null, endedAt: now, ...erasedIfAlone })
    .where("id", "=", messageId)
    .where("state", "in", [...open, "unknown"])
    .returning("id")
    .execute();
  await writeLines(tx, idsOf(settled), { state: "accepted", reason: null, at: now });
}

/** Cancels those of the messages that wait and never left; the others may be on their way already. */
export async function cancelUnsentMail(
  tx: Tx,
  now: Moment,
  messageIds: readonly string[],
  reason: string,
): Promise<void> {
  if (messageIds.length === 0) return;
  const cancelled = await tx
    .updateTable("messages")
    .set({ state: "cancelled", reason, sealed: null, endedAt: now })
    .where("id", "in", messageIds)
    .where("state", "=", "queued")
    .where("parcelId", "is", null)
    .returning("id")
    .execute();
  await writeLines(tx, idsOf(cancelled), { state: "cancelled", reason, at: now });
}

/** Cancels everything that is with us, of one user or of all, under way or not: what its rooms need is theirs to end. */
export async function cancelOpenMail(
  tx: Tx,
  now: Moment,
  which: { userId?: string },
  reason: string,
): Promise<void> {
  const cancelled = await tx
    .updateTable("messages")
    .set({ state: "cancelled", reason, endedAt: now, ...erasedIfAlone })
    .where("state", "in", open)
    .$if(which.userId !== undefined, (query) => query.where("userId", "=", which.userId!))
    .returning("id")
    .execute();
  await writeLines(tx, idsOf(cancelled), { state: "cancelled", reason, at: now });
}

/** Erases what was shown of messages: of those to a user with their address and every reason, which may name it; or of those about something. */
export async function eraseWords(
  tx: Tx,
  which: { userId: string } | { kind: string; aboutIds: readonly string[] },
): Promise<void> {
  const words = { subject: null, openParts: null };
  if ("kind" in which) {
    if (which.aboutIds.length === 0) return;
    await tx
      .updateTable("messages")
      .set(words)
      .where("kind", "=", which.kind)
      .where("aboutId", "in", which.aboutIds)
      .execute();
    return;
  }
  const ofUser = tx.selectFrom("messages").select("id").where("userId", "=", which.userId);
  await tx.updateTable("messageEvents").set({ reason: null }).where("messageId", "in", ofUser).execute();
  await tx
    .updateTable("messages")
    .set({ ...words, toAddress: deletedAddress, reason: null })
    .where("userId", "=", which.userId)
    .execute();
}

/** What waits is due now. */
export async function bringForward(tx: Tx, now: Moment): Promise<void> {
  await tx
    .updateTable("messages")
    .set({ nextAttemptAt: now })
    .where("state", "=", "queued")
    .where("nextAttemptAt", ">", now)
    .execute();
}

/** No statement has more parameters than every database takes. */
const mostLinesAtOnce = 1000;

const insertLines = askedOftenOfEach<Insertable<Database["messageEvents"]>, unknown>((db, ofEach) =>
  db.insertInto("messageEvents").values(
    ofEach((later) => ({
      id: later(({ id }) => id),
      messageId: later(({ messageId }) => messageId),
      at: later(({ at }) => at),
      state: later(({ state }) => state),
      reason: later(({ reason }) => reason),
    })),
  ),
);

/** Writes a line into the history of each of these messages. */
async function writeLines(
  tx: Tx,
  messageIds: readonly string[],
  { state, reason, at }: { state: MailState; reason: string | null; at: Moment },
): Promise<void> {
  for (let from = 0; from < messageIds.length; from += mostLinesAtOnce) {
    const lines = messageIds
      .slice(from, from + mostLinesAtOnce)
      .map((messageId) => ({ id: newId(), messageId, at, state, reason }));
    await insertLines(tx, lines);
  }
}

function idsOf(rows: { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
