import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { flushCompileCache } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { openDatabase } from "../db/open.ts";
import { explainAndExit } from "../explain-and-exit.ts";
import { parseTrustedProxies } from "../http/client-address.ts";
import { openBuiltInMailbox, openMailService } from "../mail-service.ts";
import { openHasher } from "../ports/hasher.ts";
import { openLog } from "../ports/log.ts";
import { systemRandom } from "../ports/random.ts";
import { openSealer } from "../ports/sealer.ts";
import { openServer } from "../server.ts";
import { setUpUnattended } from "../setup/first-administrator.ts";
import { makeSetupLink } from "../setup/setup-link.ts";
import { cheapCost } from "./cheap-cost.ts";
import { expectDoomedMigration } from "./doomed-migration.ts";
import { openCrashPoints, type CrashPoint } from "./crash-points.ts";
import { openFakeClock, openSharedClock, type Span } from "./fake-clock.ts";
import { freePort } from "./free-port.ts";

/** A server on what a crash suite keeps while servers die: its folder, its mailbox, its clock, its keys, its address. */
export type GivenStack = {
  folder: string;
  mailbox: Parameters<typeof openMailService>[0];
  clockFile: string;
  /** In base64; the first one seals. */
  secretKeys: string[];
  port: number;
  publicUrl: string;
  administrator: { userName: string; email: string; password: string };
  crashPoint: CrashPoint | null;
  /** Where its PostgreSQL is; null for a file in its folder. */
  databaseUrl: string | null;
};

/** A stack for the stories: where its screens are, the built ones unless told; and a PostgreSQL of its own in place of a file. */
type StoryStack = { webFolder?: string; database?: "sqlite" | "postgres" };

/** What the control port takes: the clock is moved by a span and the mail worker woken, a crash point is armed or taken back. */
export type Control = Span & { crashPoint?: CrashPoint | null };

try {
  const asked = JSON.parse(process.argv[2] ?? "{}") as GivenStack | StoryStack;
  await ("folder" in asked ? serve(asked, {}) : serve(null, asked));
} catch (error) {
  explainAndExit(error);
}

/**
 * The product for the browser tests and the crash suites: the same app, with a clock that the control port moves and crash
 * points that it arms (`POST` a `Control`).
 * On free ports and in a folder of its own unless a stack is given. Prints one JSON line with the addresses; ends on SIGTERM.
 */
async function serve(given: GivenStack | null, ofStory: StoryStack): Promise<void> {
  const begunAt = performance.now();
  const folder = given?.folder ?? mkdtempSync(join(tmpdir(), "latchkey-e2e-"));
  const clock = given === null ? openFakeClock() : openSharedClock(given.clockFile);
  const mail =
    given === null
      ? await openBuiltInMailbox({
          folder: join(folder, "mailbox"),
          port: 0,
          now: () => Date.parse(clock.now()),
          rateLimit: { perSecond: 100, refuse: false },
        })
      : openMailService(given.mailbox);
  const mailboxUrl = mail.mailbox?.url ?? given!.mailbox.baseUrl;
  const port = given?.port ?? (await freePort());
  const publicUrl = given?.publicUrl ?? `http://localhost:${port}`;
  const secretKeys = given?.secretKeys.map((key) => Buffer.from(key, "base64")) ?? [systemRandom.bytes(32)];

  const postgres =
    ofStory.database === "postgres" ? await (await import("./postgres-server.ts")).startPostgres() : null;
  const databaseUrl = given?.databaseUrl ?? postgres?.url ?? null;
  const database =
    databaseUrl === null
      ? openDatabase(join(folder, "latchkey.db"))
      : (await import("../db/open-postgres.ts")).openPostgres(databaseUrl);
  const crashPoints = openCrashPoints(database);
  if (given?.crashPoint) await crashPoints.arm(given.crashPoint);
  if (given?.crashPoint?.step === "during migration") expectDoomedMigration();
  const server = await openServer({
    database,
    clock,
    random: systemRandom,
    hasher: openHasher(cheapCost, cheapCost),
    sealer: openSealer(secretKeys, systemRandom),
    log: openLog("error"),
    mail: { ...mail, mailer: crashPoints.aroundMailer(mail.mailer) },
    publicUrl,
    mailFrom: "Latchkey <no-reply@latchkey.test>",
    copiedLinks: true,
    // A crash suite looks at no page, and runs whether the screens are built or not.
    webFolder:
      given === null
        ? (ofStory.webFolder ?? fileURLToPath(new URL("../../../web/dist", import.meta.url)))
        : join(folder, "web"),
    // The crash suites play many networks from this machine.
    probeToken: null,
    trustedProxies: given === null ? null : parseTrustedProxies("127.0.0.1"),
  });
  if (given !== null) await setUpUnattended(server.system, given.administrator);
  const setupLink = given === null ? await makeSetupLink(server.system) : null;
  await server.listen(port, "127.0.0.1");
  const startMilliseconds = performance.now() - begunAt;
  const { user, system } = process.cpuUsage();
  const startWorkMilliseconds = (user + system) / 1000;
  // Usually this is written at the end, which a crash suite's server does not live to see.
  flushCompileCache();

  const control = createServer((request, response) => {
    void text(request).then(async (body) => {
      const { crashPoint, ...span } = JSON.parse(body) as Control;
      if (crashPoint !== undefined) await crashPoints.arm(crashPoint);
      // Several servers may be told at once, and only one may write the file of their clock.
      if (Object.keys(span).length > 0) clock.advance(span);
      server.system.outbox.nudge();
      response.writeHead(204).end();
    });
  }).listen(0, "127.0.0.1", () => {
    const controlUrl = `http://127.0.0.1:${(control.address() as AddressInfo).port}`;
    const addresses = { url: publicUrl, mailboxUrl, controlUrl, setupLink, folder };
    process.stdout.write(`${JSON.stringify({ ...addresses, startMilliseconds, startWorkMilliseconds })}\n`);
  });

  process.once("SIGTERM", () => {
    control.close();
    void server
      .close()
      .then(() => postgres?.stop())
      .then(() => given === null && rmSync(folder, { recursive: true, force: true }))
      .then(() => process.exit(0));
  });
}
