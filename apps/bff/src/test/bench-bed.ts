import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createClient, type Client } from "@latchkey/contract/client.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { openDatabase } from "../db/open.ts";
import { openPostgres } from "../db/open-postgres.ts";
import { addMinutes, systemClock, type Moment } from "../ports/clock.ts";
import { hashToken, openHasher, productionCost } from "../ports/hasher.ts";
import { newId, newToken, systemRandom } from "../ports/random.ts";
import { ownTurn } from "../ports/turns.ts";
import { userColumns } from "../users/user-columns.ts";
import { quantile } from "./figures.ts";
import { freePort } from "./free-port.ts";

/** Everybody's password on the bench. */
export const password = "a password for the bench 7";
const folder = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
const file = join(folder, "latchkey.db");
const port = await freePort();
const mailboxPort = await freePort();
/** Where the product is. */
export const publicUrl = `http://localhost:${port}`;
/** As the product makes hashes. */
export const hasher = openHasher(productionCost);
/** Its hash. */
export const passwordHash = await hasher.hash(password, ownTurn);

/** The product, running. */
export type Server = {
  ready: number;
  pid: number;
  /** How long its event loop stood still at most since this was asked last, in milliseconds. */
  longestDelay(): Promise<number>;
  /** The time of processors that it has used, in milliseconds, its threads' too; NaN where the system does not tell. */
  processorTime(): number;
  stop(): Promise<void>;
};

/** What Linux counts processor time in, in milliseconds. */
const tick = 10;

let sender = 0;
let userNumber = 0;

/** Waits until the worker has nothing left to do, so that the next request does not pay for the one before. */
export async function quiet(): Promise<void> {
  const sqlite = new Sqlite(file, { readonly: true });
  const waiting = sqlite.prepare(
    `select 1 from "recoveryRequests" where "settledAt" is null
      union all select 1 from "messages" where "state" in ('queued', 'sending')`,
  );
  while (waiting.get() !== undefined) await sleep(2);
  sqlite.close();
  await sleep(2);
}

/** A person's browser: its own address, as the trusted proxy tells it, so that no network is throttled, and its own cookies. */
export function client(): { call: Client } {
  sender += 1;
  const address = `10.${(sender >> 16) & 255}.${(sender >> 8) & 255}.${sender & 255}`;
  const jar = new Map<string, string>();
  const call = createClient(publicUrl, async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("origin", publicUrl);
    headers.set("x-forwarded-for", address);
    headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(input, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(";")[0]!.split("=") as [string, string];
      jar.set(name, value);
    }
    return response;
  });
  return { call };
}

/** The first System Administrator, signed in. */
export async function administrator(): Promise<{ call: Client }> {
  const browser = client();
  await browser.call(signIn, { body: { userNameOrEmail: "bench.admin", password } });
  return browser;
}

/** Somebody with a password and a link. */
export type Person = { id: string; userName: string; token: string };

const titles = ["Field Engineer", "Accountant", "Nurse", "Teacher", null];
const teams = ["Finance", "Support", "Field"];

/** A name of three syllables. */
function rareName(number: number): string {
  const syllables = "ba ker lo mi nu ra sen ti vo za an eld is on ul gre".split(" ");
  const name = [0, 1, 2].map((place) => syllables[Math.floor((number * 7919) / 16 ** place) % 16]!).join("");
  return name[0]!.toUpperCase() + name.slice(1);
}

/** Of which kind the people are; active, with an open link, unless told otherwise. */
type Kind = {
  inactive?: true;
  mailless?: true;
  passwordless?: true;
  link?: "expired" | "used" | "revoked";
  crowd?: true;
};

const firstNames = ["Jane", "José", "Zoë", "Li", "Amara", "Björn", "Chidi", "Dina"];
const lastNames = ["Okafor", "Müller", "Nguyễn", "Smith", "Kowalska", "Silva", "Yılmaz", "Öberg", "de Vries"];

/** The next user and their link, as rows. */
function nextPerson(how: Kind, now: Moment) {
  userNumber += 1;
  const isInactive = how.inactive === true || (how.crowd === true && userNumber % 20 === 7);
  const hasExpired = how.link === "expired" || (how.crowd === true && userNumber % 50 !== 11);
  const person = { id: newId(), userName: `user.${userNumber}`, token: newToken(systemRandom) };
  const user = {
    id: person.id,
    version: 1,
    ...userColumns({
      userName: person.userName,
      salutation: null,
      firstName: firstNames[userNumber % firstNames.length]!,
      // One of three has one of a few names, the others one of some thousands.
      lastName: `${userNumber % 3 === 0 ? lastNames[userNumber % lastNames.length]! : rareName(userNumber)} ${userNumber}`,
      title: titles[userNumber % titles.length]!,
      email: how.mailless === true ? null : `${person.userName}@bench.acme.test`,
      phone: userNumber % 2 === 0 ? `+44 20 ${70_000_000 + userNumber * 7}` : null,
      type: "regular",
      teams: [teams[userNumber % teams.length]!],
      language: null,
      timeZone: null,
    }),
    theme: null,
    deletedAt: null,
    deactivatedAt: isInactive ? now : null,
    passwordHash: how.passwordless === true ? null : passwordHash,
    passwordVersion: 1,
    temporaryPasswordExpiresAt: null,
    lastSignedInAt: userNumber % 3 === 0 ? null : addMinutes(now, -userNumber),
    createdAt: now,
    updatedAt: now,
  };
  const link = {
    id: newId(),
    userId: person.id,
    way: "link" as const,
    tokenHash: hashToken(person.token),
    askedBy: "operator" as const,
    createdBy: null,
    createdAt: now,
    expiresAt: addMinutes(now, hasExpired ? -1 : 60),
    messageId: null,
    ...(how.link === "used" && { finishedAt: now }),
    ...(how.link === "revoked" && { endedAt: now, endReason: "revoked" as const }),
  };
  return { person, user, link };
}

/** Writes users with a password and a link each, past the product: it would take hours. */
export function seedPeople(count: number, how: Kind = {}): Person[] {
  const sqlite = new Sqlite(file, { timeout: 5000 });
  const now = systemClock.now();
  const people: Person[] = [];
  const prepared = new Map<string, Sqlite.Statement>();
  const insert = (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    const into = `insert into "${table}" (${names.map((name) => `"${name}"`).join()}) values (${names.map(() => "?").join()})`;
    const statement = prepared.get(into) ?? sqlite.prepare(into);
    prepared.set(into, statement);
    statement.run(Object.values(row));
  };
  sqlite.exec("begin immediate");
  for (let index = 0; index < count; index++) {
    const { person, user, link } = nextPerson(how, now);
    people.push(person);
    insert("users", user);
    insert("recoveries", link);
  }
  sqlite.exec("commit");
  sqlite.close();
  return people;
}

/** So many rows go to PostgreSQL at once. */
const batch = 1000;

/** Like {@link seedPeople}, on PostgreSQL, which looks at the rows anew afterwards, as it does by itself in time. */
export async function seedPeopleOn(url: string, count: number, how: Kind = {}): Promise<Person[]> {
  const { db, close } = openPostgres(url);
  const now = systemClock.now();
  const people: Person[] = [];
  for (let left = count; left > 0; left -= batch) {
    const made = Array.from({ length: Math.min(batch, left) }, () => nextPerson(how, now));
    people.push(...made.map(({ person }) => person));
    await db
      .insertInto("users")
      .values(made.map(({ user }) => user))
      .execute();
    await db
      .insertInto("recoveries")
      .values(made.map(({ link }) => link))
      .execute();
  }
  await sql`vacuum analyze`.execute(db);
  await close();
  return people;
}

/** Writes a crowd: one in twenty is inactive, one in fifty has an open link. The index of the search is made of all of them at once. */
export async function seedCrowd(count: number): Promise<void> {
  const sqlite = new Sqlite(file);
  const triggers = sqlite.prepare(`select "name" from "sqlite_schema" where "type" = 'trigger'`).pluck();
  for (const name of triggers.all()) sqlite.exec(`drop trigger "${String(name)}"`);
  sqlite.close();
  seedPeople(count, { crowd: true });
  const { db, dialect, close } = openDatabase(file);
  await dialect.search.install(db);
  await dialect.search.extend(db);
  await close();
}

/**
 * Starts the product, with these variables beside the usual ones, and waits until it says that it is ready; the time includes
 * that of Node itself.
 */
export async function start(
  variables: Record<string, string> = {},
  {
    isProbed = false,
  }: {
    /** It can tell how long its loop stood still, which costs it time and memory. */ isProbed?: boolean;
  } = {},
): Promise<Server> {
  const startedAt = performance.now();
  const probe = isProbed ? ["--import", new URL("./loop-delay.ts", import.meta.url).href] : [];
  const child = spawn(process.execPath, [...probe, fileURLToPath(new URL("../main.ts", import.meta.url))], {
    env: {
      PATH: process.env["PATH"],
      DATA_DIR: folder,
      PORT: String(port),
      MAILBOX_PORT: String(mailboxPort),
      TRUST_PROXY: "127.0.0.1,::1",
      SETUP_ADMIN_USERNAME: "bench.admin",
      SETUP_ADMIN_EMAIL: "bench@acme.test",
      SETUP_ADMIN_PASSWORD: password,
      ...variables,
    },
    stdio: isProbed ? ["ignore", "pipe", "ignore", "ipc"] : ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = Promise.withResolvers<number>();
  createInterface(child.stdout!).on("line", (line) => {
    if (line.includes('"server.ready"')) ready.resolve(performance.now() - startedAt);
  });
  void ended.then(() => ready.reject(new Error("The server did not start.")));
  return {
    ready: await ready.promise,
    pid: child.pid!,
    async longestDelay() {
      const told = once(child, "message") as Promise<[number]>;
      child.send("delay");
      return (await told)[0];
    },
    processorTime() {
      if (process.platform !== "linux") return Number.NaN;
      const [user, system] = readFileSync(`/proc/${child.pid!}/stat`, "utf8")
        .split(") ")[1]!
        .split(" ")
        .slice(11);
      return (Number(user) + Number(system)) * tick;
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** How long SQLite itself takes for the first 50 that its index has for a word, in milliseconds: the median of some times. */
export function rawSearch(word: string): number {
  const sqlite = new Sqlite(file, { readonly: true });
  const first = sqlite.prepare(`select "rowid" from "userSearch" where "userSearch" match ? limit 50`);
  const took = Array.from({ length: 51 }, () => {
    const begunAt = performance.now();
    first.all(`"${word}"`);
    return performance.now() - begunAt;
  });
  sqlite.close();
  return quantile(took, 0.5);
}

/** Removes all that the bench left behind. */
export function clearBench(): void {
  rmSync(folder, { recursive: true, force: true });
}
