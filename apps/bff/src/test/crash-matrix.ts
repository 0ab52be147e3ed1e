import { checkBooks, type Books } from "./check-books.ts";
import { openCrashLab, type CrashLab, type LabServer } from "./crash-lab.ts";
import { crashSteps, type CrashPoint } from "./crash-points.ts";
import { deedActions, openDoer, type Deed, type DeedName } from "./deeds.ts";

/** One crash: while this action is done, at this step. */
export type Crash = { name: Exclude<DeedName, "forgot">; step: CrashPoint["step"] };

/** What came of the crashes. */
export type MatrixReport = Books & {
  crashes: number;
  /** What had to be committed: every action but those that died before. */
  expected: number;
  slowestReadyMilliseconds: number;
};

/** Every action of recovery at every step. */
export const everyCrash: readonly Crash[] = (["A", "B", "C", "redemption", "forced change"] as const).flatMap(
  (name) => crashSteps.map((step) => ({ name, step })),
);

/** Lets a server die at each of these points, starts it again each time, and counts. Throws when one does not die. */
export async function runCrashes(crashes: readonly Crash[]): Promise<MatrixReport> {
  const lab = await openCrashLab();
  try {
    let server = await lab.start();
    let slowestReadyMilliseconds = 0;
    const at = () => server;
    const doer = openDoer(await lab.administrator(at), () => lab.visitor(at), lab.mailbox);
    for (const { name, step } of crashes) {
      const act = await doer.prepare(name);
      if (step === "during migration") await crashInMigration(lab, server, act);
      else await crashAt(server, { step, action: deedActions[name] }, act);
      server = await lab.start();
      slowestReadyMilliseconds = Math.max(slowestReadyMilliseconds, server.readyMilliseconds);
    }
    const books = await checkBooks(lab, doer.deeds);
    const undone = crashes.filter(({ step }) => step === "before commit").length;
    return {
      ...books,
      crashes: crashes.length,
      expected: doer.deeds.length - undone,
      slowestReadyMilliseconds: Math.round(slowestReadyMilliseconds),
    };
  } finally {
    await lab.close();
  }
}

async function crashAt(server: LabServer, crashPoint: CrashPoint, act: () => Promise<Deed>): Promise<void> {
  await server.control({ crashPoint });
  const { answer } = await act();
  const survived = answer !== null && answer !== "acknowledged";
  if (survived) throw new Error(`The server answered ${answer} and did not die ${crashPoint.step}.`);
  await server.ended;
}

async function crashInMigration(lab: CrashLab, server: LabServer, act: () => Promise<Deed>): Promise<void> {
  await act();
  await server.kill();
  const end = await lab.startDoomed({ crashPoint: { step: "during migration" } });
  if (end !== "SIGKILL ") throw new Error(`The server did not die during migration: ${end}`);
}
