import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { UnreachableError, type Client } from "@latchkey/contract/client.ts";
import { getMailQueue, updateMailQueue } from "@latchkey/contract/mail.ts";
import type { Fault } from "@latchkey/mailbox/faults.ts";
import type { Mail } from "@latchkey/mailbox/mail.ts";
import type { Message } from "../mail/mail-kind.ts";
import { messageOf } from "./check-books.ts";
import { openCrashLab, type CrashLab, type LabServer } from "./crash-lab.ts";
import type { CrashPoint } from "./crash-points.ts";
import { openDoer, type DeedName, type Doer } from "./deeds.ts";
import { freePort } from "./free-port.ts";
import { findUntruths, openMailBooks, type MailBooks, type MailFinding } from "./mail-books.ts";
import { mailTroubles, type MailCrash, type MailTrouble } from "./mail-crashes.ts";

/** What came of the crashes; everything but the first three and the times must be 0. */
export type MailMatrixReport = Record<MailFinding["count"], number> & {
  crashes: number;
  servers: number;
  mails: number;
  /** Each thing that must not be, in words. */
  findings: string[];
  slowestTruthMilliseconds: number;
  slowestReadyMilliseconds: number;
};

/** The counts of a report in which everything is as it must be. */
export const cleanMailBooks = { lost: 0, doubled: 0, forRolledBack: 0, halfDone: 0, unsettled: 0, untrue: 0 };

/** Nothing that must come about takes longer, in milliseconds, on the busiest machine. */
const longestWait = 60_000;

/** Enough that a fault is never used up; what is gone from it tells how often it was met. */
const manyTimes = 1000;

/** Lets servers die at each of these points, mends what was wrong, and compares. Throws when one does not die. */
export async function runMailCrashes(
  crashes: readonly MailCrash[],
  { servers }: { servers: 1 | 2 },
): Promise<MailMatrixReport> {
  const lab = await openCrashLab();
  try {
    const fleet = await openFleet(lab, servers);
    const books = openMailBooks(lab);
    try {
      const report = await playAll({ lab, fleet, books }, crashes);
      return { crashes: crashes.length, servers, ...report };
    } finally {
      await books.close();
    }
  } finally {
    await lab.close();
  }
}

async function playAll(stage: Stage, crashes: readonly MailCrash[]) {
  const { lab, fleet, books } = stage;
  const findings: MailFinding[] = [];
  let slowestTruthMilliseconds = 0;
  for (const [index, crash] of crashes.entries()) {
    const where = `${crash.step}, ${crash.trouble}, ${crash.release}, ${JSON.stringify(crash.reports)}`;
    try {
      const played = await play(stage, crash, index);
      findings.push(...played.findings.map(({ count, what }) => ({ count, what: `${what}; ${where}` })));
      slowestTruthMilliseconds = Math.max(slowestTruthMilliseconds, played.truthMilliseconds);
    } catch (cause) {
      const trace = await books.traceOfSender();
      throw new Error(`The crash could not be played: ${where}. The sender: ${trace}`, { cause });
    }
  }
  findings.push(...(await books.compareAll()));
  const counts = { ...cleanMailBooks };
  for (const { count } of findings) counts[count] += 1;
  return {
    mails: (await lab.mailbox.mails()).length,
    ...counts,
    findings: findings.map(({ count, what }) => `${count}: ${what}`),
    slowestTruthMilliseconds,
    slowestReadyMilliseconds: fleet.slowestReadyMilliseconds(),
  };
}

type Stage = { lab: CrashLab; fleet: Fleet; books: MailBooks };
type Played = { findings: MailFinding[]; truthMilliseconds: number };

/** One crash from the work that it meets to what the console shows at last. */
async function play(stage: Stage, crash: MailCrash, index: number): Promise<Played> {
  const { lab, fleet, books } = stage;
  const trouble: MailTrouble = mailTroubles[crash.trouble];
  // Sessions don't outlast every jump of the clock.
  const signIn = () => lab.administrator(fleet.at);
  const admin = await signIn();
  const doer = openDoer(admin, () => lab.visitor(fleet.at), lab.mailbox);
  await lab.mailbox.reset();
  const doing = await queueWork(admin, doer, crash, index);
  const userIds = [...new Set(doer.deeds.map(({ user }) => user.id))];
  const isAlone = doing.length === 1;
  // One bad address among several must not cost the others their mail.
  const badAddress =
    trouble.fault === "bad-address" && !isAlone ? { to: doer.deeds.at(-1)!.user.email! } : {};
  const fault: Fault = { kind: trouble.fault, times: manyTimes, ...badAddress };

  await lab.mailbox.setFault(fault);
  await lab.mailbox.setWebhooks(crash.reports);
  const suspended = await strike(stage, admin, crash);
  const isInBatch = ({ id, parcelId }: Message) => parcelId !== null && parcelId !== id;
  if (crash.step.endsWith("a batch") && !(await books.messagesTo(userIds)).some(isInBatch))
    throw new Error("There was no batch.");

  // A suspended server was told something else than the other one will be: its late note must not count.
  const isMetAgain = suspended === null && trouble.isKept !== true;
  await lab.mailbox.setFault(trouble.next ?? (isMetAgain ? fault : { kind: "none" }));
  if (trouble.jump !== undefined) lab.advance(trouble.jump);
  await fleet.revive();
  if (trouble.next === undefined) await heal(stage, trouble.fault, { isMetAgain });
  await lab.mailbox.setWebhooks(crash.reports);
  if (crash.release === "by hand") await (await signIn())(updateMailQueue, { body: { state: "running" } });
  if (crash.release === "by restart") await fleet.restart();
  await calmDown(stage);
  await lab.mailbox.setFault({ kind: "none" });
  if (suspended !== null) await fleet.wake(suspended, doing);
  await Promise.all(doing);

  const messages = await books.messagesTo(userIds);
  const mayFail = ({ kind, toAddress }: Message) =>
    (badAddress.to ?? toAddress) === toAddress && (trouble.onlyOf ?? kind) === kind;
  const wasKeptAlone = trouble.isKept === true && isAlone && crash.step !== "before send";
  const findings = await books.compare(messages, (message) => [
    ...(mayFail(message) && !wasKeptAlone ? trouble.mayEnd : []),
    ...(isAlone ? [] : (trouble.batchMayEnd ?? [])),
  ]);
  const known = new Set<string | null>(messages.map(({ id }) => id));
  const mails = (await lab.mailbox.mails()).filter((mail) => known.has(messageOf(mail)));
  const truth = await reportFates(stage, await signIn(), { userIds, mails, index });
  return { ...truth, findings: [...findings, ...truth.findings] };
}

/** Mends what is wrong, perhaps after a request has met it after the crash as well. */
async function heal(
  stage: Stage,
  fault: Fault["kind"],
  { isMetAgain }: { isMetAgain: boolean },
): Promise<void> {
  const { mailbox, restartMailbox } = stage.lab;
  if (isMetAgain && fault !== "none") await calmDown(stage, () => isMet(stage.lab));
  if (fault === "no-answer") await restartMailbox();
  else await mailbox.setFault({ kind: "none" });
}

/** What waits when the crash comes: one mail, or several that leave as a batch. A mail that was sent before can be reported on. */
const workOf = (step: MailCrash["step"], index: number): DeedName[] => {
  if (step === "before report" || step === "after report") return ["redemption", "B"];
  if (step.endsWith("a batch")) return ["redemption", "A", "B"];
  return [index % 2 === 0 ? "A" : "B"];
};

/** Begins the work while all mail is paused, so that it leaves together. Returns its ends. */
async function queueWork(
  admin: Client,
  doer: Doer,
  { step }: MailCrash,
  index: number,
): Promise<Promise<unknown>[]> {
  const acts: (() => Promise<unknown>)[] = [];
  for (const name of workOf(step, index)) acts.push(await doer.prepare(name));
  await until("what was prepared left", async () => (await admin(getMailQueue, {})).depth === 0);
  await admin(updateMailQueue, { body: { state: "paused" } });
  const doing = acts.map((act) => act());
  await until("the work was queued", async () => (await admin(getMailQueue, {})).depth === acts.length);
  return doing;
}

/** Lets all mail go and a server die of it. Resolves with the server that is only suspended, or null. */
async function strike(
  { lab, fleet, books }: Stage,
  admin: Client,
  { step, trouble }: MailCrash,
): Promise<LabServer | null> {
  const resume = () => admin(updateMailQueue, { body: { state: "running" } }).catch(ignoreInterruption);
  if (step === "before report" || step === "after report") {
    const [reported] = await lab.mailbox.mails();
    const resuming = resume();
    await until("the work was tried", async () => {
      if (trouble === "nothing") return (await books.millisecondsUntilDue()) === null;
      return isMet(lab);
    });
    await fleet.arm({ step });
    await lab.mailbox.setWebhooks({ hold: false, reorder: false });
    await lab.mailbox.deliver(reported!.id);
    await fleet.oneDied();
    await resuming;
    return null;
  }
  const signal = step.startsWith("suspended") ? "SIGSTOP" : "SIGKILL";
  const crashPoint = step === "before send" || step === "before a batch" ? "before send" : "before note";
  // To a silent service no crash point after the send is reached for ten seconds: it is struck from here.
  const isSilent = crashPoint === "before note" && mailTroubles[trouble].fault === "no-answer";
  if (!isSilent) await fleet.arm({ step: crashPoint, signal });
  const resuming = resume();
  if (isSilent) {
    await until("the mailbox was asked", () => isMet(lab));
    process.kill(fleet.at().pid, signal);
  }
  if (signal === "SIGSTOP") return fleet.oneSleeps();
  await fleet.oneDied();
  await resuming;
  return null;
}

/** What becomes of the mails at last, one after the other: each list is one mail's. */
const fates = [
  ["deliver"],
  ["delay", "deliver"],
  ["deliver", "complain"],
  ["delay", "bounce"],
  ["suppress"],
  ["fail"],
] as const;

/** Lets the mailbox report what becomes of each mail: as soon as all reports are taken, the console shows it. */
async function reportFates(
  { lab }: Stage,
  admin: Client,
  { userIds, mails, index }: { userIds: readonly string[]; mails: readonly Mail[]; index: number },
): Promise<Played> {
  for (const [position, { id }] of mails.entries()) {
    for (const fate of fates[(index + position) % fates.length]!) await lab.mailbox[fate](id);
  }
  const begunAt = performance.now();
  await lab.mailbox.setWebhooks({ hold: false });
  const areTaken = async () => (await lab.mailbox.behaviour()).webhooks.underWay === 0;
  await until("every report was taken", areTaken);
  const truthMilliseconds = Math.round(performance.now() - begunAt);
  const present = await Promise.all(mails.map(({ id }) => lab.mailbox.mail(id)));
  const untruths = await findUntruths(admin, userIds, present);
  return { truthMilliseconds, findings: untruths.map((what) => ({ count: "untrue", what })) };
}

/** The clock is moved to whatever is due next, at most so often. */
const mostMoves = 100;

/** Moves the clock on whenever the sender has done what it could, until nothing waits or enough has happened. */
async function calmDown({ lab, fleet, books }: Stage, isEnough = async () => false): Promise<void> {
  for (let move = 0; move < mostMoves; move += 1) {
    const due = await books.millisecondsUntilDue();
    if (due === null || (await isEnough())) return;
    const before = await books.traceOfSender();
    await fleet.nudge();
    const isMoving = async () => (await books.traceOfSender()) !== before || (await isEnough());
    if (await soon(isMoving, due === 0 ? 2000 : 100)) continue;
    lab.advance({ seconds: Math.ceil(due / 1000) });
  }
}

/** Whether a request has met the fault that was set last. */
async function isMet(lab: CrashLab): Promise<boolean> {
  const { faults } = await lab.mailbox.behaviour();
  return faults.some(({ times }: Fault) => times !== undefined && times < manyTimes);
}

type Fleet = Awaited<ReturnType<typeof openFleet>>;

/** The servers on the lab's file; reports come to the usual address, which is the first one's. */
async function openFleet(lab: CrashLab, size: 1 | 2) {
  const secondPort = await freePort();
  const starts = [() => lab.start(), () => lab.start({ port: secondPort })];
  /** What runs, and how each is started again. */
  let crew: { server: LabServer; start: () => Promise<LabServer> }[] = [];
  const dead = new Set<LabServer>();
  let slowestReady = 0;

  const hire = async (start: () => Promise<LabServer>) => {
    const server = await start();
    slowestReady = Math.max(slowestReady, server.readyMilliseconds);
    void server.ended.then(() => dead.add(server));
    return { server, start };
  };
  const fill = async () => {
    crew = [];
    for (const start of starts.slice(0, size)) crew.push(await hire(start));
  };
  const everywhere = (order: { crashPoint?: CrashPoint | null }) =>
    Promise.allSettled(crew.map(({ server }) => server.control(order)));
  await fill();

  return {
    at: () => crew[0]!.server,
    nudge: () => everywhere({}),
    arm: (crashPoint: CrashPoint) => everywhere({ crashPoint }),
    slowestReadyMilliseconds: () => Math.round(slowestReady),
    async oneDied() {
      await until("a server died", () => crew.some(({ server }) => dead.has(server)));
      await everywhere({ crashPoint: null });
    },
    /** The one that is suspended leaves the fleet; another one stands in for it. */
    async oneSleeps() {
      await until("a server was suspended", () => crew.some(({ server }) => isSuspended(server)));
      const { server: sleeper } = crew.find(({ server }) => isSuspended(server))!;
      crew = crew.filter(({ server }) => server !== sleeper);
      if (crew.length === 0) crew = [await hire(starts[1]!)];
      await everywhere({ crashPoint: null });
      return sleeper;
    },
    /** Lets it give its answers, note what it has to note, and end; the usual ones go on. */
    async wake(sleeper: LabServer, answers: readonly Promise<unknown>[]) {
      process.kill(sleeper.pid, "SIGCONT");
      await Promise.all(answers);
      for (const { server } of crew) await server.kill();
      await sleeper.stop();
      await fill();
    },
    /** Starts again whatever died. */
    async revive() {
      for (const [index, { server, start }] of crew.entries()) {
        if (dead.has(server)) crew[index] = await hire(start);
      }
    },
    async restart() {
      for (const [index, { server, start }] of crew.entries()) {
        await server.kill();
        crew[index] = await hire(start);
      }
    },
  };
}

function ignoreInterruption(error: unknown): void {
  if (!(error instanceof UnreachableError)) throw error;
}

/** Whether the process sleeps on SIGSTOP, as proc(5) tells it. */
function isSuspended({ pid }: LabServer): boolean {
  return / T /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}

/** Whether it becomes true within so many milliseconds. */
async function soon(condition: () => boolean | Promise<boolean>, atMost: number): Promise<boolean> {
  const deadline = performance.now() + atMost;
  while (!(await condition())) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** Waits as long as it takes on the busiest machine. Throws when it takes longer. */
async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  if (!(await soon(condition, longestWait))) throw new Error(`This did not come about: ${what}.`);
}
