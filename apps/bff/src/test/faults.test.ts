import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
} from "@latchkey/contract/password-change-links.ts";
import { listRecoveries, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { listUsers } from "@latchkey/contract/users.ts";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { checkBooks, cleanBooks } from "./check-books.ts";
import { newSecretKey, openCrashLab, type CrashLab, type LabServer } from "./crash-lab.ts";
import { deedActions, openDoer, type Deed, type DeedName } from "./deeds.ts";
import { freePort } from "./free-port.ts";
import { mailLink, tokenIn } from "./read-mail.ts";
import { compileCache } from "./run-program.ts";
import { refusal, rootAdmin, startApp, type TestApp } from "./start.ts";

const names = Object.keys(deedActions) as DeedName[];
/** Servers in processes of their own take a second to start on a quiet machine, and many on a busy one. */
vi.setConfig({ testTimeout: 120_000 });

const everybody = { query: {} };

describe("a full disk", () => {
  test("refuses every action in words, changes nothing, and needs no restart when there is room again", async () => {
    const { lab, server, doer, admin } = await openStaffedLab();
    const acts: (() => Promise<Deed>)[] = [];
    for (const name of names) acts.push(await doer.prepare(name));
    await checkBooks(lab, []);
    const before = contents(lab);

    limitFileSize(server, "1");
    for (const act of acts) expect((await act()).answer).toBe("storage-full");
    expect(await admin(listUsers, everybody)).toMatchObject({ total: names.length + 1 });
    const readiness = await fetch(`${server.address}/readyz`);
    expect([readiness.status, await readiness.json()]).toMatchObject([
      503,
      { reasons: ["The database can't be written to."] },
    ]);
    expect(contents(lab)).toEqual(before);

    limitFileSize(server, "unlimited");
    for (const act of acts) expect((await act()).answer).toBe("acknowledged");
    const done = doer.deeds.filter(({ answer }) => answer === "acknowledged");
    expect(await checkBooks(lab, done)).toMatchObject({ ...cleanBooks, committed: done.length });
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  });

  test("while the mail service accepts: the outcome is noted later, and the mail goes out once", async () => {
    const { lab, server, doer } = await openStaffedLab();
    const act = await doer.prepare("B");
    await server.control({ crashPoint: { step: "before note", action: deedActions.B, signal: "SIGSTOP" } });

    const acting = act();
    await expect.poll(() => isSuspended(server)).toBe(true);
    limitFileSize(server, "1");
    process.kill(server.pid, "SIGCONT");
    const deed = await acting;
    await lab.mailbox.waitForMail({ to: deed.user.email! });
    expect(messageStates(lab)).toEqual(["sending"]);
    await expect.poll(() => server.errors.join()).toContain("mail.worker-failed");

    limitFileSize(server, "unlimited");
    expect(await checkBooks(lab, doer.deeds)).toMatchObject({ ...cleanBooks, committed: 1, mails: 1 });
  });

  test("as SQLite itself tells it", async () => {
    const app = await startApp();
    const user = await app.createUser();
    const send = () => app.admin.call(sendPasswordChangeLink, { params: { userId: user.id }, body: {} });
    // Mails that wait keep their texts, so that the file grows.
    await app.mailbox.setFault({ kind: "down" });
    const pages = await pragma(app, "page_count");
    await pragma(app, `max_page_count = ${pages}`);
    const events = async () => (await app.auditOf(user.id)).length;

    let sent = 0;
    const filling = (async () => {
      for (; sent < 100; sent += 1) await send();
    })();
    await refusal(filling, "storage-full");
    expect(await events()).toBe(sent + 1);

    await pragma(app, "max_page_count = 1000000");
    await app.mailbox.setFault({ kind: "none" });
    await send();
    await app.mailbox.waitForMail({ to: user.email! });
    expect(await events()).toBe(sent + 2);
  });
});

describe("a database that another process holds", () => {
  test("lets reads go on and writes wait; who waits too long is told to come again", async () => {
    const { lab, server, doer, admin } = await openStaffedLab();
    const acts = [await doer.prepare("A"), await doer.prepare("A"), await doer.prepare("B")];
    const last = await doer.prepare("A");
    // A session notes now and then that it was seen: that is due at the next read.
    lab.advance({ minutes: 5 });

    const holder = holdDatabase(lab);
    const raw = askForLink(server);
    const tooEarly = acts.map((act) => act());
    const over = new AbortController();
    void Promise.race(tooEarly).then(() => over.abort());
    // Were the server to stand still while a write waits, it would answer no more reads than there are writes.
    let reads = 0;
    for (; !over.signal.aborted; reads += 1) await admin(listUsers, everybody);
    const refused = await Promise.all(tooEarly);
    const { status, headers } = await raw;
    const inTime = last();
    await admin(listUsers, everybody);
    holder.release();

    expect(refused.map(({ answer }) => answer)).toEqual(acts.map(() => "database-busy"));
    expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await inTime).answer).toBe("acknowledged");
    expect(reads).toBeGreaterThan(2 * (acts.length + 1));
    const done = doer.deeds.filter(({ answer }) => answer === "acknowledged");
    expect(await checkBooks(lab, done)).toMatchObject({ ...cleanBooks, committed: 1 });
  });
});

test("while another process holds the database the page of a link opens at once, and that a person is on it is noted afterwards", async () => {
  const app = await startApp();
  const [jane, john] = [await app.createUser(), await app.createUser()];
  const { token } = await mailLink(app, jane);
  const openedAt = async () =>
    (await app.admin.call(listRecoveries, { params: { userId: jane.id } })).recoveries[0]!.openedAt;
  const lookUp = (byPerson: boolean) =>
    app.visitor().call(lookUpPasswordChangeLink, { body: { token, byPerson } });

  const { release } = holdDatabase({ databaseFile: `${app.folder}/latchkey.db` });
  const write = mailLink(app, john).then(() => "a write");
  const read = lookUp(false).then(({ userName }) => userName);
  // Who waits for the database waits for seconds.
  expect(await Promise.race([write, read])).toBe(jane.userName);
  expect(await openedAt()).toBeNull();
  const noted = lookUp(true);
  release();
  await Promise.all([write, noted]);

  expect(await openedAt()).not.toBeNull();
});

describe("the database file", () => {
  test("that can't be written to refuses changes and is read on", async () => {
    const app = await startApp();
    const user = await app.createUser();
    const send = () => app.admin.call(sendPasswordChangeLink, { params: { userId: user.id }, body: {} });
    app.clock.advance({ minutes: 5 });
    await pragma(app, "query_only = on");

    await refusal(send(), "storage-full");
    await app.admin.call(listUsers, everybody);
    expect((await app.visitor().fetch("/readyz")).status).toBe(503);

    await pragma(app, "query_only = off");
    await send();
    expect((await app.visitor().fetch("/readyz")).status).toBe(200);
  });

  test("that is gone or replaced takes no change that would be lost with it", async () => {
    const app = await startApp();
    const user = await app.createUser();
    const send = () => app.admin.call(sendPasswordChangeLink, { params: { userId: user.id }, body: {} });
    const file = join(app.folder, "latchkey.db");

    renameSync(file, `${file}.away`);
    await refusal(send(), "storage-full");
    expect((await app.visitor().fetch("/readyz")).status).toBe(503);
    copyFileSync(`${file}.away`, file);
    await refusal(send(), "storage-full");
    expect(await app.mailbox.mails()).toEqual([]);

    renameSync(`${file}.away`, file);
    await send();
    expect(await app.mailbox.mails()).toHaveLength(1);
  });

  test("that is damaged under the running server fails requests, not the server, and is mended by a sound one", async () => {
    const app = await startApp();
    app.database.checkpoint();
    const file = join(app.folder, "latchkey.db");
    const sound = readFileSync(file);
    const damaged = Buffer.from(sound).fill(0xaa, 4096);

    writeFileSync(file, damaged);
    await pragma(app, "shrink_memory");
    await refusal(app.admin.call(listUsers, everybody), "internal");
    expect((await app.visitor().fetch("/healthz")).status).toBe(200);
    expect((await app.visitor().fetch("/readyz")).status).toBe(503);
    expect(app.log.map(({ fields }) => fields["code"])).toContain("SQLITE_CORRUPT");

    writeFileSync(file, sound);
    await pragma(app, "shrink_memory");
    await app.admin.call(listUsers, everybody);
  });

  test("that is damaged, or gone while its log is there, is not started on", async () => {
    const lab = await openLab();
    const server = await lab.start();
    await server.kill();
    const { databaseFile } = lab;

    renameSync(databaseFile, `${databaseFile}.away`);
    expect(await lab.startDoomed({})).toMatch(/^1 .*latchkey\.db is missing, but its log is there/s);
    renameSync(`${databaseFile}.away`, databaseFile);
    await (await lab.start()).stop();
    writeFileSync(databaseFile, "Dear Jane, ".repeat(1000));
    expect(await lab.startDoomed({})).toMatch(/^1 .*is damaged or not a database/s);
  });

  test("that is a folder is not started on", () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "latchkey.db"));
    return expect(runMain({ DATA_DIR: folder })).resolves.toMatch(/^1 .*latchkey\.db can't be opened/s);
  });
});

describe("a clock that jumps", () => {
  test("25 hours ahead: sessions, links and temporary passwords have ended, and new ones work", async () => {
    const { app, link, temporary } = await startWithSecrets();
    app.clock.advance({ hours: 25 });

    await refusal(app.admin.call(listUsers, everybody), "not-signed-in");
    await refusal(app.signIn(temporary.userName, temporary.password), "temporary-password-expired");
    await refusal(link.redeem(), "link-expired");
    await mailAgain(app);
  });

  test("two days back: nobody is locked out, nothing waits for two days, and nothing is mailed twice", async () => {
    const app = await startApp();
    const user = await app.createUser();
    const mistype = () => app.signIn(user.userName, "not their password");
    for (let attempts = 0; attempts < 12; attempts += 1) await mistype().catch(() => {});
    await app.mailbox.setFault({ kind: "rate-limited" });
    await app.admin.call(sendPasswordChangeLink, { params: { userId: user.id }, body: {} });

    app.clock.advance({ hours: -48 });
    await app.mailbox.setFault({ kind: "none" });

    await app.mailbox.waitForMail({ to: user.email! });
    await mailAgain(app);
    await refusal(mistype(), "sign-in-refused");
    const keys = (await app.mailbox.mails()).map((mail) => mail.idempotencyKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("two days back while a mail is on its way: it arrives once, and that is known", async () => {
    const { lab, server, doer } = await openStaffedLab();
    const act = await doer.prepare("B");
    await server.control({ crashPoint: { step: "before note", action: deedActions.B } });
    await act();
    await server.ended;

    lab.advance({ hours: -48 });
    await lab.start();

    expect(await checkBooks(lab, doer.deeds)).toMatchObject({ ...cleanBooks, committed: 1, mails: 1 });
  });
});

test("a suspended server, whose mail another one took over, notes nothing when it wakes", async () => {
  const { lab, server, doer } = await openStaffedLab();
  const act = await doer.prepare("B");
  // The first attempt is refused, but its server sleeps before it can note that.
  await lab.mailbox.setFault({ kind: "bad-address", times: 1 });
  await server.control({
    crashPoint: { step: "before note", action: deedActions.B, signal: "SIGSTOP" },
  });
  const acting = act();
  await expect.poll(() => isSuspended(server)).toBe(true);
  expect(messageStates(lab)).toEqual(["sending"]);
  lab.advance({ minutes: 10 });
  const second = await lab.start({ port: await freePort() });
  await expect.poll(() => messageStates(lab)).toEqual(["accepted"]);
  const settled = contents(lab);

  process.kill(server.pid, "SIGCONT");
  const deed = await acting;
  // It ends when its worker has noted what it has to note.
  await server.stop();

  expect(deed.answer).toBe("acknowledged");
  expect(contents(lab)).toEqual(settled);
  expect(await checkBooks(lab, doer.deeds)).toMatchObject({ ...cleanBooks, committed: 1, mails: 1 });
  expect(second.errors.join("\n")).toBe("");
});

describe("an audit trail that can't be written", () => {
  test.for(names)("takes back the whole of %s", async (name) => {
    const app = await startApp();
    const doer = openDoer(app.admin.call, () => app.visitor().call, app.mailbox);
    const act = await doer.prepare(name);
    await expect.poll(() => messageStates(app).filter((state) => state !== "accepted").length).toBe(0);
    const before = contents(app);
    await sql`create trigger "refuse" before insert on "auditEvents" when new."action" = ${sql.lit(deedActions[name])} begin select raise(abort, 'no room'); end`.execute(
      app.db,
    );

    const { answer } = await act();

    expect(answer).toBe(name === "forgot" ? "acknowledged" : "internal");
    const failures = () => app.log.filter(({ event }) => event.endsWith("failed")).length;
    await expect.poll(failures).toBeGreaterThan(0);
    expect(contents(app)).toEqual(before);
    await sql`drop trigger "refuse"`.execute(app.db);
    if (name !== "forgot") expect((await act()).answer).toBe("acknowledged");
    await app.mailbox.waitForMail({ to: doer.deeds.at(-1)!.user.email! });
  });
});

describe("the secret key", () => {
  test("is rotated with mails waiting: none is lost while the old one is still given", async () => {
    const { lab, server, doer } = await openStaffedLab();
    await lab.mailbox.setFault({ kind: "down" });
    for (const name of ["A", "B", "C", "forgot"] as const) await (await doer.prepare(name))();
    await server.kill();
    await lab.mailbox.setFault({ kind: "none" });

    await lab.start({ secretKeys: [newSecretKey(), ...lab.secretKeys] });

    expect(await checkBooks(lab, doer.deeds)).toMatchObject({ ...cleanBooks, committed: 4, mails: 4 });
  });

  test("is another one: what waits fails with its reason, and may be sent again", async () => {
    const { lab, server, doer, admin, follow } = await openStaffedLab();
    await lab.mailbox.setFault({ kind: "down" });
    const deeds = [await (await doer.prepare("A"))(), await (await doer.prepare("B"))()];
    await server.kill();
    await lab.mailbox.setFault({ kind: "none" });
    follow(await lab.start({ secretKeys: [newSecretKey()] }));

    for (const { user } of deeds) {
      const mail = async () => {
        const { recoveries } = await admin(listRecoveries, { params: { userId: user.id } });
        return recoveries.map(({ state, mail }) => [state, mail?.state, mail?.reason]);
      };
      const kept = user === deeds[0]!.user ? "open" : "ended";
      await expect
        .poll(mail)
        .toEqual([[kept, "failed", "The secret key was changed, so this mail can't be read any more."]]);
    }
    expect(await lab.mailbox.mails()).toEqual([]);
    const [{ user }] = deeds as [Deed];
    await admin(sendPasswordChangeLink, { params: { userId: user.id }, body: {} });
    await lab.mailbox.waitForMail({ to: user.email! });
  });

  test("that is malformed, in the environment or in its file, is not started with", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "secret.key"), "too short\n");

    const [given, kept] = await Promise.all([
      runMain({ DATA_DIR: emptyFolder(), SECRET_KEY: "dG9vIHNob3J0" }),
      runMain({ DATA_DIR: folder }),
    ]);

    expect(given).toMatch(/^1 .*SECRET_KEY: It must be 32 bytes or more in base64/s);
    expect(kept).toMatch(/^1 .*secret\.key: It holds no key of 32 bytes/s);
  });
});

async function openLab(): Promise<CrashLab> {
  const lab = await openCrashLab();
  onTestFinished(() => lab.close());
  return lab;
}

/** A lab with a server, and somebody to act on it; they go over to another server with `follow`. */
async function openStaffedLab() {
  const lab = await openLab();
  const server = await lab.start();
  let present: LabServer = server;
  const at = () => present;
  const admin = await lab.administrator(at);
  const doer = openDoer(admin, () => lab.visitor(at), lab.mailbox);
  return { lab, server, doer, admin, follow: (next: LabServer) => (present = next) };
}

/** Lets a process write no file beyond this size, in bytes: the next write of the database fails. */
function limitFileSize({ pid }: LabServer, bytes: string): void {
  const prlimit = "/usr/bin/prlimit";
  execFileSync(prlimit, ["--pid", String(pid), `--fsize=${bytes}:unlimited`]);
}

/** Asks for a link as somebody who forgot their password, and shows the whole answer. */
function askForLink({ address, origin }: LabServer): Promise<Response> {
  return fetch(`${address}/api/password-recoveries`, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({ userNameOrEmail: "nobody" }),
  });
}

/** Whether the process sleeps on SIGSTOP, as proc(5) tells it. */
function isSuspended({ pid }: LabServer): boolean {
  return / T /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}

/** Takes the database's write lock, in this process. */
function holdDatabase({ databaseFile }: Pick<CrashLab, "databaseFile">): { release(): void } {
  const holder = new Sqlite(databaseFile);
  onTestFinished(() => void holder.close());
  holder.exec("begin immediate");
  return { release: () => void holder.exec("commit") };
}

async function pragma(app: TestApp, text: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${text}`)}`.execute(app.db);
  return Object.values(rows[0] ?? {})[0];
}

/** What is noted whatever becomes of it: attempts, requests to recover, what the mail service tells, and the time. */
const notedAnyway = ["throttles", "recoveryRequests", "webhookDeliveries", "senderLimits", "clockMarks"];

/** All that lasts, row by row. */
function contents({ folder }: { folder: string }): Record<string, unknown[]> {
  const sqlite = new Sqlite(join(folder, "latchkey.db"), { readonly: true });
  const tables = sqlite
    .prepare("select name from sqlite_master where type = 'table'")
    .pluck()
    .all() as string[];
  const lasting = tables.filter((name) => !notedAnyway.includes(name));
  const rows = lasting.map((name) => {
    const all = sqlite.prepare(`select * from "${name}"`).all() as object[];
    return [name, all.map((row) => ({ ...row, lastSeenAt: null }))] as const;
  });
  sqlite.close();
  return Object.fromEntries(rows);
}

function messageStates({ folder }: { folder: string }): string[] {
  return (contents({ folder })["messages"] as { state: string }[]).map(({ state }) => state);
}

/** An app with a mailed link and a saved temporary password, neither used yet. */
async function startWithSecrets() {
  const app = await startApp();
  const doer = openDoer(app.admin.call, () => app.visitor().call, app.mailbox);
  const linked = await (await doer.prepare("A"))();
  const saved = await (await doer.prepare("C"))();
  const token = tokenIn(await app.mailbox.waitForMail({ to: linked.user.email! }));
  return {
    app,
    temporary: { userName: saved.user.userName, password: saved.password! },
    link: {
      redeem: () =>
        app
          .visitor()
          .call(redeemPasswordChangeLink, { body: { token, newPassword: "a long sentence of theirs" } }),
    },
  };
}

/** The administrator signs in anew, and a link reaches a new user. */
async function mailAgain(app: TestApp): Promise<void> {
  const admin = await app.signIn(rootAdmin.userName, rootAdmin.password);
  const doer = openDoer(admin.call, () => app.visitor().call, app.mailbox);
  const { answer, user } = await (await doer.prepare("A"))();
  expect(answer).toBe("acknowledged");
  await app.mailbox.waitForMail({ to: user.email! });
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the product itself where it must refuse to; its exit code and its words. */
async function runMain(env: Record<string, string>): Promise<string> {
  const main = fileURLToPath(new URL("../main.ts", import.meta.url));
  const ports = { PORT: String(await freePort()), MAILBOX_PORT: String(await freePort()) };
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env["PATH"], ...compileCache, ...ports, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let words = "";
  child.stderr.on("data", (chunk) => {
    words += String(chunk);
    // It started after all.
    if (words.includes("Console")) child.kill("SIGKILL");
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return `${code} ${words}`;
}
