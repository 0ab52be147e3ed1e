import { addMilliseconds, addMinutes, type Moment } from "../ports/clock.ts";
import type { MailOutcome } from "../ports/mailer.ts";
import { nobodyKnows, type AttemptEnd } from "./message-life.ts";
import type { ClaimedParcel } from "./claim-parcel.ts";
import { endAttempt, type Parcel } from "./parcel.ts";
import type { Post } from "./post.ts";
import { liftPause, pauseSender, type SenderPause } from "./read-pause.ts";

/** While the configuration is wrong, one message tries again this often. */
const probeMinutes = 5;

/** Longest wait between two attempts of one message. */
const longestWaitMilliseconds = 5 * 60_000;

/** So many failures one after the other count as an outage of the mail service: from then on one mail probes for all. */
const failuresOfAnOutage = 5;

/** Longest wait between two probes of an outage. */
const longestOutageWaitMilliseconds = 60_000;

/** What an answer means for the messages of its parcel, and for every other mail. */
type Meaning = { end: AttemptEnd; pause: SenderPause | "lift" | null };

/**
 * Notes what became of a parcel, with everything that depends on it. `failures` counts the attempts in a row, this one
 * included, that the mail service failed. An answer that comes too late to count changes nothing.
 */
export async function noteOutcome(
  post: Post,
  parcel: ClaimedParcel,
  outcome: MailOutcome,
  failures: number,
): Promise<void> {
  const { end, pause } = readOutcome(post, parcel, outcome, failures);
  if (!(await endAttempt(post, parcel, end)) || pause === null) return;
  // Only what left after a pause says that it is over; what was under way before it says nothing.
  if (pause !== "lift") await pauseSender(post.tx, post.now, pause);
  else if (parcel.isProbe) await liftPause(post.tx, { byHand: false });
}

/** Nobody could tell by its key whether a mail left: the mail service was asked for the mail itself. */
export async function noteSearch(post: Post, parcel: Parcel, providerId: string | null): Promise<void> {
  const end: AttemptEnd = providerId === null ? nobodyKnows : { kind: "accepted", providerIds: [providerId] };
  await endAttempt(post, parcel, end);
}

function readOutcome(post: Post, parcel: Parcel, outcome: MailOutcome, failures: number): Meaning {
  const { now } = post;
  const pauseInOutage = (reason: string) => outagePause(now, failures, reason);
  switch (outcome.kind) {
    case "accepted":
      return { end: outcome, pause: "lift" };
    case "refused":
      return { end: refused(parcel, outcome, now), pause: "lift" };
    case "conflicting":
      return { end: { kind: "unknown", reason: outcome.reason }, pause: null };
    case "unclear": {
      const { reason, busy } = outcome;
      const nextAttemptAt = addMilliseconds(now, growingWait(post, parcel));
      return {
        end: { kind: "again", reason, nextAttemptAt },
        pause: busy === true ? null : pauseInOutage(reason),
      };
    }
    case "later": {
      const { reason, waitSeconds, pause: kind } = outcome;
      const until = addMilliseconds(
        now,
        waitSeconds === null ? growingWait(post, parcel) : waitSeconds * 1000,
      );
      return {
        end: notTaken(parcel, reason, until),
        pause: kind === null ? pauseInOutage(reason) : { kind, reason, until },
      };
    }
    case "stopped": {
      const { reason } = outcome;
      const until = addMinutes(now, probeMinutes);
      return { end: notTaken(parcel, reason, until), pause: { kind: "configuration", reason, until } };
    }
  }
}

/** Refused for good, though perhaps for one bad mail: several try again in halves, under new keys, if none may have left. */
function refused(
  { mails, isUnclear }: Parcel,
  { reason, isVerdict }: Extract<MailOutcome, { kind: "refused" }>,
  now: Moment,
): AttemptEnd {
  const isAlone = mails.length === 1;
  // What may have left before would go out twice under new keys, or counts as failed though it arrived.
  if (isUnclear && !(isAlone && isVerdict)) return nobodyKnows;
  if (isAlone) return { kind: "failed", reason };
  return { kind: "free", reason: null, nextAttemptAt: now, parcelLimit: Math.ceil(mails.length / 2) };
}

/** It was not taken this time: if an earlier attempt may have been, only the same key and the same bytes may be tried again. */
function notTaken({ isUnclear }: Parcel, reason: string, nextAttemptAt: Moment): AttemptEnd {
  return { kind: isUnclear ? "again" : "free", reason, nextAttemptAt };
}

function outagePause(now: Moment, failures: number, reason: string): SenderPause | null {
  if (failures < failuresOfAnOutage) return null;
  const wait = Math.min(1000 * 2 ** (failures - failuresOfAnOutage), longestOutageWaitMilliseconds);
  return { kind: "outage", reason, until: addMilliseconds(now, wait) };
}

/** Doubles from 2 seconds up to 5 minutes, with up to a quarter of jitter, in milliseconds. */
function growingWait({ system: { random } }: Post, { attempt }: Parcel): number {
  const wait = Math.min(2000 * 2 ** Math.max(attempt - 1, 0), longestWaitMilliseconds);
  return Math.round(wait * (1 + random.bytes(1)[0]! / 1024));
}
