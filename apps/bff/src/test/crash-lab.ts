import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createClient, type Client } from "@latchkey/contract/client.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { openMailbox } from "@latchkey/mailbox/mailbox.ts";
import { mailboxClient, type MailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { openDatabase, type OpenDatabase } from "../db/open.ts";
import { openPostgres } from "../db/open-postgres.ts";
import { reportPath } from "../mail/report-endpoint.ts";
import type { Moment } from "../ports/clock.ts";
import { systemRandom } from "../ports/random.ts";
import { openSharedClock, type Span } from "./fake-clock.ts";
import { freePort } from "./free-port.ts";
import type { Control, GivenStack } from "./serve.ts";

/** What outlives the servers of a crash suite: data folder, mailbox, clock, keys, address. */
export type CrashLab = {
  folder: string;
  databaseFile: string;
  /** The database of its servers, for one who only looks: the file, or that on the PostgreSQL server that it was opened with. */
  openDatabase(): OpenDatabase;
  /** In base64, as its servers get them. */
  secretKeys: string[];
  mailbox: MailboxClient;
  /** Breaks every connection of the mailbox and opens it again on what it kept; it then behaves as it did at first. */
  restartMailbox(): Promise<void>;
  /** Starts a server on it and waits until it is ready. Rejects with its own words when it ends before. */
  start(options?: Partial<GivenStack>): Promise<LabServer>;
  /** Starts a server that will not get ready, and resolves with its last words when it has ended. */
  startDoomed(options: Partial<GivenStack>): Promise<string>;
  /** Moves the clock of the mailbox and of every server, those to come as well. */
  advance(by: Span): void;
  /** What that clock shows. */
  now(): Moment;
  /** A browser in a network of its own, in which nobody is signed in; it follows the server that `at` names. */
  visitor(at: () => Pick<LabServer, "address">): LabBrowser;
  /** A browser in which the administrator is signed in. */
  administrator(at: () => Pick<LabServer, "address">): Promise<LabBrowser>;
  /** Kills what still runs and removes everything. */
  close(): Promise<void>;
};

/** A caller of the routes with its cookies, and with what it asks besides. */
export type LabBrowser = Client & {
  fetch: (path: string, init?: RequestInit) => Promise<Response>;
};

/** A server in a process of its own. */
export type LabServer = {
  address: string;
  /** What its pages send as their origin. */
  origin: string;
  pid: number;
  /** From its first own step, when Node has loaded it, until it was ready: on a busy machine loading takes any time. */
  readyMilliseconds: number;
  /** What it logged as an error. */
  errors: string[];
  /** Resolves when the process has ended, with its signal, or null. */
  ended: Promise<NodeJS.Signals | null>;
  /** Sends to its control port. */
  control(order: Control): Promise<void>;
  /** As `kill -9`. */
  kill(): Promise<void>;
  /** As systemd would. */
  stop(): Promise<void>;
};

/** The System Administrator of every crash lab. */
export const labAdmin = {
  userName: "root.admin",
  email: "root@latchkey.test",
  password: "correct horse battery staple 7",
};

type FirstLine = { controlUrl: string; startMilliseconds: number; startWorkMilliseconds: number };

/** A start takes at most so much work of a processor, whatever a crash has left; how long that is, `pnpm soak` measures. */
const mostWorkMilliseconds = 5000;

const serverScript = fileURLToPath(new URL("serve.ts", import.meta.url));

/** Makes a new secret key, as the environment takes it. */
export function newSecretKey(): string {
  return Buffer.from(systemRandom.bytes(32)).toString("base64");
}

/** Prepares an empty data folder and a mailbox that no crash reaches; the database stands in a file, or at this URL. */
export async function openCrashLab({
  databaseUrl = null,
}: { databaseUrl?: string | null } = {}): Promise<CrashLab> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-crash-"));
  mkdirSync(join(folder, "web/assets"), { recursive: true });
  writeFileSync(
    join(folder, "web/index.html"),
    '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__">',
  );
  const clock = openSharedClock(join(folder, "clock"));
  const port = await freePort();
  const webhookSecret = `whsec_${newSecretKey()}`;
  const mailboxOptions = {
    folder: join(folder, "mailbox"),
    port: await freePort(),
    apiKey: "re_crash_lab",
    now: () => Date.parse(clock.now()),
    rateLimit: { perSecond: 1000, refuse: false },
    webhook: {
      secret: webhookSecret,
      url: `http://127.0.0.1:${port}${reportPath}`,
      // A server is down for a second or so, and nobody here waits for hours.
      retryWaitsMilliseconds: Array<number>(200).fill(250),
      answerWithinMilliseconds: 1000,
    },
  };
  let mailbox = await openMailbox(mailboxOptions);
  const publicUrl = `http://localhost:${port}`;
  const stack: GivenStack = {
    folder,
    mailbox: { baseUrl: mailbox.url, apiKey: mailbox.apiKey, webhookSecret },
    clockFile: join(folder, "clock"),
    secretKeys: [newSecretKey()],
    port,
    publicUrl,
    administrator: labAdmin,
    crashPoint: null,
    databaseUrl,
  };
  const running = new Set<ChildProcess>();
  const killAll = () => running.forEach((child) => child.kill("SIGKILL"));
  process.once("exit", killAll);

  const launch = (options: Partial<GivenStack>) => {
    const child = spawn(process.execPath, [serverScript, JSON.stringify({ ...stack, ...options })], {
      stdio: ["ignore", "pipe", "pipe"],
      // Most of a start is compiling, and the next one compiles the same.
      env: { NODE_COMPILE_CACHE: join(folder, "compiled"), ...process.env },
    });
    running.add(child);
    void once(child, "exit").then(() => running.delete(child));
    return child;
  };

  let networks = 0;
  const visitor: CrashLab["visitor"] = (at) => {
    networks += 1;
    const network = `10.${networks >> 16}.${(networks >> 8) & 255}.${networks & 255}`;
    let cookie = "";
    const ask = async (path: string | URL | Request, init?: RequestInit) => {
      const headers = { ...init?.headers, origin: publicUrl, "x-forwarded-for": network, cookie };
      const response = await fetch(at().address + String(path), { ...init, headers });
      const [set] = response.headers.getSetCookie();
      if (set !== undefined) cookie = set.split(";")[0]!;
      return response;
    };
    return Object.assign(createClient("", ask), { fetch: ask });
  };

  return {
    folder,
    databaseFile: join(folder, "latchkey.db"),
    openDatabase: () =>
      databaseUrl === null ? openDatabase(join(folder, "latchkey.db")) : openPostgres(databaseUrl),
    secretKeys: stack.secretKeys,
    mailbox: mailboxClient(mailbox.url),
    async restartMailbox() {
      await mailbox.close();
      mailbox = await openMailbox(mailboxOptions);
    },
    async start(options = {}) {
      const child = launch(options);
      const ended = once(child, "exit").then(([, signal]) => signal as NodeJS.Signals | null);
      const errors: string[] = [];
      createInterface(child.stderr!).on("line", (line) => errors.push(line));
      const ready = new Promise<FirstLine>((resolve) => {
        createInterface(child.stdout!).on("line", (line) => {
          if (line.includes('"controlUrl"')) resolve(JSON.parse(line) as FirstLine);
          else errors.push(line);
        });
      });
      const dead = ended.then((signal) => {
        throw new Error(`The server ended (${signal}) before it was ready.\n${errors.join("\n")}`);
      });
      const { controlUrl, startMilliseconds, startWorkMilliseconds } = await Promise.race([ready, dead]);
      dead.catch(() => {});
      if (startWorkMilliseconds > mostWorkMilliseconds)
        throw new Error(`The start took ${startWorkMilliseconds} milliseconds of work.`);
      const listeningAt = performance.now();
      const address = `http://127.0.0.1:${options.port ?? port}`;
      const readiness = await fetch(`${address}/readyz`);
      if (!readiness.ok) throw new Error(`The server is not ready: ${await readiness.text()}`);
      return {
        address,
        origin: publicUrl,
        pid: child.pid!,
        readyMilliseconds: startMilliseconds + performance.now() - listeningAt,
        errors,
        ended,
        async control(order) {
          await fetch(controlUrl, { method: "POST", body: JSON.stringify(order) });
        },
        async kill() {
          child.kill("SIGKILL");
          await ended;
        },
        async stop() {
          child.kill("SIGTERM");
          await ended;
        },
      };
    },
    async startDoomed(options) {
      const child = launch(options);
      let words = "";
      child.stderr!.on("data", (chunk) => (words += String(chunk)));
      child.stdout!.on("data", (chunk) => {
        words += String(chunk);
        // It got ready after all: the caller sees its addresses instead of its last words.
        if (words.includes('"controlUrl"')) child.kill("SIGKILL");
      });
      const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
      return `${signal ?? code} ${words}`;
    },
    advance: (by) => clock.advance(by),
    now: clock.now,
    visitor,
    async administrator(at) {
      const browser = visitor(at);
      await browser(signIn, {
        body: { userNameOrEmail: labAdmin.userName, password: labAdmin.password },
      });
      return browser;
    },
    async close() {
      process.off("exit", killAll);
      const ends = [...running].map((child) => once(child, "exit"));
      killAll();
      await Promise.all(ends);
      await mailbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
