import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createClient, type Client } from "@latchkey/contract/client.ts";
import { getMessage } from "@latchkey/contract/mail.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { createUser, getUser, updateUser, type User } from "@latchkey/contract/users.ts";
import { mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { openMailbox } from "@latchkey/mailbox/mailbox.ts";
import { systemRandom } from "../ports/random.ts";
import { clearBench, password as peoplesPassword, seedPeopleOn, type Person } from "./bench-bed.ts";
import { ms, processorTime, quantile, say, time } from "./figures.ts";
import { freePort } from "./free-port.ts";
import { startPostgres } from "./postgres-server.ts";

/**
 * Measures servers that share a PostgreSQL, each as it is started, against one mailbox: how long a click takes until its mail is
 * accepted, a change until a page of another server hears of it, and a server that ends until another one sends the mails.
 * Prints; judges nothing, because machines differ.
 */
const password = "a password for the bench 7";
const changes = 200;
const atOnce = 32;
const folder = mkdtempSync(join(tmpdir(), "latchkey-bench-servers-"));
const publicUrl = "http://localhost:3000";
const postgres = await startPostgres();
const mailbox = await openMailbox({
  folder: join(folder, "mailbox"),
  port: 0,
  rateLimit: { perSecond: 1000, refuse: true },
});
const environment = {
  PATH: process.env["PATH"],
  DATABASE_URL: postgres.url,
  PUBLIC_URL: publicUrl,
  SECRET_KEY: Buffer.from(systemRandom.bytes(32)).toString("base64"),
  RESEND_API_KEY: mailbox.apiKey,
  RESEND_BASE_URL: mailbox.url,
  MAIL_FROM: "Latchkey <no-reply@latchkey.test>",
  TRUST_PROXY: "127.0.0.1",
  SETUP_ADMIN_USERNAME: "bench.admin",
  SETUP_ADMIN_EMAIL: "bench@acme.test",
  SETUP_ADMIN_PASSWORD: password,
};
let users = 0;
let visitors = 0;

/** One of the servers, and a browser that is led to it. */
type Server = {
  call: Client;
  /** Of somebody of another network each time, without a session. */
  visit: Client;
  pid: number;
  /** How many parcels it has handed over, and how many of them were refused for their number. */
  sent(): number;
  refused(): number;
  /** Opens a stream of hints; `heard` resolves at its next one. */
  listen(path: string): Promise<{ heard(): Promise<void>; leave(): void }>;
  stop(signal: NodeJS.Signals): Promise<void>;
};

try {
  const alone = await start();
  await benchClicks("A on the only server", [alone]);
  await benchCosts([alone]);
  const second = await start();
  await benchClicks("A on two servers in turn", [alone, second]);
  await benchCosts([alone, second]);
  await benchHints("change on one server → hint on the other", alone, second);
  const deaf = await start({ isDeaf: true });
  await benchHints("… without LISTEN", alone, deaf, 20);
  await deaf.stop("SIGTERM");
  let servers: [Server, Server] = [alone, second];
  for (const signal of ["SIGTERM", "SIGTERM", "SIGTERM", "SIGKILL", "SIGKILL"] as const) {
    servers = await benchEnd(signal, servers);
  }
  await benchPace(servers);
  await Promise.all(servers.map(({ stop }) => stop("SIGTERM")));
} finally {
  await mailbox.close();
  await postgres.stop();
  clearBench();
  rmSync(folder, { recursive: true, force: true });
}

async function benchClicks(name: string, servers: Server[]): Promise<void> {
  const took: number[][] = servers.map(() => []);
  for (let click = 0; click < changes + 20; click++) {
    const { call } = servers[click % servers.length]!;
    const { id: userId } = await newUser(call);
    const begunAt = performance.now();
    const { mail } = await call(sendPasswordChangeLink, { params: { userId }, body: {} });
    const milliseconds = performance.now() - begunAt;
    if (mail?.state !== "accepted") throw new Error(`The mail is ${mail?.state}.`);
    // The first ones tell the sender its limit, and warm everything up.
    if (click >= 20) took[click % servers.length]!.push(milliseconds);
  }
  for (const each of took) say(`${name.padEnd(42)}${quantiles(each)}`);
}

/** Many at a time, each on the next server: how many a second, and what each costs the processors of the servers and of PostgreSQL. */
async function benchCosts(servers: Server[]): Promise<void> {
  const people = await seedPeopleOn(postgres.url, 3 * atOnce * 10);
  const asked: Record<string, (server: Server, person: Person) => Promise<unknown>> = {
    A: ({ call }, { id: userId }) => call(sendPasswordChangeLink, { params: { userId }, body: {} }),
    record: ({ call }, { id: userId }) => call(getUser, { params: { userId } }),
    "sign-in": ({ visit }, { userName }) =>
      visit(signIn, { body: { userNameOrEmail: userName, password: peoplesPassword } }),
    redemption: ({ visit }, { token }) =>
      visit(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } }),
  };
  for (const [name, ask] of Object.entries(asked)) {
    const some = people.splice(0, atOnce * (name === "record" ? 2 : 8)).flatMap((person) =>
      // A record may be read again and again.
      name === "record" ? Array.from({ length: 20 }, () => person) : [person],
    );
    const count = some.length;
    const spent = () =>
      [servers.map(({ pid }) => pid), [postgres.pid()]].map((pids) =>
        pids.reduce((sum, pid) => sum + (processorTime(pid) ?? 0), 0),
      );
    const before = spent();
    const took: number[] = [];
    const whole = await time(() =>
      Promise.all(
        Array.from({ length: atOnce }, async (_, lane) => {
          for (let person = some.pop(); person !== undefined; person = some.pop()) {
            const one = person;
            took.push(await time(() => ask(servers[lane % servers.length]!, one)));
          }
        }),
      ),
    );
    const [ofServers, ofDatabase] = spent().map((now, index) => (now - before[index]!) / count);
    say(
      `${`${name}, ${atOnce} at a time on ${servers.length === 1 ? "one server" : "two servers"}`.padEnd(42)}${((1000 * count) / whole).toFixed(0)}/s, ${quantiles(took)}; processors ${ms(ofServers!)} each, PostgreSQL's ${ms(ofDatabase!)}`,
    );
  }
}

async function benchHints(name: string, from: Server, to: Server, count = changes): Promise<void> {
  let user = await newUser(from.call);
  const page = await to.listen(`/api/users/${user.id}/live`);
  const took: number[] = [];
  for (let change = 0; change < count; change++) {
    const heard = page.heard();
    user = await from.call(updateUser, {
      params: { userId: user.id },
      body: { version: user.version, title: `Title ${change}` },
    });
    const begunAt = performance.now();
    await heard;
    took.push(performance.now() - begunAt);
  }
  page.leave();
  say(`${name.padEnd(42)}${quantiles(took)}`);
}

/** Ends the server that sends the mails, and lets the other one send the next; then there are two again. */
async function benchEnd(signal: NodeJS.Signals, servers: [Server, Server]): Promise<[Server, Server]> {
  const before = servers.map(({ sent }) => sent());
  await send(servers[0].call);
  const postman = servers.findIndex(({ sent }, index) => sent() > before[index]!);
  const [ended, other] = [servers[postman]!, servers[1 - postman]!];
  const begunAt = performance.now();
  await ended.stop(signal);
  const endedAt = performance.now();
  await send(other.call);
  say(
    `${`sends again after ${signal}`.padEnd(42)}${ms(performance.now() - endedAt)} (the server itself ended in ${ms(endedAt - begunAt)})`,
  );
  return [other, await start()];
}

/** Sends a link, and waits until its mail is accepted. */
async function send(call: Client): Promise<void> {
  const { id: userId } = await newUser(call);
  const { mail } = await call(sendPasswordChangeLink, { params: { userId }, body: {} });
  for (let state = mail?.state; state !== "accepted";) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    state = (await call(getMessage, { params: { messageId: mail!.id } })).state;
  }
}

/** Many clicks on both servers at once, beyond what the mail service takes a second: how many of them it refuses. */
async function benchPace(servers: Server[]): Promise<void> {
  const [perSecond, clicks] = [10, 60];
  await mailboxClient(mailbox.url).setLimit({ perSecond, refuse: true });
  await send(servers[0]!.call);
  const count = (of: "sent" | "refused") => servers.reduce((sum, server) => sum + server[of](), 0);
  const [sentBefore, refusedBefore] = [count("sent"), count("refused")];
  const begunAt = performance.now();
  await Promise.all(
    Array.from({ length: 6 }, async (_, lane) => {
      for (let click = 0; click < clicks / 6; click++) await send(servers[lane % servers.length]!.call);
    }),
  );
  const seconds = (performance.now() - begunAt) / 1000;
  say(
    `${`${clicks} clicks on both at ${perSecond} requests/s`.padEnd(42)}${count("sent") - sentBefore} requests in ${seconds.toFixed(1)} s, ${count("refused") - refusedBefore} refused`,
  );
}

async function newUser(call: Client): Promise<User> {
  users += 1;
  return call(createUser, {
    body: { userName: `clicked.${users}`, lastName: "Okafor", email: `clicked.${users}@bench.acme.test` },
  });
}

function quantiles(took: readonly number[]): string {
  const [half, most, nearlyAll] = [0.5, 0.95, 0.99].map((share) => ms(quantile(took, share)));
  return `p50 ${half}, p95 ${most}, p99 ${nearlyAll} of ${took.length}`;
}

async function start({ isDeaf = false } = {}): Promise<Server> {
  const port = await freePort();
  const preloaded = isDeaf ? ["--import", new URL("./deaf.ts", import.meta.url).href] : [];
  const child = spawn(
    process.execPath,
    [...preloaded, fileURLToPath(new URL("../main.ts", import.meta.url))],
    {
      env: { ...environment, DATA_DIR: join(folder, String(port)), PORT: String(port) },
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = Promise.withResolvers<void>();
  let [sent, refused] = [0, 0];
  createInterface(child.stdout).on("line", (line) => {
    if (line.includes('"server.ready"')) ready.resolve();
    if (!line.includes('"mail.attempted"')) return;
    sent += 1;
    if (line.includes('"outcome":"later"')) refused += 1;
  });
  void ended.then(() => ready.reject(new Error("The server did not start.")));
  await ready.promise;
  const at = (path: string) => `http://127.0.0.1:${port}${path}`;
  const response = await fetch(at(signIn.path), {
    method: "POST",
    headers: { "content-type": "application/json", origin: publicUrl },
    body: JSON.stringify({ userNameOrEmail: "bench.admin", password }),
  });
  const headers = { origin: publicUrl, cookie: response.headers.getSetCookie()[0]!.split(";")[0]! };
  return {
    call: createClient(publicUrl, (input, init) =>
      fetch(at(String(input).replace(publicUrl, "")), { ...init, headers: { ...init?.headers, ...headers } }),
    ),
    visit: createClient(publicUrl, (input, init) => {
      const stranger = `10.0.${Math.floor((visitors += 1) / 250)}.${1 + (visitors % 250)}`;
      return fetch(at(String(input).replace(publicUrl, "")), {
        ...init,
        headers: { ...init?.headers, origin: publicUrl, "x-forwarded-for": stranger },
      });
    }),
    pid: child.pid!,
    sent: () => sent,
    refused: () => refused,
    async listen(path) {
      const page = new AbortController();
      const { body } = await fetch(at(path), { headers, signal: page.signal });
      let hear = () => {};
      const isOpen = new Promise<void>((resolve) => (hear = resolve));
      void (async () => {
        for await (const _ of body!.pipeThrough(new TextDecoderStream())) hear();
      })().catch(() => {});
      await isOpen;
      return {
        heard: () => new Promise((resolve) => (hear = resolve)),
        leave: () => page.abort(),
      };
    },
    async stop(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
