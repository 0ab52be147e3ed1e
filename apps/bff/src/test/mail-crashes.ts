import type { MailState } from "@latchkey/contract/mail.ts";
import type { Fault } from "@latchkey/mailbox/faults.ts";
import type { WebhookManners } from "@latchkey/mailbox/webhook-sender.ts";
import type { Span } from "./fake-clock.ts";

/** What goes wrong around a crash of the mail room. */
export type MailTrouble = {
  /** What every request meets until it is healed. */
  fault: Fault["kind"];
  /** What the first requests meet after the crash, in place of it. */
  next?: Fault;
  /** So much the clock jumps while no server runs. */
  jump?: Span;
  /** Every mail waits until it is released. */
  stopsAll?: true;
  /** How mails may end that did not arrive. */
  mayEnd: readonly MailState[];
  /** How those of a batch may end besides: one that may have left, and is refused then, is left to a person. */
  batchMayEnd?: readonly MailState[];
  /** Only messages of this kind may end as `mayEnd` says. */
  onlyOf?: string;
  /** The mail service has it from before the crash, and can be asked for it if it left alone: then it has to arrive. */
  isKept?: true;
};

const passing = { mayEnd: [] } as const;
const stopping = { stopsAll: true, mayEnd: [] } as const;
/** Longer than a generated password waits for its mail. */
const stoppingForLong = { stopsAll: true, mayEnd: ["failed"], onlyOf: "generated-password" } as const;

/** Every way in which the mail service fails, and time with it. */
export const mailTroubles = {
  nothing: { fault: "none", ...passing },
  down: { fault: "down", ...passing },
  "a fault of its own": { fault: "server-error", ...passing },
  unreachable: { fault: "unreachable", ...passing },
  silence: { fault: "no-answer", ...passing },
  "a lost answer": { fault: "lost-answer", ...passing },
  "an empty answer": { fault: "empty-answer", ...passing },
  "an answer of null": { fault: "null-answer", ...passing },
  "a page for an answer": { fault: "html-answer", ...passing },
  "half an answer": { fault: "cut-answer", ...passing },
  "the rate limit": { fault: "rate-limited", ...passing },
  "the daily quota": { fault: "daily-quota", ...stoppingForLong },
  "the monthly quota": { fault: "monthly-quota", ...stoppingForLong },
  "a wrong key": { fault: "invalid-key", ...stopping },
  "a restricted key": { fault: "restricted-key", ...stopping },
  "a suspended key": { fault: "suspended-key", ...stopping },
  "an unverified domain": { fault: "unverified-domain", ...stopping },
  "a sandbox sender": { fault: "sandbox-sender", ...stopping },
  "a bad address": { fault: "bad-address", mayEnd: ["failed"], batchMayEnd: ["unknown"] },
  "an attempt under way": { fault: "concurrent-key", ...passing },
  "a conflict": { fault: "changed-body", mayEnd: ["unknown"] },
  "a conflict over a mail that was kept": {
    fault: "lost-answer",
    next: { kind: "changed-body", times: 1 },
    mayEnd: ["unknown"],
    isKept: true,
  },
  "down, after an answer was lost": { fault: "lost-answer", next: { kind: "down", times: 2 }, ...passing },
  "a wrong key, after an answer was lost": {
    fault: "lost-answer",
    next: { kind: "invalid-key", times: 2 },
    ...stopping,
  },
  "a day, after an answer was lost": {
    fault: "lost-answer",
    jump: { hours: 25 },
    mayEnd: ["unknown"],
    isKept: true,
  },
  "a day, after it was unreachable": { fault: "unreachable", jump: { hours: 25 }, mayEnd: ["unknown"] },
  "the clock put back": { fault: "lost-answer", jump: { hours: -48 }, ...passing },
} as const satisfies Record<string, MailTrouble>;

/** Where the server dies; a suspended one sleeps between the answer and its note, while another one goes on. */
export const mailSteps = [
  "before send",
  "before note",
  "before a batch",
  "after a batch",
  "before report",
  "after report",
  "suspended",
  "suspended with a batch",
] as const;

/** How a queue that was stopped goes on once its fault is mended. */
export const releases = ["by hand", "by restart", "by probe"] as const;

/** How reports behave: held back until the mails are settled, or at once, twice, newest first. */
const reportManners = [
  { hold: true, reorder: true, duplicate: false },
  { hold: false, reorder: false, duplicate: false },
  { hold: true, reorder: false, duplicate: true },
  { hold: false, reorder: true, duplicate: true },
] as const satisfies WebhookManners[];

/** One crash of the mail room. */
export type MailCrash = {
  trouble: keyof typeof mailTroubles;
  step: (typeof mailSteps)[number];
  release: (typeof releases)[number];
  reports: WebhookManners;
};

const troubleNames = Object.keys(mailTroubles) as MailCrash["trouble"][];

/** Every trouble at every step; what stops the queue released in every way, everything else in turns. */
export const everyMailCrash: readonly MailCrash[] = troubleNames
  .flatMap((trouble, row) =>
    mailSteps.flatMap((step, column) => {
      const inTurn = [releases[(row + column) % releases.length]!];
      const { stopsAll }: MailTrouble = mailTroubles[trouble];
      return (stopsAll ? releases : inTurn).map((release) => ({ trouble, step, release }));
    }),
  )
  .map((crash, index) => ({ ...crash, reports: reportsOf(crash.trouble, index) }));

/** One crash for each trouble, at steps and with releases in turns that begin where the seed says. */
export function sampleOfMailCrashes(seed: number): MailCrash[] {
  const kills = mailSteps.filter((step) => !step.startsWith("suspended"));
  return troubleNames.map((trouble, index) => {
    const turn = index + seed;
    const { stopsAll }: MailTrouble = mailTroubles[trouble];
    const step = kills[turn % kills.length]!;
    return {
      trouble,
      // Every server more that has to start takes half a second: a few of these say enough.
      step: turn % 20 === 0 ? "suspended" : turn % 20 === 10 ? "suspended with a batch" : step,
      release: stopsAll ? releases[turn % releases.length]! : turn % 2 === 0 ? "by hand" : "by probe",
      reports: reportsOf(trouble, Math.floor(turn / 2)),
    };
  });
}

/** In turns; while a report would settle the mail before what comes next, it is held back. */
function reportsOf(trouble: MailCrash["trouble"], turn: number): WebhookManners {
  const manners = reportManners[turn % reportManners.length]!;
  const { next, jump }: MailTrouble = mailTroubles[trouble];
  return next === undefined && jump === undefined ? manners : { ...manners, hold: true };
}
