import { randomBytes } from "node:crypto";
import { chmodSync, rmSync, statSync, writeFileSync } from "node:fs";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import Sqlite from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { ownFolderMark } from "../db/data-folder.ts";
import { runCli } from "../test/run-cli.ts";
import { startApp, startBareApp } from "../test/start.ts";

// Each command is a process of its own, and a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const otherKey = randomBytes(32).toString("base64");

test("a sound installation gives no cause for complaint, beside a running server too", async () => {
  const app = await startApp();
  await app.mailbox.setFault({ kind: "invalid-key" });
  const jane = await app.createUser();
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });

  const { code, out, err } = await runCli(app, ["doctor"]);

  expect([code, err]).toEqual([0, ""]);
  expect(out).not.toContain("TO DO");
  for (const line of [
    /^ok {4}.*latchkey\.db has mode 600$/m,
    /^ok {4}.*latchkey\.db-wal has mode 600$/m,
    /^ok {4}.*secret\.key has mode 600$/m,
    /^ok {4}The secret key stands in the data folder$/m,
    /^ok {4}1 of 1 waiting mails can be read with the secret key$/m,
    /^ok {4}The database keeps what it acknowledges, and forgets what it erases$/m,
    /^ok {4}The database file is sound$/m,
    /^ok {4}\d+ MB are free for the data folder$/m,
    /^ok {4}Mails go to the built-in mailbox, not to users \(no RESEND_API_KEY\)$/m,
    /^ok {4}The clock says 2\d{3}-/m,
    /^ok {4}There is a System Administrator$/m,
  ]) {
    expect(out).toMatch(line);
  }
});

test("each fault is found, with what to do about it", async () => {
  const app = await startApp();
  await app.mailbox.setFault({ kind: "invalid-key" });
  const jane = await app.createUser();
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  app.clock.advance({ hours: 5 });
  await app.db.updateTable("auditEvents").set({ at: app.clock.now() }).execute();
  await app.stop();
  loseIndexRows(`${app.folder}/latchkey.db`);
  for (const file of ["latchkey.db", "secret.key"]) chmodSync(`${app.folder}/${file}`, 0o644);
  chmodSync(app.folder, 0o755);
  writeFileSync(`${app.folder}/${ownFolderMark}`, "");

  const first = await runCli(app, ["doctor"], {
    SECRET_KEY: otherKey,
    RESEND_API_KEY: "re_123",
    RESEND_BASE_URL: "http://mail.acme.test",
    MAIL_FROM: "no-reply@acme.test",
  });

  expect([first.code, first.err]).toEqual([1, ""]);
  expect(first.out).toContain("followed until the mail service accepts them (no RESEND_WEBHOOK_SECRET)");
  const toDo = [...first.out.matchAll(/^TO DO (.*)\n {6}(.*)$/gm)].map(
    ([, what, remedy]) => `${what}: ${remedy}`,
  );
  expect(toDo).toEqual([
    expect.stringMatching(
      / has mode 755: Others on this machine could open it\. It has just been set to 700/,
    ),
    expect.stringMatching(/latchkey\.db has mode 644: .* set to 600/),
    expect.stringMatching(/secret\.key has mode 644: .* set to 600/),
    expect.stringMatching(/^SECRET_KEY holds one key: secret\.key in the data folder is not used any more/),
    expect.stringMatching(
      /^0 of \d waiting mails can be read .*: Put the previous key back: SECRET_KEY=new,previous/,
    ),
    expect.stringMatching(
      /^The database file is sound: It is damaged \(.*index.*\)\. Stop Latchkey and put back/,
    ),
    expect.stringMatching(
      /^The mail service's address is encrypted: RESEND_BASE_URL should begin with https/,
    ),
    expect.stringMatching(
      /^The clock says .*: Latchkey's time is .*, 299 minutes later: the clock was put back.* Set the clock right\./,
    ),
  ]);
  expect((statSync(`${app.folder}/secret.key`).mode & 0o777).toString(8)).toBe("600");
});

test("the key file of the data folder is in use while SECRET_KEY_FILE names it", async () => {
  const app = await startApp();
  const { code, out } = await runCli(app, ["doctor"], { SECRET_KEY_FILE: `${app.folder}/secret.key` });
  expect([code, out]).toEqual([0, expect.stringMatching(/^ok {4}SECRET_KEY holds one key$/m)]);
});

test("a folder that Latchkey did not make is told of and left as it is", async () => {
  const app = await startApp();
  chmodSync(app.folder, 0o755);

  const { code, out } = await runCli(app, ["doctor"]);

  expect([code, out]).toEqual([
    1,
    expect.stringMatching(/^TO DO .* has mode 755\n .*Latchkey did not make it\..*: chmod 700 /m),
  ]);
  expect((statSync(app.folder).mode & 0o777).toString(8)).toBe("755");
});

test("without an administrator it points to the set-up link", async () => {
  const app = await startBareApp();

  const { code, out } = await runCli(app, ["doctor"]);

  expect([code, out]).toEqual([1, expect.stringContaining("TO DO There is no System Administrator yet")]);
});

test("without a database, or with something else in its place, it says so and makes nothing", async () => {
  const app = await startBareApp();
  await app.stop();
  rmSync(`${app.folder}/latchkey.db`);
  writeFileSync(`${app.folder}/other.db`, "something else".repeat(1000));
  const [missing, other] = await Promise.all([
    runCli(app, ["doctor"]),
    runCli(app, ["doctor"], { DATABASE_URL: "file:other.db" }),
  ]);

  expect(missing).toMatchObject({ code: 1, err: expect.stringContaining("There is no database at") });
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining("is damaged or not a database") });
});

/** Damages an index in a way that only a full examination of the file finds. */
function loseIndexRows(file: string): void {
  const change = (statements: string) => {
    const sqlite = new Sqlite(file);
    sqlite.unsafeMode(true);
    sqlite.exec(`pragma writable_schema = on; ${statements}`);
    sqlite.close();
  };
  change(`create table "aside" as select * from sqlite_schema where name = 'usersByLastSignIn';
    delete from sqlite_schema where name = 'usersByLastSignIn'`);
  change(`update users set "lastSignedInAt" = 'moved'`);
  change(`insert into sqlite_schema select * from "aside"`);
}
