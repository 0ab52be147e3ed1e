import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { AuditAction } from "@latchkey/contract/audit-actions.ts";
import type { OpenDatabase } from "../db/open.ts";
import type { Mailer } from "../ports/mailer.ts";
import { watchStatements } from "./watch-statements.ts";

/** Steps at which a process can be made to die, as by `kill -9`. */
export const crashSteps = [
  "before commit",
  "after commit",
  "during checkpoint",
  "before send",
  "before note",
  "during migration",
] as const;

/** Steps of a report of the mail service: everything is written but not committed, or nobody has heard that it is. */
export const reportSteps = ["before report", "after report"] as const;

/**
 * Where the process dies: at this step of the transaction that audits `action`, or of the first mail after it; without an
 * action at this step of the next mail. With SIGSTOP it is only suspended there.
 */
export type CrashPoint = {
  step: (typeof crashSteps)[number] | (typeof reportSteps)[number];
  action?: AuditAction;
  signal?: "SIGKILL" | "SIGSTOP";
};

/** Crash points around the ports and the database of a server. */
export type CrashPoints = {
  /** Makes the process die at this point, once it gets there; null takes that back. */
  arm(point: CrashPoint | null): Promise<void>;
  /** The mailer that dies before it sends, or after it and before anybody hears of it. */
  aroundMailer(mailer: Mailer): Mailer;
};

/** Watches every statement of this process's databases, so that it can die at one of them. */
export function openCrashPoints(database: OpenDatabase): CrashPoints {
  let armed: CrashPoint | null = null;
  let committed = false;
  let inTransaction = false;
  let inReport = false;
  let killer: { strike(): void } | null = null;
  const dieAt = (step: CrashPoint["step"], isThere = true) => {
    if (armed?.step !== step || !isThere) return;
    const { signal = "SIGKILL" } = armed;
    // One that is only suspended must not fall asleep again.
    armed = null;
    process.kill(process.pid, signal);
  };

  watchStatements({
    before({ sql, parameters }) {
      if (sql.startsWith("begin")) inTransaction = inReport = false;
      if (sql.startsWith('insert into "webhookDeliveries"')) inReport = true;
      if (sql.startsWith('insert into "auditEvents"') && parameters.includes(armed?.action))
        inTransaction = true;
      dieAt("during migration", sql.startsWith('insert into "schemaMigrations"'));
      dieAt("before commit", sql === "commit" && inTransaction);
      dieAt("before report", sql === "commit" && inReport);
    },
    after({ sql }) {
      dieAt("after report", sql === "commit" && inReport);
      if (sql !== "commit" || !inTransaction) return;
      committed = true;
      dieAt("after commit");
      if (armed?.step !== "during checkpoint") return;
      killer?.strike();
      for (;;) database.checkpoint();
    },
  });

  return {
    async arm(point) {
      // A checkpoint holds this thread, so another one has to strike.
      if (point?.step === "during checkpoint") killer = await openKiller();
      armed = point;
    },
    aroundMailer: (mailer) => ({
      async send(mails, key) {
        const isMeant = () => committed || armed?.action === undefined;
        dieAt("before send", isMeant());
        const attempt = await mailer.send(mails, key);
        dieAt("before note", isMeant());
        return attempt;
      },
      find: (mail, since) => mailer.find(mail, since),
    }),
  };
}

async function openKiller(): Promise<{ strike(): void }> {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const wait = `Atomics.wait(workerData, 0, 0); process.kill(process.pid, "SIGKILL");`;
  const worker = new Worker(`const { workerData } = require("node:worker_threads"); ${wait}`, {
    eval: true,
    workerData: signal,
  });
  await once(worker, "online");
  return {
    strike() {
      Atomics.store(signal, 0, 1);
      Atomics.notify(signal, 0);
    },
  };
}
