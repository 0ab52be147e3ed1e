import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { CompiledQuery, sql } from "kysely";
import { expect, onTestFinished, test, vi } from "vitest";
import { systemClock } from "../ports/clock.ts";
import { countPlannings } from "../test/count-plannings.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open.ts";
import { transact, type Tx } from "./transaction.ts";

const link = (id: string) => ({ id, tokenHash: id, createdAt: "", usedAt: null });
const add = (tx: Tx, id: string) => tx.insertInto("setupLinks").values(link(id)).execute();

test("what was asked before is not prepared again, in transactions and outside of them", async () => {
  const { db, dialect, prepared } = await openMigrated();
  const once = async (id: string) => {
    await db.selectFrom("setupLinks").selectAll().where("id", "=", id).execute();
    await transact({ dialect }, (tx) => add(tx, id));
    await Promise.all(["x", "y"].map((end) => transact({ dialect }, (tx) => add(tx, id + end))));
  };
  await once("a");
  expect(prepared()).toBeGreaterThan(0);

  await once("b");

  expect(prepared()).toBe(0);
  expect(await db.selectFrom("setupLinks").select("id").orderBy("id").execute()).toHaveLength(6);
});

test("SQLite keeps the plan of a question whatever values it is asked with", async () => {
  const { db, dialect } = await openMigrated();
  const once = async (id: string) => {
    await transact({ dialect }, (tx) => add(tx, id));
    const joined = db.selectFrom("setupLinks as one").innerJoin("setupLinks as same", "same.id", "one.id");
    expect(await joined.select("one.id").where("same.tokenHash", "=", id).execute()).toEqual([{ id }]);
    await sql`
      select count(*) from "setupLinks" where "id" = ${id}`.execute(db);
    await db.selectFrom("setupLinks").select("usedAt").orderBy("createdAt").limit(3).offset(0).execute();
  };
  await once("a");
  const plannings = countPlannings();

  await once("b");
  await once("1");

  expect(plannings()).toBe(0);
});

test("a transaction costs no pragma", async () => {
  const { dialect } = await openMigrated();
  const pragma = vi.spyOn(Sqlite.prototype, "pragma");
  onTestFinished(() => pragma.mockRestore());

  await transact({ dialect }, (tx) => add(tx, "a"));

  expect(pragma).not.toHaveBeenCalled();
});

test("a kept statement knows the table as it is now, whoever changed it", async () => {
  const { db, dialect, file } = await openMigrated();
  await transact({ dialect }, (tx) => add(tx, "a"));
  const read = () => db.selectFrom("setupLinks").selectAll().execute();
  expect(await read()).toEqual([link("a")]);

  await sql`alter table "setupLinks" add column "note" text default 'new'`.execute(db);
  expect(await read()).toEqual([{ ...link("a"), note: "new" }]);
  const other = new Sqlite(file);
  other.exec(`alter table "setupLinks" drop column "note"`);
  other.close();
  expect(await read()).toEqual([link("a")]);

  await transact({ dialect }, async (tx) => {
    await sql`drop table "setupLinks"`.execute(tx);
    await sql`create table "setupLinks" ("only" text)`.execute(tx);
  });
  expect(await read()).toEqual([]);
});

test("a pragma does its work and tells the truth each time", async () => {
  const { db } = await openMigrated();
  const pragma = async (text: string) => {
    const { rows } = await sql<{ timeout: number }>`${sql.raw(`pragma busy_timeout${text}`)}`.execute(db);
    return rows[0]!.timeout;
  };

  const told = [];
  for (const text of [" = 10", "", " = 20", "", " = 10", ""]) told.push(await pragma(text));

  expect(told).toEqual([10, 10, 20, 20, 10, 10]);
});

test("only so much is kept: what was not asked for long is prepared again, and what is asked is not", async () => {
  const { db, prepared } = await openMigrated();
  const ask = (text: string) => db.executeQuery(CompiledQuery.raw(text));
  const usual = `select 'usual'`;
  const seldom = `select 'seldom'`;
  await ask(seldom);
  for (let nth = 0; nth < 100; nth++) {
    await ask(usual);
    await ask(`select ${nth} /* ${"-".repeat(10_000)} */`);
  }
  prepared();

  await ask(usual);
  expect(prepared()).toBe(0);
  await ask(seldom);
  expect(prepared()).toBe(1);
});

test("what is read row by row leaves the same question free for others", async () => {
  const { db, dialect } = await openMigrated();
  await transact({ dialect }, async (tx) => {
    for (const id of ["a", "b", "c"]) await add(tx, id);
  });
  const question = db.selectFrom("setupLinks").select("id").orderBy("id").compile();
  const seen: unknown[] = [];
  await db.getExecutor().provideConnection(async (connection) => {
    for await (const { rows } of connection.streamQuery(question, 1)) {
      seen.push(...rows);
      expect((await connection.executeQuery(question)).rows).toHaveLength(3);
    }
  });

  expect(seen).toEqual([{ id: "a" }, { id: "b" }, { id: "c" }]);
});

test("a statement of its own waits a little for another process's lock, a transaction does not, nor what comes later", async () => {
  const { db, dialect, file } = await openMigrated();
  const other = new Sqlite(file);
  onTestFinished(() => void other.close());
  other.exec("begin immediate");
  const pragma = vi.spyOn(Sqlite.prototype, "pragma");
  onTestFinished(() => pragma.mockRestore());
  const begin = () => transact({ dialect }, (tx) => add(tx, "a"), { patience: 0 });

  await expect(begin()).rejects.toMatchObject({ type: "database-busy" });
  expect(pragma).not.toHaveBeenCalled();
  const alone = db.insertInto("setupLinks").values(link("b")).execute();
  await expect(alone).rejects.toMatchObject({ code: "SQLITE_BUSY" });
  expect(pragma.mock.calls).toEqual([["busy_timeout = 150"], ["busy_timeout = 0"]]);
  await expect(begin()).rejects.toMatchObject({ type: "database-busy" });

  other.exec("commit");
  await begin();
  expect(await db.selectFrom("setupLinks").select("id").execute()).toEqual([{ id: "a" }]);
});

async function openMigrated() {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-test-"));
  const file = join(folder, "latchkey.db");
  const database = openDatabase(file);
  onTestFinished(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });
  await migrate(database, systemClock);
  const prepare = vi.spyOn(Sqlite.prototype, "prepare");
  onTestFinished(() => prepare.mockRestore());
  /** How many statements were prepared since it was asked last. */
  const prepared = () => prepare.mock.calls.splice(0).length;
  return { ...database, file, prepared };
}
