import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createClient, type Client } from "@latchkey/contract/client.ts";
import {
  generateNewPassword,
  redeemPasswordChangeLink,
  requestPasswordRecovery,
  sendPasswordChangeLink,
} from "@latchkey/contract/recoveries.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { getUser, listUsers, updateUser } from "@latchkey/contract/users.ts";
import Sqlite from "better-sqlite3";
import { hashToken, openHasher, productionCost } from "../ports/hasher.ts";
import { newId, newToken, systemRandom } from "../ports/random.ts";
import { addMinutes, systemClock } from "../ports/clock.ts";
import { userColumns } from "../users/user-columns.ts";
import { ownTurn } from "../ports/turns.ts";
import { benchRendering } from "./bench-rendering.ts";
import { memory, ms, quantile, say, time } from "./figures.ts";
import { freePort } from "./free-port.ts";

/**
 * Measures the product as it is started, `main.ts` in a process of its own, over the network of this machine. Prints
 * medians of several runs and their spread; judges nothing, because machines differ.
 */
const password = "a password for the bench 7";
const folder = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
const file = join(folder, "latchkey.db");
const port = await freePort();
const mailboxPort = await freePort();
const publicUrl = `http://localhost:${port}`;
const hasher = openHasher(productionCost);
const passwordHash = await hasher.hash(password, ownTurn);
/** How often a measurement is made anew; what is printed is the median of the runs, and the fastest and slowest of them. */
const runs = 5;

type Server = { ready: number; pid: number; stop(): Promise<void> };

let sender = 0;
let userNumber = 0;

try {
  say(`${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}`);
  await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const first = await start();
  await first.stop();
  say(`start → ready   first ${ms(first.ready)}`);
  seed(100);
  const starts: number[] = [];
  for (let times = 0; times < runs; times++) {
    const server = await start();
    starts.push(server.ready);
    await server.stop();
  }
  say(`start → ready   second ${spread(starts)}`);

  let server = await start();
  say(`memory, idle    ${memory(server)}`);
  await benchHashes();
  await benchRendering();
  await benchSignIn();
  await benchLists("100 users");
  await server.stop();

  seed(100_000 - 100);
  server = await start();
  await benchLists("100,000 users");
  await benchOptions();
  await benchClasses();
  say(`memory, after   ${memory(server)}`);
  await server.stop();
}

/** How many hashes this machine makes at all: what sign-in is measured against. */
async function benchHashes(): Promise<void> {
  say(
    `hash            one at a time ${await repeat(8, () => hasher.verify(password, passwordHash, ownTurn))}`,
  );
  say(
    `hash            8 at a time ${await rate(8, 24, () => hasher.verify(password, passwordHash, ownTurn))}`,
  );
}

async function benchSignIn(): Promise<void> {
  const people = seedPeople(1 + runs * 8 + 3 * 24);
  const next = () => client().call(signIn, { body: { userNameOrEmail: people.pop()!.userName, password } });
  say(`sign-in         one at a time ${await repeat(8, next)}`);
  say(`sign-in         8 at a time ${await rate(8, 24, next)}`);
}

async function benchLists(size: string): Promise<void> {
  const { call } = await administrator();
  const { users } = await call(listUsers, { query: {} });
  const { id } = users[3]!;
  const measure = async (what: string, once: () => Promise<unknown>) =>
    say(`${what.padEnd(28)} at ${size} ${await repeat(10, once)}`);
  await measure("record", () => call(getUser, { params: { userId: id } }));
  await measure("list", () => call(listUsers, { query: {} }));
  await measure("list, last page", () =>
    call(listUsers, { query: { page: size === "100 users" ? 4 : 4000 } }),
  );
  for (const sort of ["email", "type", "last-sign-in"] as const) {
    await measure(`list by ${sort}, descending`, () =>
      call(listUsers, { query: { sort, order: "descending" } }),
    );
  }
  await measure("search, one finds", () => call(listUsers, { query: { search: users[3]!.userName } }));
  await measure("search, many found", () => call(listUsers, { query: { search: "okafor" } }));
  await measure("search, nobody found", () => call(listUsers, { query: { search: "zzz qqq" } }));
}

/** The three options and the redemption, one and eight at a time, each on a user of its own. */
async function benchOptions(): Promise<void> {
  const { call } = await administrator();
  const people = seedPeople(4 * (1 + runs * 5 + 3 * 24));
  const userId = () => people.pop()!.id;
  const states = new Map<string, number>();
  const note = (state: string | undefined) =>
    states.set(state ?? "none", (states.get(state ?? "none") ?? 0) + 1);
  const options = {
    "A  click → accepted": async () => {
      note((await call(sendPasswordChangeLink, { params: { userId: userId() }, body: {} })).mail?.state);
    },
    "B  click → accepted": async () => {
      note((await call(generateNewPassword, { params: { userId: userId() }, body: {} })).mail?.state);
    },
    "C  Generate and Save": async () => {
      const params = { userId: userId() };
      const { id } = await call(suggestPassword, { params, body: { style: "groups" } });
      await call(updateUser, { params, body: { version: 1, passwordSuggestionId: id } });
    },
    redemption: async () => {
      const { token } = people.pop()!;
      await client().call(redeemPasswordChangeLink, {
        body: { token, newPassword: `${newToken(systemRandom)}` },
      });
    },
  };
  for (const [name, once] of Object.entries(options)) {
    await quiet();
    say(`${name.padEnd(20)} one at a time ${await repeat(5, once)}`);
    await quiet();
    say(`${name.padEnd(20)} 8 at a time ${await rate(8, 24, once)}`);
  }
  say(`mails in the replies: ${[...states].map(([state, times]) => `${times} ${state}`).join(", ")}`);
}

/** Sign-in and forgot for every kind of account, in turn, so that what else the machine does falls on all alike. */
async function benchClasses(): Promise<void> {
  const each = 96;
  const kinds = {
    existing: seedPeople(each * 2),
    unknown: Array.from({ length: each * 2 }, (_, index) => ({ userName: `nobody.${index}` })),
    inactive: seedPeople(each * 2, { inactive: true }),
    mailless: seedPeople(each * 2, { mailless: true }),
  };
  const attempts = [
    {
      name: "sign-in, wrong password",
      times: 24,
      attempt: (userName: string) =>
        client()
          .call(signIn, { body: { userNameOrEmail: userName, password: "a wrong password" } })
          .catch(() => {}),
    },
    {
      name: "forgot",
      times: each,
      attempt: (userName: string) =>
        client().call(requestPasswordRecovery, { body: { userNameOrEmail: userName } }),
    },
  ];
  for (const { name, times, attempt } of attempts) {
    const took: Record<string, number[]> = {};
    for (let turn = 0; turn < times; turn++) {
      // Another order each time, because each request pays a little for the one before it.
      for (const [kind, people] of shuffle(Object.entries(kinds), turn)) {
        (took[kind] ??= []).push(await time(() => attempt(people.pop()!.userName)));
        await quiet();
      }
    }
    for (const [kind, all] of Object.entries(took)) {
      say(`${name.padEnd(24)} ${kind.padEnd(9)} ${quartiles(all)}`);
    }
  }
}

/** One of the orders of four, each as often as the others. */
function shuffle<T>(all: readonly T[], turn: number): T[] {
  const left = [...all];
  const order: T[] = [];
  let number = turn;
  for (let count = left.length; count > 0; count--) {
    order.push(...left.splice(number % count, 1));
    number = Math.floor(number / count);
  }
  return order;
}

/** Waits until the worker has nothing left to do, so that the next request does not pay for the one before. */
async function quiet(): Promise<void> {
  const sqlite = new Sqlite(file, { readonly: true });
  const waiting = sqlite.prepare(
    `select 1 from "recoveryRequests" where "settledAt" is null
      union all select 1 from "messages" where "state" in ('queued', 'sending')`,
  );
  while (waiting.get() !== undefined) await sleep(2);
  sqlite.close();
  await sleep(2);
}

/** A person's browser: its own address, as the trusted proxy tells it, so that no network is throttled. */
function client(cookie?: string): { call: Client } {
  sender += 1;
  const address = `10.${(sender >> 16) & 255}.${(sender >> 8) & 255}.${sender & 255}`;
  const call = createClient(publicUrl, (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("origin", publicUrl);
    headers.set("x-forwarded-for", address);
    if (cookie !== undefined) headers.set("cookie", cookie);
    return fetch(input, { ...init, headers });
  });
  return { call };
}

async function administrator(): Promise<{ call: Client }> {
  const response = await fetch(`${publicUrl}${signIn.path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: publicUrl },
    body: JSON.stringify({ userNameOrEmail: "bench.admin", password }),
  });
  return client(response.headers.getSetCookie()[0]!.split(";")[0]!);
}

type Person = { id: string; userName: string; token: string };

function seedPeople(count: number, how: { inactive?: true; mailless?: true } = {}): Person[] {
  return seed(count, how);
}

/** Writes users with a password, an open link and an old session each, past the product: it would take hours. */
function seed(count: number, how: { inactive?: true; mailless?: true } = {}): Person[] {
  const sqlite = new Sqlite(file, { timeout: 5000 });
  const now = systemClock.now();
  const firstNames = ["Jane", "José", "Zoë", "Li", "Amara", "Björn", "Chidi", "Dina"];
  const lastNames = [
    "Okafor",
    "Müller",
    "Nguyễn",
    "Smith",
    "Kowalska",
    "Silva",
    "Yılmaz",
    "Öberg",
    "de Vries",
  ];
  const people: Person[] = [];
  const insert = (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    sqlite
      .prepare(
        `insert into "${table}" (${names.map((name) => `"${name}"`).join()}) values (${names.map(() => "?").join()})`,
      )
      .run(Object.values(row));
  };
  sqlite.exec("begin immediate");
  for (let index = 0; index < count; index++) {
    userNumber += 1;
    const person = { id: newId(), userName: `user.${userNumber}`, token: newToken(systemRandom) };
    people.push(person);
    insert("users", {
      id: person.id,
      version: 1,
      ...userColumns({
        userName: person.userName,
        salutation: null,
        firstName: firstNames[userNumber % firstNames.length]!,
        lastName: `${lastNames[userNumber % lastNames.length]!} ${userNumber}`,
        title: null,
        email: how.mailless === true ? null : `${person.userName}@bench.acme.test`,
        phone: null,
        type: "regular",
        teams: [],
        language: null,
        timeZone: null,
      }),
      theme: null,
      deletedAt: null,
      deactivatedAt: how.inactive === true ? now : null,
      passwordHash,
      passwordVersion: 1,
      temporaryPasswordExpiresAt: null,
      lastSignedInAt: userNumber % 3 === 0 ? null : addMinutes(now, -userNumber),
      createdAt: now,
      updatedAt: now,
    });
    insert("recoveries", {
      id: newId(),
      userId: person.id,
      way: "link",
      tokenHash: hashToken(person.token),
      askedBy: "operator",
      createdBy: null,
      createdAt: now,
      expiresAt: addMinutes(now, 60),
      messageId: null,
    });
  }
  sqlite.exec("commit");
  sqlite.close();
  return people;
}

/** Starts the product and waits until it says that it is ready; the time includes that of Node itself. */
async function start(): Promise<Server> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL("../main.ts", import.meta.url))], {
    env: {
      PATH: process.env["PATH"],
      DATA_DIR: folder,
      PORT: String(port),
      MAILBOX_PORT: String(mailboxPort),
      TRUST_PROXY: "127.0.0.1,::1",
      SETUP_ADMIN_USERNAME: "bench.admin",
      SETUP_ADMIN_EMAIL: "bench@acme.test",
      SETUP_ADMIN_PASSWORD: password,
    },
    stdio: ["ignore", "pipe", "ignore"],
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

/** The median time of one, of several runs of `times` each, after one that does not count. */
async function repeat(times: number, once: () => Promise<unknown>): Promise<string> {
  await once();
  const medians: number[] = [];
  for (let run = 0; run < runs; run++) {
    const took: number[] = [];
    for (let index = 0; index < times; index++) took.push(await time(once));
    medians.push(quantile(took, 0.5));
  }
  return spread(medians);
}

/** How many a second, so many at a time. */
async function rate(atOnce: number, times: number, once: () => Promise<unknown>): Promise<string> {
  const rates: number[] = [];
  for (let run = 0; run < Math.min(runs, 3); run++) {
    let left = times;
    const took = await time(() =>
      Promise.all(
        Array.from({ length: atOnce }, async () => {
          while (left-- > 0) await once();
        }),
      ),
    );
    rates.push((times * 1000) / took);
  }
  return `${quantile(rates, 0.5).toFixed(1)}/s (${Math.min(...rates).toFixed(1)} to ${Math.max(...rates).toFixed(1)})`;
}

function spread(medians: readonly number[]): string {
  return `${ms(quantile(medians, 0.5))} (${ms(Math.min(...medians))} to ${ms(Math.max(...medians))})`;
}

function quartiles(all: readonly number[]): string {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => ms(quantile(all, share)));
  return `${middle} (half of them ${low} to ${high})`;
}
