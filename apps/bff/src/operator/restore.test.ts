import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import {
  generateNewPassword,
  listRecoveries,
  sendPasswordChangeLink,
} from "@latchkey/contract/recoveries.ts";
import { replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import { stopRecovery } from "@latchkey/contract/stops.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { expect, test, vi } from "vitest";
import { openDatabase } from "../db/open.ts";
import { mailLink, passwordIn, stopTokenIn } from "../test/read-mail.ts";
import { runCli } from "../test/run-cli.ts";
import { refusal, rootAdmin, startApp } from "../test/start.ts";

// Each command is a process of its own, and a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const password = "the old password of Jane";
const newPassword = "quiet harbour lamp 49";

test("what was put back revives nothing: no link, session, temporary password, suggestion or waiting mail", async () => {
  const before = await startApp();
  const { admin, mailbox } = before;
  const jane = await before.createUser({ userName: "jane", password });
  const holder = await before.createUser({ userName: "holder" });
  const past = await before.createUser({ userName: "past" });
  await admin.call(generateNewPassword, { params: { userId: holder.id }, body: {} });
  const temporary = passwordIn(await mailbox.waitForMail({ to: holder.email! }));
  await admin.call(generateNewPassword, { params: { userId: past.id }, body: {} });
  const pastBrowser = await before.signIn("past", passwordIn(await mailbox.waitForMail({ to: past.email! })));
  await pastBrowser.call(replaceTemporaryPassword, { body: { newPassword } });
  const { token, mail } = await mailLink(before, jane);
  const session = await before.signIn("jane", password);
  const suggestion = await admin.call(suggestPassword, {
    params: { userId: jane.id },
    body: { style: "groups" },
  });
  await mailbox.setFault({ kind: "invalid-key" });
  const waiting = await before.createUser({ userName: "waiting" });
  await admin.call(sendPasswordChangeLink, { params: { userId: waiting.id }, body: {} });
  await before.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail: "jane" } });
  const backup = `${before.folder}/backup.db`;
  expect((await runCli(before, ["backup", backup])).code).toBe(0);
  await mailbox.setFault({ kind: "none" });
  await before.stop();

  const { code, out } = await runCli(before, ["restore", backup]);
  expect([code, out]).toEqual([0, expect.stringContaining("The backup is in place.")]);
  const app = await startApp({ folder: before.folder });
  await app.mailbox.empty();

  for (const cookie of [session.cookie(), admin.cookie(), pastBrowser.cookie()]) {
    const response = await app
      .visitor()
      .fetch(getSession.path, { headers: { cookie: `latchkey=${cookie}` } });
    expect(await response.json()).toEqual({ session: null });
  }
  await refusal(app.visitor().call(lookUpPasswordChangeLink, { body: { token } }), "link-revoked");
  await refusal(
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } }),
    "link-revoked",
  );
  await refusal(app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } }), "link-expired");
  await refusal(app.signIn("holder", temporary), "sign-in-refused");
  await refusal(
    app.admin.call(updateUser, {
      params: { userId: jane.id },
      body: { version: 1, passwordSuggestionId: suggestion.id },
    }),
    "suggestion-expired",
  );
  expect(await app.db.selectFrom("messages").select("id").where("state", "=", "queued").execute()).toEqual(
    [],
  );
  expect(await app.db.selectFrom("messages").select("id").where("sealed", "is not", null).execute()).toEqual(
    [],
  );
  app.clock.advance({ minutes: 10 });
  app.system.outbox.nudge();
  await app.signIn("jane", password);
  await app.signIn("past", newPassword);
  expect(await app.mailbox.mails()).toEqual([]);

  // What was over before the backup stays what it was.
  const told = async (userId: string) =>
    (await app.admin.call(listRecoveries, { params: { userId } })).recoveries.map(({ state, endReason }) => ({
      state,
      endReason,
    }));
  expect(await told(past.id)).toEqual([{ state: "finished", endReason: null }]);
  expect(await told(holder.id)).toEqual([{ state: "ended", endReason: "restored" }]);
  expect(await told(jane.id)).toContainEqual({ state: "ended", endReason: "restored" });
  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: waiting.id } });
  const reason = "The database was put back from a backup.";
  expect(recoveries[0]!.mail).toMatchObject({ state: "cancelled", reason });
  expect(recoveries[0]!.mail!.history.at(-1)).toMatchObject({ state: "cancelled", reason });
  const audit = app.db.selectFrom("auditEvents").select("action").where("action", "like", "backup.%");
  expect((await audit.orderBy("id").execute()).map(({ action }) => action)).toEqual([
    "backup.made",
    "backup.restored",
  ]);
  expect(modeOf(`${app.folder}/latchkey.db`)).toBe("600");
});

test("beside a running server nothing is put back", async () => {
  const app = await startApp();
  const backup = `${app.folder}/backup.db`;
  app.database.copyTo(backup);

  const { code, err } = await runCli(app, ["restore", backup]);

  expect([code, err]).toEqual([1, expect.stringContaining("is in use. Stop Latchkey first.")]);
  await app.signIn(rootAdmin.userName, rootAdmin.password);
  expect(readdirSync(app.folder).filter((name) => /restor/.test(name))).toEqual([]);
});

test("a missing or broken backup is refused in words and leaves everything as it is", async () => {
  const app = await startApp();
  await app.stop();
  writeFileSync(`${app.folder}/broken.db`, "this is no database at all".repeat(500));

  const [missing, broken] = await Promise.all([
    runCli(app, ["restore", "missing.db"]),
    runCli(app, ["restore", "broken.db"]),
  ]);

  expect(missing).toMatchObject({ code: 1, err: expect.stringContaining("There is no file missing.db") });
  expect(broken).toMatchObject({ code: 1, err: expect.stringMatching(/damaged or not a database/) });
  expect(readdirSync(app.folder).filter((name) => /restor/.test(name))).toEqual([]);
  const again = await startApp({ folder: app.folder });
  expect(again.adminId).toBe(app.adminId);
});

test("a damaged database and its log are put aside; so is what an earlier restore kept; an empty folder will do", async () => {
  const app = await startApp();
  const backup = `${app.folder}/backup.db`;
  app.database.copyTo(backup);
  await app.stop();
  const present = `${app.folder}/latchkey.db`;
  writeFileSync(`${present}.before-restore`, "kept by an earlier restore");
  writeFileSync(present, "damaged beyond recognition".repeat(500));
  writeFileSync(`${present}-wal`, "a log that belongs to it");

  const [damaged, fresh] = await Promise.all([
    runCli(app, ["restore", backup]),
    runCli(app, ["restore", backup], { DATA_DIR: `${app.folder}/new` }),
  ]);

  expect(damaged).toMatchObject({ code: 0, out: expect.stringContaining("latchkey.db.before-restore-2") });
  expect(readFileSync(`${present}.before-restore-2`, "utf8")).toContain("damaged beyond");
  expect(readFileSync(`${present}.before-restore`, "utf8")).toBe("kept by an earlier restore");
  expect(fresh).toMatchObject({ code: 0, err: "" });
  for (const file of [present, `${app.folder}/new/latchkey.db`]) {
    expect([existsSync(`${file}-wal`), modeOf(file)]).toEqual([false, "600"]);
    const { db } = openDatabase(file);
    expect(await db.selectFrom("users").select("userName").execute()).toEqual([{ userName: "root.admin" }]);
    await db.destroy();
  }
});

function modeOf(file: string): string {
  return (statSync(file).mode & 0o777).toString(8);
}
