import type { Mail } from "../ports/mailer.ts";
import { UnsealError } from "../ports/sealer.ts";
import type { System } from "../ctx.ts";
import { askedOften, type Later } from "../db/asked-often.ts";
import type { Dialect, Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import { kindOf, type Message } from "./mail-kind.ts";
import { advanceMessage, nobodyKnows, type News } from "./message-life.ts";
import {
  claimAgain,
  dissolveParcel,
  endAttempt,
  isKeyForgotten,
  makeParcel,
  selectIdleParcel,
  type KeptParcel,
  type Parcel,
} from "./parcel.ts";
import type { Post } from "./post.ts";
import { isInForce, readLastPause } from "./read-pause.ts";

/** What the worker does next. */
export type Claim =
  | { kind: "nothing" }
  /** A pause holds every mail back. */
  | { kind: "paused" }
  /** These ended without leaving. */
  | { kind: "ended"; messageIds: string[] }
  | { kind: "parcel"; parcel: ClaimedParcel }
  /** It must not be repeated: whether its only mail left can only be looked up. */
  | { kind: "search"; parcel: Parcel };

/** A parcel, and whether it leaves alone to try whether a pause that is over is over indeed. */
export type ClaimedParcel = Parcel & { isProbe: boolean };

/** While a pause that is over was not got past, one parcel probes and everything else waits for what becomes of it. */
type Surroundings = { inFlight: number; findings: Findings };

/** Single mails first, then bulk. */
const priorities = [0, 1] as const;

/** What a look found that a claim has to see to. */
export type Findings = {
  /** Messages that can't leave any more. */
  hasRunOut: boolean;
  /** Parcels of which no attempt is under way. */
  isIdle: boolean;
  /** A pause, in force or over. */
  isPaused: boolean;
  /** Of which priorities something is due. */
  due: readonly number[];
};

/** What whoever waits for a mail has put into the outbox may be claimed without a look: while nothing else is to be seen to. */
export const newMail: Findings = { hasRunOut: false, isIdle: false, isPaused: false, due: [0] };

const look = askedOften((db, later: Later<Moment>) => {
  const now = later((moment) => moment);
  const queued = db.selectFrom("messages").select("id").where("state", "=", "queued").limit(1);
  const isDue = (priority: number) =>
    queued.where("priority", "=", priority).where("nextAttemptAt", "<=", now);
  const ranOut = queued.where("giveUpAt", "<=", now).where("parcelId", "is", null);
  const idle = db
    .selectFrom("parcels")
    .select("id")
    .where(({ eb }) => eb.or([eb("leasedUntil", "is", null), eb("leasedUntil", "<=", now)]))
    .limit(1);
  const pause = db.selectFrom("senderPauses").select("id").limit(1);
  return db.selectNoFrom([
    idle.as("idle"),
    ranOut.as("ranOut"),
    pause.as("pause"),
    isDue(0).as("single"),
    isDue(1).as("bulk"),
  ]);
});

/**
 * Looks at the ends of indexes whether there may be anything to claim; null when there is nothing for certain. What comes
 * after the look is found by the next one.
 */
export async function lookForWork(db: System["db"], now: Moment): Promise<Findings | null> {
  const found = (await look(db, now))[0]!;
  const findings = {
    hasRunOut: found.ranOut !== null,
    isIdle: found.idle !== null,
    isPaused: found.pause !== null,
    due: priorities.filter((priority) => (priority === 0 ? found.single : found.bulk) !== null),
  };
  const isNothing = !findings.hasRunOut && !findings.isIdle && !findings.isPaused;
  return isNothing && findings.due.length === 0 ? null : findings;
}

/**
 * Claims what leaves next: of each priority first what may have left before, then what waits. Looks again at each message
 * before it is frozen, and ends those that are not wanted any more.
 */
export async function claimNext(post: Post, { inFlight, findings }: Surroundings): Promise<Claim> {
  const { tx, now } = post;
  const ranOut = findings.hasRunOut ? await selectRanOut(post) : undefined;
  if (ranOut !== undefined) return endRanOut(post, ranOut);

  const idle = findings.isIdle ? await selectIdleParcel(post) : undefined;
  if (idle?.isOpen === 0) {
    await dissolveParcel(tx, idle.id);
    return { kind: "ended", messageIds: [] };
  }

  const pause = findings.isPaused ? await readLastPause(tx) : null;
  if (pause !== null && isInForce(pause, now)) return { kind: "paused" };
  const isProbing = pause !== null;
  if (isProbing && inFlight > 0) return { kind: "nothing" };

  for (const priority of priorities) {
    const claim =
      idle?.priority === priority
        ? await repeatOrSearch(post, idle)
        : findings.due.includes(priority)
          ? await claimQueued(post, priority, isProbing)
          : null;
    if (claim?.kind === "parcel") return { kind: "parcel", parcel: { ...claim.parcel, isProbe: isProbing } };
    if (claim !== null) return claim;
  }
  return { kind: "nothing" };
}

/** A claim before it is said whether it probes. */
type Unsaid = Exclude<Claim, { kind: "parcel" }> | { kind: "parcel"; parcel: Parcel };

/** Claims a parcel of what waits in this priority; of a single mail when it probes. */
async function claimQueued(post: Post, priority: number, isProbing: boolean): Promise<Unsaid | null> {
  const wanted: { message: Message; mail: Mail }[] = [];
  const ended: string[] = [];
  for (const message of await chooseDue(post, priority, isProbing)) {
    const look = await lookAgain(post, message);
    if (look.kind === "ready") {
      wanted.push({ message, mail: look.mail });
      continue;
    }
    await advanceMessage(post, message, look.news);
    ended.push(message.id);
  }
  if (ended.length > 0) return { kind: "ended", messageIds: ended };
  if (wanted.length === 0) return null;
  return { kind: "parcel", parcel: await makeParcel(post, wanted) };
}

type Due = { priority: number; now: Moment };

const firstDue = (dialect: Dialect) =>
  askedOften((db, later: Later<Due>) =>
    selectDue(
      db,
      dialect,
      { priority: later(({ priority }) => priority), now: later(({ now }) => now) },
      false,
    )
      .selectAll("m")
      .limit(2),
  );

/** By the database: how it holds what is about to change is part of the question. */
const firstDueOf = new WeakMap<Dialect, ReturnType<typeof firstDue>>();

/** The first two that are due. */
async function readFirstDue(tx: Tx, dialect: Dialect, due: Due, isProbing: boolean): Promise<Message[]> {
  if (isProbing) return selectDue(tx, dialect, due, isProbing).selectAll("m").limit(2).execute();
  const ask = firstDueOf.get(dialect) ?? firstDue(dialect);
  firstDueOf.set(dialect, ask);
  return ask(tx, due);
}

/** Which of those that are due leave together. Mostly there is one, which is read at once. */
async function chooseDue(post: Post, priority: number, isProbing: boolean): Promise<Message[]> {
  const {
    tx,
    system: { dialect },
    now,
  } = post;
  const first = await readFirstDue(tx, dialect, { priority, now }, isProbing);
  if (first.length < 2) return first;
  const all = await selectDue(tx, dialect, { priority, now }, isProbing)
    .select(["m.id", "m.userId", "m.parcelLimit"])
    .limit(lookedAt)
    .execute();
  const fitting = all.filter(({ parcelLimit }) => parcelLimit === first[0]!.parcelLimit);
  return readWhole(post, oneEachUser(fitting).slice(0, isProbing ? 1 : first[0]!.parcelLimit));
}

/**
 * A parcel that may have left leaves again, byte for byte: its key keeps it from arriving twice. When the key may be
 * forgotten, or its only mail is not wanted any more, a single mail is looked for, and a person decides on several.
 */
async function repeatOrSearch(post: Post, parcel: KeptParcel): Promise<Unsaid> {
  const { system, tx, now } = post;
  const members = await tx
    .selectFrom("messages")
    .selectAll()
    .where("parcelId", "=", parcel.id)
    .orderBy("id")
    .execute();
  const mails = members.flatMap((message) => {
    const mail = unseal(system, message);
    return mail === null ? [] : { messageId: message.id, reason: message.reason, mail };
  });
  const [first, ...others] = members;
  const isAlone = first !== undefined && others.length === 0;
  const isReadable = mails.length === members.length;
  if (isReadable && !isKeyForgotten(parcel, now) && (!isAlone || (await isStillWanted(post, first)))) {
    return { kind: "parcel", parcel: await claimAgain(post, parcel, mails, "attempt") };
  }
  if (isReadable && isAlone) {
    return { kind: "search", parcel: await claimAgain(post, parcel, mails, "search") };
  }
  const messageIds = members.map(({ id }) => id);
  const given = members.map(({ id, reason }) => ({ messageId: id, reason }));
  await endAttempt(post, { key: parcel.id, attempt: parcel.attempts, mails: given }, nobodyKnows);
  return { kind: "ended", messageIds };
}

async function isStillWanted({ system, tx, kinds, now }: Post, message: Message): Promise<boolean> {
  if (message.expiresAt <= now) return false;
  return (await kindOf(kinds, message).stillWanted(tx, message, system)) === null;
}

type SecondLook = { kind: "ready"; mail: Mail } | { kind: "over"; news: News };

/** Whether a message that never left may leave now. */
async function lookAgain({ system, tx, kinds, now }: Post, message: Message): Promise<SecondLook> {
  const over = (state: News["state"], reason: string): SecondLook => ({
    kind: "over",
    news: { state, reason, at: now },
  });
  const unwanted = await kindOf(kinds, message).stillWanted(tx, message, system);
  if (unwanted !== null) return over(unwanted.state, unwanted.reason);
  if (message.expiresAt <= now) return over("expired", "What it was about ran out before it could be sent.");
  if (message.giveUpAt <= now) {
    return over("failed", `The mail service did not take it in time. ${message.reason ?? ""}`.trim());
  }
  const mail = unseal(system, message);
  if (mail !== null) return { kind: "ready", mail };
  return over("failed", "The secret key was changed, so this mail can't be read any more.");
}

function unseal(system: System, message: Message): Mail | null {
  try {
    return JSON.parse(system.sealer.open(message.sealed ?? "", message.id)) as Mail;
  } catch (error) {
    if (error instanceof UnsealError) return null;
    throw error;
  }
}

/** What can't leave any more ends at once, even while every mail waits. */
async function selectRanOut({ tx, now }: Post): Promise<Message | undefined> {
  return tx
    .selectFrom("messages")
    .selectAll()
    .where("state", "=", "queued")
    .where("giveUpAt", "<=", now)
    .where("parcelId", "is", null)
    .orderBy("giveUpAt")
    .limit(1)
    .executeTakeFirst();
}

async function endRanOut(post: Post, message: Message): Promise<Claim> {
  const look = await lookAgain(post, message);
  if (look.kind === "ready") throw new Error(`The message ${message.id} ran out and may leave all the same.`);
  await advanceMessage(post, message, look.news);
  return { kind: "ended", messageIds: [message.id] };
}

/** The most that is looked at to fill one parcel: some are another's whose user has one in flight. */
const lookedAt = 200;

/** What decides over the company in which a due message leaves. */
type DueMessage = Pick<Message, "id" | "userId" | "parcelLimit">;

/**
 * Due messages of this priority, the oldest first, of users who have none in flight that is as urgent. None while a pause, which
 * nobody knew of who does not probe, holds them back.
 */
function selectDue(db: System["db"] | Tx, dialect: Dialect, { priority, now }: Due, isProbing: boolean) {
  return db
    .selectFrom("messages as m")
    .$if(!isProbing, (query) =>
      query.where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom("senderPauses").select("senderPauses.id"))),
      ),
    )
    .where("m.state", "=", "queued")
    .where("m.priority", "=", priority)
    .where("m.parcelId", "is", null)
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
    .where("m.nextAttemptAt", "<=", now)
    .orderBy("m.nextAttemptAt")
    .orderBy("m.id")
    .modifyEnd(dialect.hold("m"));
}

/** The messages as they are, in the same order. */
async function readWhole({ tx }: Post, due: readonly DueMessage[]): Promise<Message[]> {
  const ids = due.map(({ id }) => id);
  const rows = await tx.selectFrom("messages").selectAll().where("id", "in", ids).execute();
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

function oneEachUser(messages: readonly DueMessage[]): DueMessage[] {
  const seen = new Set<string>();
  return messages.filter(({ userId }) => !seen.has(userId) && seen.add(userId));
}
