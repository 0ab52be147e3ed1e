import type { System } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { openBell } from "../ports/bell.ts";
import { describeError } from "../ports/log.ts";
import type { Mailer, MailOutcome } from "../ports/mailer.ts";
import { ownRounds, type Round, type Rounds } from "../ports/rounds.ts";
import { claimNext, lookForWork, newMail, type Claim, type ClaimedParcel } from "./claim-parcel.ts";
import type { MailKinds } from "./mail-kind.ts";
import { open } from "./message-life.ts";
import { noteOutcome, noteSearch } from "./note-outcome.ts";
import { machineTime, openPace, type MachineTime } from "./pace.ts";
import type { Parcel } from "./parcel.ts";
import { transactPost, type Post } from "./post.ts";
import { liftPause } from "./read-pause.ts";
import { readSenderLimit, usualLimit, writeSenderLimit } from "./sender-limit.ts";

/** Without a nudge the outbox is looked at this often. */
const pollMilliseconds = 1000;

/** The reply of a verb waits for its mail this long at most. */
const usualGraceMilliseconds = 2000;

/** Whoever waits for a mail looks this often whether somebody else has settled it: another request, or another process. */
const lookMilliseconds = 100;

/** Where another server sends, the first look is sooner, as a mail mostly takes no longer; each rest after it is longer. */
const firstLook = { milliseconds: 10, factor: 1.5 };

/** So many requests are under way at once: answers may take longer than the limit's share of a second. */
const parallelRequests = 4;

/** Sends what waits in the outbox. */
export type MailWorker = {
  /** Wakes the worker. */
  nudge(): void;
  /** Wakes the worker and waits until the message was tried or settled by somebody, or the grace is over. */
  sendSoon(messageId: string): Promise<void>;
  /** False when its last look at the outbox failed. */
  isHealthy(): boolean;
  /** Finishes the attempts under way and stops; another server goes on. */
  stop(): Promise<void>;
};

/** What the worker does for the rooms, and how long it waits. */
export type WorkerParts = {
  kinds: MailKinds;
  /** Work of the rooms that ends in mails, done after a nudge and at least each second; false when there is none. */
  prepareNext(system: System): Promise<boolean>;
  /** By which one server of all sends; this one unless told. */
  rounds?: Rounds;
  /** By which requests are spaced; the machine's own unless a test keeps another. */
  time?: MachineTime;
  /** How long the reply of a verb waits for its mail at most, in milliseconds; 2,000 unless told. */
  graceMilliseconds?: number;
};

/** Starts the worker: it sends while it is this server's round. A pause that an earlier process or server left is lifted, as a restart may have mended what was wrong; one by hand stays. */
export function startMailWorker(
  system: () => System,
  mailer: Mailer,
  {
    kinds,
    prepareNext,
    rounds = ownRounds,
    time = machineTime,
    graceMilliseconds = usualGraceMilliseconds,
  }: WorkerParts,
): MailWorker {
  const waiting = new Map<string, () => void>();
  const inFlight = new Set<Promise<void>>();
  const bell = openBell();
  let healthy = true;
  let failures = 0;
  /** Somebody asks for a look at everything; whoever only waits for a mail does not. */
  let isAsked = true;
  let preparedAt = time.now();
  /** Somebody has put a mail into the outbox and waits for it. */
  let isTold = false;
  /** The last look found nothing, and nothing else came since than mails that somebody waits for. */
  let isQuiet = false;

  function inPost<Result>(work: (post: Post) => Promise<Result>): Promise<Result> {
    return transactPost(system(), kinds, work);
  }

  async function run(round: Round): Promise<void> {
    await transact(system(), (tx) => liftPause(tx, { byHand: false })).catch(noteFailure);
    const pace = openPace(await readSenderLimit(system().db).catch(() => usualLimit), time);
    // Whatever was known of the outbox is of an earlier round.
    isAsked = true;
    // What another server sent in the last second counts as well, and nobody here knows how much it was.
    if (round.isTakenOver) for (let sent = 0; sent < pace.limit(); sent++) pace.take();
    while (round.isOurs()) {
      const isDue = isAsked || time.now() - preparedAt >= pollMilliseconds;
      const prepared = isDue && (await prepare());
      if (inFlight.size >= parallelRequests) {
        await Promise.race(inFlight);
        continue;
      }
      const pause = pace.wait();
      if (pause > 0) {
        await time.sleep(pause);
        continue;
      }
      const waitedBefore = [...waiting.keys()];
      const claim = await claimAny().then(noteSuccess, noteFailure);
      switch (claim?.kind) {
        case "ended":
          release(claim.messageIds);
          break;
        case "parcel":
          pace.take();
          start(deliver(claim.parcel, pace.setLimit, pace.limit));
          if (isQuiet && !prepared) await rest();
          break;
        case "search":
          pace.take();
          start(search(claim.parcel));
          break;
        case "paused":
          // Nobody need wait for what can't leave now; whoever came since may have lifted the pause.
          release(waitedBefore);
          if (!prepared) await rest();
          break;
        default:
          if (!prepared) await rest();
      }
    }
    await Promise.all(inFlight);
    // From now on another server looks.
    healthy = true;
  }

  async function prepare(): Promise<boolean> {
    isAsked = false;
    isQuiet = false;
    preparedAt = time.now();
    const prepared = (await prepareNext(system()).catch(noteFailure)) === true;
    if (prepared) isAsked = true;
    return prepared;
  }

  /** A look costs less than a transaction, and mostly there is nothing; but whoever waits for a mail has just put it there. */
  async function claimAny(): Promise<Claim> {
    const { db, clock } = system();
    if (isTold && isQuiet) {
      isTold = false;
      const claim = await inPost((post) => claimNext(post, { inFlight: inFlight.size, findings: newMail }));
      if (claim.kind !== "nothing") return claim;
    }
    isTold = false;
    isQuiet = true;
    const findings = await lookForWork(db, clock.now());
    if (findings === null) return { kind: "nothing" };
    isQuiet = false;
    return inPost((post) => claimNext(post, { inFlight: inFlight.size, findings }));
  }

  /** Rests until there may be something to do. After a second without it everything is looked at. */
  async function rest(): Promise<void> {
    if (!(await bell.rest(pollMilliseconds))) isAsked = true;
  }

  /** A delivery that ends may free its user's next message, which a look has found: it wakes the worker. */
  function start(work: Promise<void>): void {
    const watched = work.catch(noteFailure);
    inFlight.add(watched);
    void watched.finally(() => {
      inFlight.delete(watched);
      if (!isQuiet) bell.ring();
    });
  }

  async function deliver(
    parcel: ClaimedParcel,
    setLimit: (requestsPerSecond: number) => void,
    limit: () => number,
  ): Promise<void> {
    const { outcome: answer, requestsPerSecond } = await mailer.send(parcel.mails, parcel.key);
    const outcome = answer.kind === "conflicting" ? await lookUp(parcel, answer) : answer;
    failures = isFailure(outcome) ? failures + 1 : 0;
    const counted = failures;
    await inPost((post) => noteOutcome(post, parcel, outcome, counted));
    if (requestsPerSecond !== null && requestsPerSecond !== limit()) {
      setLimit(requestsPerSecond);
      await transact(system(), (tx) => writeSenderLimit(tx, system().clock.now(), requestsPerSecond));
    }
    const [first] = parcel.mails;
    system().log.info("mail.attempted", {
      messageId: first!.messageId,
      mails: parcel.mails.length,
      template: first!.mail.tag,
      outcome: outcome.kind,
      attempt: parcel.attempt,
    });
    release(parcel.mails.map(({ messageId }) => messageId));
  }

  /** The service knows the key under another text. A single mail can be asked for itself; several are left to a person. */
  async function lookUp(parcel: Parcel, conflict: MailOutcome): Promise<MailOutcome> {
    const [only, ...others] = parcel.mails;
    if (only === undefined || others.length > 0) return conflict;
    const providerId = await mailer.find(only.mail, parcel.since);
    return providerId === null ? conflict : { kind: "accepted", providerIds: [providerId] };
  }

  async function search(parcel: Parcel): Promise<void> {
    const { mail, messageId } = parcel.mails[0]!;
    const providerId = await mailer.find(mail, parcel.since);
    await inPost((post) => noteSearch(post, parcel, providerId));
    system().log.info("mail.searched", { messageId, found: providerId !== null });
    release([messageId]);
  }

  function release(messageIds: readonly string[]): void {
    for (const id of messageIds) waiting.get(id)?.();
  }

  async function isUnderWay(messageId: string): Promise<boolean> {
    const found = await system()
      .db.selectFrom("messages")
      .select("id")
      .where("id", "=", messageId)
      .where("state", "in", open)
      .executeTakeFirst();
    return found !== undefined;
  }

  function noteSuccess<Result>(result: Result): Result {
    healthy = true;
    return result;
  }

  function noteFailure(error: unknown): undefined {
    healthy = false;
    system().log.error("mail.worker-failed", describeError(error));
  }

  const share = rounds.join("post", {
    work: run,
    wake(fromAfar) {
      if (fromAfar) isAsked = true;
      bell.ring();
    },
  });
  return {
    // After the answer has left: the work that follows differs from account to account, and its time must not be seen.
    nudge() {
      setImmediate(() => {
        isAsked = true;
        share.ring();
      });
    },
    async sendSoon(messageId) {
      const tried = openBell();
      waiting.set(messageId, tried.ring);
      isTold = true;
      share.ring();
      let pause = share.isHere() ? lookMilliseconds : firstLook.milliseconds;
      for (let left = graceMilliseconds; left > 0; left -= pause) {
        const isTried = await tried.rest(Math.min(left, pause));
        if (isTried || !(await isUnderWay(messageId).catch(() => true))) break;
        pause = Math.min(pause * firstLook.factor, lookMilliseconds);
      }
      waiting.delete(messageId);
    },
    isHealthy: () => healthy,
    stop: () => share.stop(),
  };
}

/** The mail service failed, whatever it was given. */
function isFailure(outcome: MailOutcome): boolean {
  if (outcome.kind === "unclear") return outcome.busy !== true;
  return outcome.kind === "later" && outcome.pause === null;
}
