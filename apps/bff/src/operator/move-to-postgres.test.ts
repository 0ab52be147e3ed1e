import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { updateMailQueue } from "@latchkey/contract/mail.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { getTemplate, saveTemplate } from "@latchkey/contract/templates.ts";
import { listUsers } from "@latchkey/contract/users.ts";
import { mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { afterEach, expect, test, vi } from "vitest";
import { migrate } from "../db/migrate.ts";
import { openDatabase } from "../db/open.ts";
import { openPostgres } from "../db/open-postgres.ts";
import { EnvError, readEnv } from "../env.ts";
import { explain } from "../explain-and-exit.ts";
import { systemClock } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { browse } from "../test/browse.ts";
import { eventually } from "../test/eventually.ts";
import { makePostgresDatabase, type OwnDatabase } from "../test/postgres-databases.ts";
import { tokenIn } from "../test/read-mail.ts";
import { runCli } from "../test/run-cli.ts";
import { freshPlace, runProgram, runServer } from "../test/run-program.ts";
import { origin, rootAdmin, startApp, type TestApp } from "../test/start.ts";
import { runCommand } from "./run-command.ts";

// Servers and commands are processes of their own, and a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000 });

const umask = process.umask();
afterEach(() => {
  process.umask(umask);
  vi.restoreAllMocks();
});

/** The tests' server asks nobody for one, so that any will do. */
const secret = "hunter2hunter2";
const password = "the old password of Jane";
const newPassword = "quiet harbour lamp 49";

/** An empty database, and its URL with a password. */
async function makeTarget(): Promise<OwnDatabase> {
  const database = await makePostgresDatabase();
  return { ...database, url: database.url.replace("latchkey@", `latchkey:${secret}@`) };
}

/** Makes the tables there, as a first try that broke off leaves them. */
async function makeTables({ url }: OwnDatabase): Promise<void> {
  const database = openPostgres(url);
  await migrate(database, systemClock);
  await database.close();
}

/** A stopped installation with something in it. */
async function install(): Promise<TestApp> {
  const app = await startApp();
  await app.createUser({ userName: "jane", lastName: "Okafor-Ødegård 🦊", password });
  await app.stop();
  return app;
}

/** What the command printed, and its exit code; what it threw, as the operator reads it. */
async function move(app: Pick<TestApp, "folder">, given: string) {
  let printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => (printed += String(text)).length > 0);
  try {
    const code = await runCommand(["move-to-postgres", given], () => readEnv({ DATA_DIR: app.folder }));
    return { code, words: printed };
  } catch (error) {
    return { code: 1, words: printed + (error instanceof EnvError ? error.message : explain(error)) };
  }
}

/** The lines of the table, as `name rows rows checksum checksum`. */
const tableIn = (words: string) =>
  words
    .split("\n\n")[0]!
    .split("\n")
    .slice(1)
    .map((line) => line.split(/ +/));

test("an installation goes on where it was moved to: people, sessions, links, words, the mail that waits", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", lastName: "Okafor-Ødegård 🦊", password });
  await app.admin.call(saveTemplate, {
    params: { key: "password-changed", locale: "en" },
    body: {
      basedOn: 0,
      note: "ours",
      subject: "Yours, changed",
      preheader: "Short.",
      html: '<p><a href="{{ stopLink }}">It was not me</a></p>\n',
      text: null,
    },
  });
  await app.admin.call(updateMailQueue, { body: { state: "paused" } });
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const session = await app.signIn("jane", password);
  expect(await app.mailbox.mails()).toEqual([]);
  const target = await makeTarget();
  await app.stop();
  const file = `${app.folder}/url`;
  writeFileSync(file, `${target.url}\n`);
  chmodSync(file, 0o600);

  const { code, out, err } = await runCli(app, ["move-to-postgres", file]);

  expect([code, err]).toEqual([0, ""]);
  expect(out).not.toContain(secret);
  const rows = tableIn(out);
  expect(rows.map(([name]) => name)).toContain("templateVersions");
  for (const [, here, there, sum, otherSum] of rows) expect([here, sum]).toEqual([there, otherSum]);
  expect(Object.fromEntries(rows.map(([name, count]) => [name, count]))).toMatchObject({
    users: "2",
    sessions: "2",
    recoveries: "1",
    messages: "1",
    senderPauses: "1",
    templateVersions: "1",
  });
  expect(out).toContain(`SECRET_KEY_FILE=${app.folder}/secret.key`);
  // A mistyped name finds by them what it means.
  expect(await target.query(`select "users" from "userSearchWords" where "word" = 'okafor'`)).toEqual([
    { users: "1" },
  ]);
  // Nothing counts there that would go on from one.
  expect(await target.query("select * from pg_sequences")).toEqual([]);

  const place = { ...(await freshPlace()), PUBLIC_URL: origin, DATABASE_URL: target.url };
  const server = await runServer({ ...place, SECRET_KEY_FILE: `${app.folder}/secret.key` });
  const held = browse(origin, [place.PORT], `latchkey=${session.cookie()}`);
  expect((await held(getSession, {})).session?.user.userName).toBe("jane");
  await browse(origin, [place.PORT])(signIn, { body: { userNameOrEmail: "jane", password } });
  const admin = browse(origin, [place.PORT], `latchkey=${app.admin.cookie()}`);
  const { users } = await admin(listUsers, { query: { search: "degar" } });
  expect(users.map(({ userName }) => userName)).toEqual(["jane"]);
  const saved = await admin(getTemplate, { params: { key: "password-changed", locale: "en" } });
  expect(JSON.stringify(saved)).toContain("Yours, changed");
  const mailbox = mailboxClient(`http://127.0.0.1:${place.MAILBOX_PORT}`);
  expect(await mailbox.mails()).toEqual([]);
  await admin(updateMailQueue, { body: { state: "running" } });
  const mail = await mailbox.waitForMail({ to: jane.email! });
  await browse(origin, [place.PORT])(redeemPasswordChangeLink, {
    body: { token: tokenIn(mail), newPassword },
  });
  await mailbox.waitForMail({ to: jane.email!, after: mail });
  expect(await mailbox.mails({ to: jane.email! })).toHaveLength(2);
  expect(await target.query(`select "action" from "auditEvents" where "action" like 'database.%'`)).toEqual([
    { action: "database.moved" },
  ]);
  expect(await server.stop()).toBe(0);
  expect(server.stdout() + server.stderr()).not.toContain(secret);

  // What was moved is not moved twice, and nothing happens in it by mistake.
  const words =
    /was moved to postgres:\/\/127\.0\.0\.1:\d+\/test_\w+ on \d.*set DATABASE_URL.*pnpm latchkey restore/;
  const own = { ...(await freshPlace()), PUBLIC_URL: origin, DATA_DIR: app.folder };
  for (const program of [runProgram("main.ts", own), runProgram("cli.ts", own, "doctor")]) {
    expect([await program.ended, program.stderr()]).toEqual([1, expect.stringMatching(words)]);
  }
  const elsewhere = await makeTarget();
  expect(await move(app, elsewhere.url)).toEqual({ code: 1, words: expect.stringMatching(words) });
  expect(await elsewhere.query("select * from pg_tables where schemaname = 'public'")).toEqual([]);

  // But for who goes back: what was open has ended, lest it happens a second time.
  const back = await runCli(app, ["restore", `${app.folder}/latchkey.db`]);
  expect([back.code, back.err]).toEqual([0, ""]);
  const old = await runServer(own);
  const returned = browse(origin, [own.PORT], `latchkey=${session.cookie()}`);
  expect((await returned(getSession, {})).session).toBeNull();
  await returned(signIn, { body: { userNameOrEmail: "jane", password } });
  await old.stop();
});

test("a database in which something stands is left as it is, be it another's or of an earlier move", async () => {
  const [app, other] = [await install(), await install()];
  const [theirs, ours] = [await makeTarget(), await makeTarget()];
  await theirs.query("create table invoices (id text)");
  expect(await move(app, theirs.url)).toEqual({
    code: 1,
    words: expect.stringMatching(/is not empty: .* table invoices\. Nothing was moved\. Make an empty one/),
  });
  expect(await theirs.query("select tablename from pg_tables where schemaname = 'public'")).toEqual([
    { tablename: "invoices" },
  ]);

  expect((await move(app, ours.url)).code).toBe(0);
  const before = await ours.query(`select * from "users" order by "id"`);
  expect(await move(other, ours.url)).toEqual({
    code: 1,
    words: expect.stringMatching(/is not empty: .* Nothing was moved/),
  });
  expect(await ours.query(`select * from "users" order by "id"`)).toEqual(before);
  const again = await startApp({ folder: other.folder });
  await again.signIn(rootAdmin.userName, rootAdmin.password);
});

/** What stands in the way here, and what is said of it. */
const hindrances: Record<string, [(app: TestApp) => Promise<unknown>, RegExp]> = {
  "a schema of a newer version": [
    (app) => change(app, (db) => db.insertInto("schemaMigrations").values({ name: "9999", appliedAt: "" })),
    /written by a newer Latchkey \(it knows 9999\)/,
  ],
  "a schema of an older version": [
    (app) => change(app, (db) => db.deleteFrom("schemaMigrations").where("name", "=", "0025-previews")),
    /written by an older Latchkey \(it lacks 0025-previews\)\. Start this version on it once/,
  ],
  "a NUL character": [
    (app) =>
      change(app, (db) => db.updateTable("users").set({ title: "Of\0fice" }).where("userName", "=", "jane")),
    /The row [\w-]{36} of the table users holds a NUL character in title, which PostgreSQL can't keep\. Nothing was moved\. Change it/,
  ],
  "bytes where a text belongs": [
    (app) =>
      change(app, (db) => db.updateTable("users").set({ title: Buffer.from("Office") as unknown as string })),
    /The row [\w-]{36} of the table users holds no text in title/,
  ],
  "a fraction where a number belongs": [
    (app) => change(app, (db) => db.updateTable("users").set({ version: 1.5 })),
    /The row [\w-]{36} of the table users holds no whole number in version/,
  ],
};

test.each(Object.entries(hindrances))(
  "%s is refused in words, and nothing is moved",
  async (_, [hinder, words]) => {
    const app = await install();
    await hinder(app);
    const target = await makeTarget();
    const refused = await move(app, target.url);
    expect(refused).toEqual({ code: 1, words: expect.stringMatching(words) });
    expect(refused.words).not.toMatch(/Office|Of\0fice|hunter2/);
    const left = (await target.query(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    )) as { name: string }[];
    const count = left.some(({ name }) => name === "users")
      ? `select * from "users"`
      : "select 1 where false";
    expect(await target.query(count)).toEqual([]);
  },
);

test("beside a running server nothing is moved", async () => {
  const app = await startApp();
  const target = await makeTarget();
  const { code, err } = await runCli(app, ["move-to-postgres", target.url]);
  expect([code, err]).toEqual([1, expect.stringContaining("is in use. Stop Latchkey first.")]);
  await app.signIn(rootAdmin.userName, rootAdmin.password);
});

test("a target that can't be used is refused in a sentence without its password", async () => {
  const app = await install();
  const { url } = await makeTarget();
  for (const [given, words] of [
    [
      `postgres://me:${secret}@127.0.0.1:1/latchkey`,
      /postgres:\/\/127\.0\.0\.1:1\/latchkey can't be reached \(ECONNREFUSED\)/,
    ],
    [url.replace(/test_\w+$/, "nothing"), /can't be reached \(3D000\)/],
    [`postgres://me:${secret}@/latchkey`, /^The URL, or the file that holds it: It must name the host/],
    [`mysql://me:${secret}@db/latchkey`, /^The URL, or the file that holds it: There is no such file/],
    [`${app.folder}/secret.key`, /^The URL, or the file that holds it: It must be/],
  ] as const) {
    const { code, words: said } = await move(app, given);
    expect([code, said]).toEqual([1, expect.stringMatching(words)]);
    expect(said).not.toContain(secret);
    expect(said).not.toContain(readFileSync(`${app.folder}/secret.key`, "utf8").trim());
  }
});

/** What breaks a copy in the middle, as a trigger on one of its last tables, and what is said of it. */
const breaks: Record<string, [string, RegExp]> = {
  "a connection that is cut": [
    "perform pg_terminate_backend(pg_backend_pid());",
    /was lost\. Nothing is half moved: call this again/,
  ],
  "a row that is changed as it arrives": [
    `if new."action" = 'user.created' then new."details" := '{}'; end if;`,
    /What arrived in the table auditEvents of postgres:.* is not what was sent\. Nothing was moved\./,
  ],
  "a row that does not arrive": [
    `if new."action" = 'user.created' then return null; end if;`,
    /What arrived in the table auditEvents .* is not what was sent/,
  ],
  "a fault of the server": [
    "raise exception 'a secret %', new.\"details\";",
    /^An unexpected fault \(\w+ P0001/m,
  ],
};

test.each(Object.entries(breaks))(
  "%s leaves nothing there and everything here, and the same command moves it afterwards",
  async (_, [statement, words]) => {
    const app = await install();
    const target = await makeTarget();
    await makeTables(target);
    await target.query(`create function meddle() returns trigger language plpgsql as
      $$ begin ${statement} return new; end $$;
      create trigger meddle before insert on "auditEvents" for each row execute function meddle()`);

    const broken = await move(app, target.url);
    expect(broken).toEqual({ code: 1, words: expect.stringMatching(words) });
    expect(broken.words).not.toMatch(/a secret|hunter2/);
    expect(await target.query(`select * from "users"`)).toEqual([]);

    await target.query("drop function meddle cascade");
    expect(await move(app, target.url)).toMatchObject({ code: 0 });
    expect(await target.query(`select "lastName" from "users" where "userName" = 'jane'`)).toEqual([
      { lastName: "Okafor-Ødegård 🦊" },
    ]);
  },
);

test("a server that is started meanwhile waits, and then refuses: nothing happens in what was left behind", async () => {
  const app = await install();
  const target = await makeTarget();
  await makeTables(target);
  await target.query(`create function linger() returns trigger language plpgsql as
    $$ begin perform pg_sleep(1); return null; end $$;
    create trigger linger after insert on "auditEvents" for each statement execute function linger()`);

  const moving = move(app, target.url);
  const lingering =
    "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
  await eventually(async () => (await target.query(lingering)).length).toBe(1);
  const early = openDatabase(`${app.folder}/latchkey.db`);
  await expect(migrate(early, systemClock)).rejects.toThrow(/was moved to postgres/);
  await early.close();
  expect((await moving).code).toBe(0);
});

test("tables of more than one batch arrive whole, and in order", async () => {
  const app = await install();
  await change(app, (db) =>
    db.insertInto("webhookDeliveries").values(
      Array.from({ length: 1000 }, (_, number) => ({
        id: `msg_${number}_${newId()}`,
        type: number % 2 === 0 ? 'a "quoted" \\ type\n' : "Ωmega",
        messageId: null,
        receivedAt: systemClock.now(),
      })),
    ),
  );
  const target = await makeTarget();
  const { code, words } = await move(app, target.url);
  expect(code).toBe(0);
  const [, here, there, sum, otherSum] = tableIn(words).find(([name]) => name === "webhookDeliveries")!;
  expect([here, there, sum]).toEqual(["1000", "1000", otherSum]);
});

/** Changes a stopped installation behind the program's back. */
async function change(
  { folder }: Pick<TestApp, "folder">,
  statement: (db: ReturnType<typeof openDatabase>["db"]) => { execute(): Promise<unknown> },
): Promise<void> {
  const { db } = openDatabase(`${folder}/latchkey.db`);
  await statement(db).execute();
  await db.destroy();
}
