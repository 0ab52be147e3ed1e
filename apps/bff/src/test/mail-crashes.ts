import type { MailState } from "@latchkey/contract/mail.ts";
import type { Fault } from "@latchkey/mailbox/faults.ts";
import type { WebhookManners } from "@latchkey/mailbox/webhook-sender.ts";
import type { Span } from "./fake-clock.ts";

/** What goes wrong around a crash of the mail room. */
export type MailTrouble = {
  /** What every request meets until it is healed. */
  fault: Fault["kind"];
  /** What the first request meets after the crash, in place of it. */
  next?: Fault["kind"];
  /** So much the clock jumps while no server runs. */
  jump?: Span;
  /** Every mail waits until it is released. */
  stopsAll?: true;
  /** How mails may end that did not arrive. */
  mayEnd: readonly MailState[];
};

const passing = { mayEnd: [] } as const;
const stopping = { stopsAll: true, mayEnd: [] } as const;
/** Longer than a generated password waits for its mail. */
const stoppingForLong = { stopsAll: true, mayEnd: ["failed"] } as const;

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
  "a bad address": { fault: "bad-address", mayEnd: ["failed"] },
  "an attempt under way": { fault: "concurrent-key", ...passing },
  "a conflict": { fault: "changed-body", mayEnd: ["unknown"] },
  "a conflict over a mail that was kept": {
    fault: "lost-answer",
    next: "changed-body",
    mayEnd: ["unknown"],
  },
  "a day, after an answer was lost": { fault: "lost-answer", jump: { hours: 25 }, mayEnd: ["unknown"] },
  "a day, after it was unreachable": { fault: "unreachable", jump: { hours: 25 }, mayEnd: ["unknown"] },
  "the clock put back": { fault: "lost-answer", jump: { hours: -48 }, ...passing },
} as const satisfies Record<string, MailTrouble>;

/** Where the server dies; `suspended` sleeps between the answer and its note, while another one goes on. */
export const mailSteps = [
  "before send",
  "before note",
  "before a batch",
  "after a batch",
  "before report",
  "after report",
  "suspended",
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
  .map((crash, index) => ({ ...crash, reports: reportManners[index % reportManners.length]! }));

/** One crash for each trouble, at steps and with releases in turns that begin where the seed says. */
export function sampleOfMailCrashes(seed: number): MailCrash[] {
  const kills = mailSteps.filter((step) => step !== "suspended");
  return troubleNames.map((trouble, index) => {
    const turn = index + seed;
    const { stopsAll }: MailTrouble = mailTroubles[trouble];
    return {
      trouble,
      // Every server more that has to start takes half a second: a few of these say enough.
      step: turn % 10 === 0 ? "suspended" : kills[turn % kills.length]!,
      release: stopsAll ? releases[turn % releases.length]! : turn % 2 === 0 ? "by hand" : "by probe",
      reports: reportManners[Math.floor(turn / 2) % reportManners.length]!,
    };
  });
}
