import { mkdirSync, writeFileSync } from "node:fs";
import { createClient, type Client } from "@latchkey/contract/client.ts";
import { createUser, type User } from "@latchkey/contract/users.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { ProblemError, type Problem } from "@latchkey/contract/problem.ts";
import type { RateLimit } from "@latchkey/mailbox/rate-limit.ts";
import { mailboxClient, type MailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { expect, onTestFinished } from "vitest";
import type { System } from "../ctx.ts";
import type { OpenDatabase } from "../db/open.ts";
import { readOrMakeSecretKey } from "../db/data-folder.ts";
import type { TrustedProxies } from "../http/client-address.ts";
import { cookieName } from "../http/own-cookie.ts";
import type { Moment } from "../ports/clock.ts";
import { openHasher, type Hasher } from "../ports/hasher.ts";
import type { Log, LogFields } from "../ports/log.ts";
import { openBuiltInMailbox } from "../mail-service.ts";
import type { MachineTime } from "../mail/pace.ts";
import type { Mailer } from "../ports/mailer.ts";
import { systemRandom } from "../ports/random.ts";
import { openSealer } from "../ports/sealer.ts";
import { ownTurn } from "../ports/turns.ts";
import { openServer } from "../server.ts";
import { setUpUnattended } from "../setup/first-administrator.ts";
import { cheapCost } from "./cheap-cost.ts";
import { openFakeClock, type FakeClock } from "./fake-clock.ts";
import { searchColumns } from "../db/search-text.ts";
import { openTestDatabase } from "./open-test-database.ts";

/** The origin that the tests' browsers are on. */
export const origin = "http://localhost:3000";

/** The first System Administrator of every test. */
export const rootAdmin = {
  userName: "root.admin",
  email: "root@latchkey.test",
  password: "correct horse battery staple 7",
};

/** With which a probe hears the reasons. */
export const probeToken = "a-token-of-the-tests-alone";

/** With which the mailbox signs what it reports. */
export const webhookSecret = `whsec_${Buffer.from("a secret of the tests").toString("base64")}`;

/** A browser with a cookie jar of its own. */
export type Browser = {
  call: Client;
  /** Sends anything at all, with this browser's cookie. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The session cookie's value, or null. */
  cookie(): string | null;
};

/** The app on a real database and a real mailbox, with a clock that can be moved; nobody has set it up yet. */
export type BareApp = {
  system: System;
  db: System["db"];
  dialect: System["dialect"];
  /** The open database, for what only its owner may do to it. */
  database: OpenDatabase;
  clock: FakeClock;
  mailbox: MailboxClient;
  /** What the worker hands mails to. */
  mailer: Mailer;
  /** Every line that was logged. */
  log: { event: string; fields: LogFields }[];
  /** The data folder, as the product lays it out. */
  folder: string;
  /** Gives the app an address of its own on this machine, to which the mailbox reports; returns the port. */
  listen(): Promise<number>;
  /** Stops the app before the test is over, as SIGTERM would. */
  stop(): Promise<void>;
  /** Hands the app a request as it is. */
  fetch(request: Request): Response | Promise<Response>;
  /** A browser in which nobody is signed in. */
  visitor(): Browser;
  /** A browser in which this person is signed in. */
  signIn(userNameOrEmail: string, password: string): Promise<Browser>;
  /** The actions of a user's audit trail, oldest first; refused ones end in "refused", each as often as it was. */
  auditOf(userId: string): Promise<string[]>;
};

/** The app with its first System Administrator. */
export type TestApp = BareApp & {
  /** The first System Administrator, signed in. */
  admin: Browser;
  adminId: string;
  /** Signs the administrator in again, in the same browser, whose session has ended meanwhile. */
  signInAgain(): Promise<void>;
  /** Creates a user as the administrator; with `password` one who has chosen it already. */
  createUser(fields?: Partial<NewUser>): Promise<User>;
};

type NewUser = Parameters<typeof createUserBody>[0] & { password?: string };
const createUserBody = (fields: {
  userName: string;
  firstName: string | null;
  lastName: string;
  title?: string | null;
  email: string | null;
  phone?: string | null;
  teams?: string[];
  type: "regular" | "system-administrator";
  isActive: boolean;
  timeZone: string | null;
  language: User["language"];
  sendAccessInfo: boolean;
}) => fields;

/** What a test may choose; the rest is as it always is. */
type StartOptions = {
  publicUrl?: string;
  copiedLinks?: false;
  trustedProxies?: TrustedProxies;
  hasher?: Hasher;
  /** Null: as without a secret. */
  readReport?: null;
  /** What the mailbox announces, and whether it refuses what goes beyond. */
  rateLimit?: RateLimit;
  /** By which the sender spaces its requests; the machine's own unless a test keeps another. */
  time?: MachineTime;
  /** How long a reply waits for its mail, in milliseconds; usually until the mail was tried, however busy the machine is. */
  graceMilliseconds?: number;
  /** The folder of a stopped app, to go on with what it left. */
  folder?: string;
  /** Where the clock stands at first; else where the real one does. */
  startsAt?: Moment;
  /** What another version left: its rows for the empty database, its secret key, and the moment at which its clock stood. */
  left?: { fill(database: OpenDatabase): Promise<void>; secretKey: string; moment: Moment };
};

/** Starts everything afresh, before its set-up, and stops it when the test is over. */
export async function startBareApp(options: StartOptions = {}): Promise<BareApp> {
  const { publicUrl = origin, hasher = openHasher(cheapCost, cheapCost), left } = options;
  const { database, folder, remove } = await openTestDatabase({
    earlier: options.folder,
    isBlank: options.left !== undefined,
  });
  const clock = openFakeClock(options.startsAt ?? left?.moment);
  if (left !== undefined) {
    writeFileSync(`${folder}/secret.key`, left.secretKey, { mode: 0o600 });
    await left.fill(database);
  }
  const lines: BareApp["log"] = [];
  const mail = await openBuiltInMailbox({
    folder: `${folder}/mailbox`,
    port: 0,
    rateLimit: options.rateLimit ?? { perSecond: 1000, refuse: false },
    webhook: { secret: webhookSecret },
  });
  mkdirSync(`${folder}/web/assets`, { recursive: true });
  writeFileSync(`${folder}/web/index.html`, '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__">');
  const server = await openServer({
    database,
    clock,
    random: systemRandom,
    hasher,
    sealer: openSealer([Buffer.from(readOrMakeSecretKey(folder, systemRandom), "base64")], systemRandom),
    log: collect(lines),
    mail: { ...mail, readReport: options.readReport === null ? null : mail.readReport },
    publicUrl,
    mailFrom: "Latchkey <no-reply@latchkey.test>",
    copiedLinks: options.copiedLinks ?? true,
    webFolder: `${folder}/web`,
    trustedProxies: options.trustedProxies ?? null,
    time: options.time,
    graceMilliseconds: options.graceMilliseconds ?? 20_000,
    probeToken,
  });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= server.close());
  onTestFinished(async () => {
    if (stopped === undefined) await expectFindable(server.system);
    await stop();
    remove();
  });
  const { system } = server;
  const visitor = () => openBrowser(server.fetch, publicUrl);
  return {
    system,
    db: system.db,
    dialect: system.dialect,
    database,
    clock: {
      now: clock.now,
      advance(by) {
        clock.advance(by);
        system.outbox.nudge();
      },
    },
    mailbox: mailboxClient(mail.mailbox!.url),
    mailer: mail.mailer,
    log: lines,
    folder,
    listen: () => server.listen(0, "127.0.0.1"),
    stop,
    fetch: server.fetch,
    visitor,
    async signIn(userNameOrEmail, password) {
      const browser = visitor();
      await browser.call(signIn, { body: { userNameOrEmail, password } });
      return browser;
    },
    async auditOf(userId) {
      const events = await system.db
        .selectFrom("auditEvents")
        .select(["action", "outcome", "times"])
        .where("subjectId", "=", userId)
        .orderBy("at")
        .orderBy("id")
        .execute();
      return events.flatMap(({ action, outcome, times }) =>
        Array<string>(times).fill(outcome === "refused" ? `${action} refused` : action),
      );
    },
  };
}

/** Starts everything afresh, set up and with the first System Administrator signed in. */
export async function startApp(options?: Parameters<typeof startBareApp>[0]): Promise<TestApp> {
  const app = await startBareApp(options);
  const { system } = app;
  await setUpUnattended(system, rootAdmin);
  const admin = await app.signIn(rootAdmin.userName, rootAdmin.password);
  const { id: adminId } = await system.db.selectFrom("users").select("id").executeTakeFirstOrThrow();
  let users = 0;
  return {
    ...app,
    admin,
    adminId,
    async signInAgain() {
      await admin.call(signIn, {
        body: { userNameOrEmail: rootAdmin.userName, password: rootAdmin.password },
      });
    },
    async createUser({ password, ...fields } = {}) {
      users += 1;
      const userName = fields.userName ?? `user.${users}`;
      const user = await admin.call(createUser, {
        body: {
          ...(fields.type === "system-administrator" && { currentPassword: rootAdmin.password }),
          ...createUserBody({
            firstName: "Jane",
            lastName: "Okafor",
            email: `${userName}@acme.test`,
            type: "regular",
            isActive: true,
            timeZone: "Europe/London",
            language: "en",
            sendAccessInfo: false,
            ...fields,
            userName,
          }),
        },
      });
      if (password === undefined) return user;
      await system.db
        .updateTable("users")
        .set({ passwordHash: await system.hasher.hash(password, ownTurn), passwordVersion: 1 })
        .where("id", "=", user.id)
        .execute();
      return { ...user, hasPassword: true };
    },
  };
}

/** Expects every user to be sorted and found by what is known of them, whatever the test did. */
async function expectFindable({ db }: System): Promise<void> {
  for (const user of await db.selectFrom("users").selectAll().where("deletedAt", "is", null).execute()) {
    const { sortName, sortPlace, searchText } = user;
    expect({ sortName, sortPlace: Number(sortPlace), searchText }, `whatever wrote ${user.userName}`).toEqual(
      searchColumns(user),
    );
  }
}

/** Expects a call to be refused with this problem, and returns it. */
export async function refusal(call: Promise<unknown>, type: Problem["type"]): Promise<Problem> {
  const problem = await call.then(
    () => "nothing was refused",
    (error: unknown) => (error instanceof ProblemError ? error.problem : error),
  );
  expect(problem).toMatchObject({ type });
  return problem as Problem;
}

function openBrowser(serve: (request: Request) => Response | Promise<Response>, publicUrl: string): Browser {
  const jar = new Map<string, string>();
  const sessionCookie = cookieName(publicUrl, "latchkey");
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers({
      origin: publicUrl,
      "user-agent": "Test Browser",
      ...(jar.size > 0 && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") }),
      ...Object.fromEntries(new Headers(init.headers)),
    });
    const response = await serve(new Request(new URL(path, publicUrl), { ...init, headers }));
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(";")[0]!.split("=") as [string, string];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  return {
    call: createClient(publicUrl, (input, init) => send(String(input), init)),
    fetch: send,
    cookie: () => jar.get(sessionCookie) ?? null,
  };
}

function collect(lines: TestApp["log"]): Log {
  const add = (event: string, fields: LogFields = {}) => {
    lines.push({ event, fields });
  };
  const shout = (event: string, fields: LogFields = {}) => {
    add(event, fields);
    process.stderr.write(`${event} ${JSON.stringify(fields, null, 1)}\n`);
  };
  return { info: add, warn: add, error: shout };
}
