import { createAdaptorServer } from "@hono/node-server";
import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createApp, type AppParts, type Standing } from "./app.ts";
import type { System } from "./ctx.ts";
import { openLiveStreams } from "./http/live-streams.ts";
import { openPolicyReports } from "./http/policy-reports.ts";
import { keepHouse, keepHouseInRounds, tellOfClock } from "./keep-house.ts";
import { reportPath } from "./mail/report-endpoint.ts";
import { startMailWorker, type WorkerParts } from "./mail/worker.ts";
import { mailKinds } from "./mail-kinds.ts";
import type { MailService } from "./mail-service.ts";
import { describeError } from "./ports/log.ts";
import { openSystem, type SystemParts } from "./open-system.ts";
import { settleRecoveryRequest } from "./recoveries/settle-recovery-request.ts";
import { tellOfStop } from "./sign-in/tell-of-stop.ts";

/** What each server tells its own log about is looked at this often. */
const tellingMilliseconds = 30_000;

/** Requests under way may take this long to finish at shut-down. */
const shutdownMilliseconds = 10_000;

/** Meanwhile it looks this often for connections on which nothing comes any more. */
const idleMilliseconds = 50;

/** What a server is put together from; database and mail service are its own from then on. */
export type ServerParts = SystemParts & { mail: MailService } & Pick<
    AppParts,
    "webFolder" | "trustedProxies" | "probeToken"
  > &
  Pick<WorkerParts, "time" | "graceMilliseconds"> & {
    /** So long a stopping server still takes requests while `/readyz` sends them elsewhere already; 0 unless told. */
    stopDelayMilliseconds?: number;
  };

/** A system with its worker and housekeeping running, ready to be given an address. */
export type RunningServer = {
  system: System;
  fetch: (request: Request) => Response | Promise<Response>;
  /** Gives it an address, to which the built-in mailbox reports as well; 0 takes any free port. Returns the port. */
  listen(port: number, host: string): Promise<number>;
  /**
   * Looks through the database's file beside the traffic. On a damaged one no change is taken any more, `/readyz` and the log
   * say so, and it resolves with the sentence for the operator; with null when all is well, or the server closed meanwhile.
   */
  examine(): Promise<string | null>;
  /**
   * Says that it leaves, takes requests until the proxy has heard it, and none any more then; sends its live streams elsewhere,
   * finishes running requests and the mail under way, empties the write-ahead log, and closes all in reverse order.
   */
  close(): Promise<void>;
};

/**
 * Puts a server together, migrates the database and starts everything behind the address. The program, the tests and the
 * browser stories differ in its parts alone. Throws `NewerSchemaError`.
 */
export async function openServer({
  webFolder,
  trustedProxies,
  time,
  graceMilliseconds,
  probeToken,
  stopDelayMilliseconds = 0,
  ...parts
}: ServerParts): Promise<RunningServer> {
  const { database, mail } = parts;
  const system = await openSystem(parts, {
    nudge: () => worker.nudge(),
    sendSoon: (id) => worker.sendSoon(id),
  });
  const rounds = await database.openRounds(system.log);
  const worker = startMailWorker(() => system, mail.mailer, {
    kinds: mailKinds,
    prepareNext,
    rounds,
    time,
    graceMilliseconds,
  });
  const live = openLiveStreams(system);
  const policyReports = openPolicyReports(system.log, system.installation.publicUrl);
  let damage: string | null = null;
  let standing: Standing = "open";
  const closing = new AbortController();
  const app = createApp(system, {
    standing: () => standing,
    damage: () => damage,
    webFolder,
    trustedProxies,
    probeToken,
    readReport: mail.readReport,
    isWorkerHealthy: () => worker.isHealthy(),
    live,
    policyReports,
  });

  const house = rounds.join("house", {
    work: (round) => keepHouseInRounds(system, database, round),
    wake: () => {},
  });
  const telling = setInterval(() => {
    policyReports.tell();
    tellOfClock(system);
  }, tellingMilliseconds);
  let server: Server | undefined;
  return {
    system,
    fetch: (request) => app.fetch(request),
    async listen(port, host) {
      server = createAdaptorServer({ fetch: app.fetch }) as Server;
      const listening = server;
      await new Promise<void>((resolve, reject) => {
        listening.once("error", reject).listen(port, host, resolve);
      });
      const address = listening.address();
      const taken = typeof address === "object" && address !== null ? address.port : port;
      mail.mailbox?.setWebhookUrl(`${loopbackUrl(host, taken)}${reportPath}`);
      return taken;
    },
    async examine() {
      const found = await database.examineBeside(closing.signal).catch((error: unknown) => {
        system.log.warn("database.not-examined", describeError(error));
        return null;
      });
      if (found === null) return null;
      database.refuseChanges();
      damage =
        "The database file is damaged, and no change is taken any more. Stop Latchkey and put back a backup: pnpm latchkey restore <file>";
      system.log.error("database.damaged", { found });
      return damage;
    },
    async close() {
      standing = "leaving";
      closing.abort();
      clearInterval(telling);
      policyReports.tell();
      if (server !== undefined) await sleep(stopDelayMilliseconds);
      standing = "closed";
      // Who is sent elsewhere must not find this server still listening.
      const finished = server === undefined ? undefined : finishRequests(server);
      await live.close();
      await finished;
      await Promise.all([worker.stop(), house.stop()]);
      await rounds.close();
      await keepHouse(system, database);
      database.checkpoint();
      await database.close();
      await mail.mailbox?.close();
    },
  };
}

/** What the rooms do that ends in mails, one piece after another; false when there is none. */
async function prepareNext(system: System): Promise<boolean> {
  return (await settleRecoveryRequest(system)) || (await tellOfStop(system));
}

/** Where this process reaches itself; every address includes the loopback one. */
function loopbackUrl(host: string, port: number): string {
  if (host === "0.0.0.0" || host === "::") return `http://127.0.0.1:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Listens no more, and resolves when all requests are answered or were cut off. */
async function finishRequests(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // What was answered before it was known that this is the end stays open for the next request: streams among them.
  const closingIdle = setInterval(() => server.closeIdleConnections(), idleMilliseconds);
  await Promise.race([closed, sleep(shutdownMilliseconds, undefined, { ref: false })]);
  clearInterval(closingIdle);
  server.closeAllConnections();
}
