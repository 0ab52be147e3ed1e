import { statSync, writeFileSync } from "node:fs";
import { updateUser } from "@latchkey/contract/users.ts";
import { expect, test, vi } from "vitest";
import { openDatabase } from "../db/open.ts";
import { runCli } from "../test/run-cli.ts";
import { startApp } from "../test/start.ts";

// Each command is a process of its own, and a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

test("a backup is made while the server runs and writes, whole, for its owner only, and audited", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const file = `${app.folder}/backup.db`;
  let version = 1;
  const stopping = new AbortController();
  const writing = (async () => {
    while (!stopping.signal.aborted) {
      const body = { version, title: `Title ${version}` };
      ({ version } = await app.admin.call(updateUser, { params: { userId: jane.id }, body }));
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();

  const { code, out } = await runCli(app, ["backup", file]);
  stopping.abort();
  await writing;

  expect([code, out]).toEqual([0, expect.stringContaining(`copied to ${file}`)]);
  expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
  const copy = openDatabase(file);
  expect(copy.findDamage()).toEqual([]);
  const { title, version: copied } = await copy.db
    .selectFrom("users")
    .select(["title", "version"])
    .where("id", "=", jane.id)
    .executeTakeFirstOrThrow();
  expect(title).toBe(copied === 1 ? null : `Title ${copied - 1}`);
  const made = copy.db.selectFrom("auditEvents").select(["actorKind", "actorName", "requestId"]);
  expect(await made.where("action", "=", "backup.made").execute()).toEqual([
    { actorKind: "operator", actorName: "backup", requestId: null },
  ]);
  await copy.db.destroy();
});

test("a backup overwrites nothing, goes into no folder that is missing, and never copies an empty database", async () => {
  const app = await startApp();
  writeFileSync(`${app.folder}/there.db`, "precious");

  const [there, nowhere, empty, misused] = await Promise.all([
    runCli(app, ["backup", "there.db"]),
    runCli(app, ["backup", "missing/backup.db"]),
    runCli(app, ["backup", "empty.db"], { DATA_DIR: `${app.folder}/wrong` }),
    runCli(app, ["backup"]),
  ]);

  expect(there).toMatchObject({ code: 1, err: expect.stringContaining("exists already") });
  expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining("There is no folder") });
  expect(empty).toMatchObject({ code: 1, err: expect.stringContaining("There is no database at") });
  expect(misused).toMatchObject({ code: 2, err: expect.stringContaining("Usage: pnpm latchkey COMMAND") });
  expect(() => statSync(`${app.folder}/empty.db`)).toThrow("ENOENT");
  expect(() => statSync(`${app.folder}/wrong`)).toThrow("ENOENT");
  const made = app.db.selectFrom("auditEvents").select("id").where("action", "=", "backup.made");
  expect(await made.execute()).toEqual([]);
});
