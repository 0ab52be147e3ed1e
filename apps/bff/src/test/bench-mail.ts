import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createClient, type Client } from "@latchkey/contract/client.ts";
import { getMailQueue, updateMailQueue } from "@latchkey/contract/mail.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { createUser } from "@latchkey/contract/users.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { openMailbox, type Mailbox } from "@latchkey/mailbox/mailbox.ts";
import Sqlite from "better-sqlite3";
import type { Tx } from "../db/transaction.ts";
import { openDatabase } from "../db/open.ts";
import { transact } from "../db/transaction.ts";
import { largestParcel, queueMail } from "../mail/queue-mail.ts";
import { addMinutes, systemClock } from "../ports/clock.ts";
import { newId, systemRandom } from "../ports/random.ts";
import { openSealer } from "../ports/sealer.ts";
import { userColumns } from "../users/user-columns.ts";
import { ms, quantile, residentMegabytes, say } from "./figures.ts";
import { freePort } from "./free-port.ts";

/**
 * Measures the outbox of the product as it is started, `main.ts` in a process of its own, against a mailbox that refuses
 * whatever goes beyond its limit. Prints; judges nothing, because machines differ.
 */
const password = "a password for the bench 7";
const folder = mkdtempSync(join(tmpdir(), "latchkey-bench-mail-"));
const file = join(folder, "latchkey.db");
const secretKey = Buffer.from(systemRandom.bytes(32));
const webhookSecret = `whsec_${Buffer.from(systemRandom.bytes(24)).toString("base64")}`;
const port = await freePort();
const publicUrl = `http://localhost:${port}`;
/** Each limit in requests a second, and how many mails are drained at it. */
const drains = [
  { perSecond: 2, mails: 2000 },
  { perSecond: 10, mails: 10_000 },
  { perSecond: 10, mails: 10_000 },
];
/** Rows that an outbox holds after a year or two. */
const manyRows = 100_000;

let seeded = 0;
let mailbox: Mailbox | undefined;
try {
  mailbox = await openMailbox({
    folder: join(folder, "mailbox"),
    port: 0,
    webhook: { secret: webhookSecret, url: `http://127.0.0.1:${port}/api/webhooks/resend` },
    rateLimit: { perSecond: 10, refuse: true },
  });
  await bench(mailbox);
} finally {
  await mailbox?.close();
  rmSync(folder, { recursive: true, force: true });
}

async function bench({ url, apiKey }: Mailbox): Promise<void> {
  let server = await start(url, apiKey);
  await benchClicks(await administrator(), mailboxClient(url));
  for (const drain of drains) await benchDrain(server, await administrator(), mailboxClient(url), drain);
  await server.stop();

  await fillOutbox();
  const starts: number[] = [];
  for (let times = 0; times < 5; times++) {
    server = await start(url, apiKey);
    starts.push(server.ready);
    await server.stop();
  }
  const [fastest, median, slowest] = [0, 0.5, 1].map((share) => ms(quantile(starts, share)));
  say(
    `restart → ready, ${manyRows.toLocaleString("en")} rows in the outbox  ${median} (${fastest} to ${slowest})`,
  );
}

/** From the request of option A to the reply that says accepted, one after the other, within the limit. */
async function benchClicks(call: Client, mails: ReturnType<typeof mailboxClient>): Promise<void> {
  await mails.setLimit({ perSecond: 1000, refuse: true });
  const took: number[] = [];
  for (let click = 0; click < 110; click++) {
    const user = await call(createUser, {
      body: { userName: `click.${click}`, lastName: "Okafor", email: `click.${click}@bench.acme.test` },
    });
    const begunAt = performance.now();
    const { mail } = await call(sendPasswordChangeLink, { params: { userId: user.id }, body: {} });
    const milliseconds = performance.now() - begunAt;
    if (mail?.state !== "accepted") throw new Error(`The mail is ${mail?.state}.`);
    // The first ones tell the sender its limit, and warm everything up.
    if (click >= 10) took.push(milliseconds);
  }
  say(`click → accepted  p50 ${ms(quantile(took, 0.5))}, p95 ${ms(quantile(took, 0.95))} of ${took.length}`);
}

async function benchDrain(
  server: Server,
  call: Client,
  mails: ReturnType<typeof mailboxClient>,
  drain: { perSecond: number; mails: number },
): Promise<void> {
  await mails.setLimit({ perSecond: drain.perSecond, refuse: true });
  // One mail, from whose answer the sender learns the limit.
  await queueBulk(1);
  while ((await call(getMailQueue, {})).depth > 0) await sleep(100);
  await sleep(1100);
  await call(updateMailQueue, { body: { state: "paused" } });
  await queueBulk(drain.mails);
  const toldBefore = told("The mail service asks to send more slowly.");
  const memory = [residentMegabytes(server.pid)];
  const begunAt = performance.now();
  await call(updateMailQueue, { body: { state: "running" } });
  for (;;) {
    const { depth } = await call(getMailQueue, {});
    if (depth <= drain.mails * (1 - memory.length / 4)) memory.push(residentMegabytes(server.pid));
    if (depth === 0) break;
    await sleep(100);
  }
  const seconds = (performance.now() - begunAt) / 1000;
  const ideal = drain.mails / (largestParcel * drain.perSecond);
  const refused = told("The mail service asks to send more slowly.") - toldBefore;
  say(
    `drain ${drain.mails.toLocaleString("en")} mails at ${drain.perSecond} requests/s  ${seconds.toFixed(1)} s, ideal ${ideal.toFixed(1)} s ` +
      `(${((100 * ideal) / seconds).toFixed(0)} %), ${refused} mails told to come later, memory by quarters ${memory.join(", ")} MB`,
  );
}

/** How many lines of the histories give this reason. */
function told(reason: string): number {
  const sqlite = new Sqlite(file, { readonly: true });
  const { times } = sqlite
    .prepare(`select count(*) as "times" from "messageEvents" where "reason" = ?`)
    .get(reason) as { times: number };
  sqlite.close();
  return times;
}

/** Queues notices, each to a user of its own, a hundred in a transaction: the mailbox lives in this process and has to breathe. */
async function queueBulk(count: number): Promise<void> {
  const database = openDatabase(file);
  const system = {
    clock: systemClock,
    sealer: openSealer([secretKey], systemRandom),
    installation: { mailFrom: "Latchkey <no-reply@latchkey.test>", mailReplyTo: null },
  };
  for (let left = count; left > 0; left -= 100) {
    await transact(database, async (tx) => {
      for (let index = 0; index < Math.min(left, 100); index++) await queueOne(tx, system);
    });
    await sleep(1);
  }
  await database.close();
}

async function queueOne(tx: Tx, system: Parameters<typeof queueMail>[0]): Promise<void> {
  seeded += 1;
  const user = seedRow(`bulk.${seeded}`);
  await tx.insertInto("users").values(user).execute();
  const text = `Your password was changed, number ${seeded}. ${"It reads like a usual notice. ".repeat(40)}`;
  const until = addMinutes(systemClock.now(), 3 * 24 * 60);
  await queueMail(system, tx, {
    id: newId(),
    userId: user.id,
    kind: "password-changed",
    aboutId: null,
    isBulk: true,
    mail: {
      to: user.email!,
      subject: "Your password was changed",
      html: `<p>${text}</p>`.repeat(4),
      text,
      tag: "password-changed",
    },
    expiresAt: until,
    giveUpAt: until,
  });
}

function seedRow(userName: string) {
  const now = systemClock.now();
  const columns = userColumns({
    userName,
    salutation: null,
    firstName: "Jane",
    lastName: "Okafor",
    title: null,
    email: `${userName}@bench.acme.test`,
    phone: null,
    type: "regular",
    teams: [],
    language: null,
    timeZone: null,
  });
  return { id: newId(), version: 1, ...columns, passwordVersion: 0, createdAt: now, updatedAt: now };
}

/** Accepted messages of the past, copied until there are many. */
async function fillOutbox(): Promise<void> {
  const sqlite = new Sqlite(file, { timeout: 5000 });
  const columns = (sqlite.pragma(`table_info("messages")`) as { name: string }[]).map(({ name }) => name);
  const copied = columns.map((name) =>
    name === "id" || name === "providerId" ? `? || "${name}"` : `"${name}"`,
  );
  const names = columns.map((name) => `"${name}"`).join();
  const { rows } = sqlite.prepare(`select count(*) as "rows" from "messages"`).get() as { rows: number };
  const copy = sqlite.prepare(
    `insert into "messages" (${names}) select ${copied.join()} from "messages" where "id" not like 'copy%' limit ?`,
  );
  sqlite.exec("begin immediate");
  for (let made = rows, round = 0; made < manyRows; made += rows, round++) {
    copy.run(`copy ${round} `, `copy ${round} `, Math.min(rows, manyRows - made));
  }
  sqlite.exec("commit");
  sqlite.close();
}

type Server = { ready: number; pid: number; stop(): Promise<void> };

/** Starts the product with this mailbox as its mail service; the time until it is ready includes that of Node itself. */
async function start(baseUrl: string, apiKey: string): Promise<Server> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL("../main.ts", import.meta.url))], {
    env: {
      PATH: process.env["PATH"],
      DATA_DIR: folder,
      PORT: String(port),
      SECRET_KEY: secretKey.toString("base64"),
      RESEND_API_KEY: apiKey,
      RESEND_BASE_URL: baseUrl,
      RESEND_WEBHOOK_SECRET: webhookSecret,
      MAIL_FROM: "Latchkey <no-reply@latchkey.test>",
      SETUP_ADMIN_USERNAME: "bench.admin",
      SETUP_ADMIN_EMAIL: "bench@acme.test",
      SETUP_ADMIN_PASSWORD: password,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = Promise.withResolvers<number>();
  createInterface(child.stdout).on("line", (line) => {
    if (line.includes('"server.ready"')) ready.resolve(performance.now() - startedAt);
  });
  void ended.then(() => ready.reject(new Error("The server did not start.")));
  return {
    ready: await ready.promise,
    pid: child.pid!,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function administrator(): Promise<Client> {
  const response = await fetch(`${publicUrl}${signIn.path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: publicUrl },
    body: JSON.stringify({ userNameOrEmail: "bench.admin", password }),
  });
  const cookie = response.headers.getSetCookie()[0]!.split(";")[0]!;
  return createClient(publicUrl, (input, init) =>
    fetch(input, { ...init, headers: { ...init?.headers, origin: publicUrl, cookie } }),
  );
}
