import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { ProblemError } from "@latchkey/contract/problem.ts";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { eventually } from "../test/eventually.ts";
import { systemClock } from "../ports/clock.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open.ts";
import { type Dialect, type Tx, jittered, transact, transactUnflushed } from "./transaction.ts";

const link = (id: string) => ({ id, tokenHash: id, createdAt: "", usedAt: null });
const add = (tx: Tx, id: string) => tx.insertInto("setupLinks").values(link(id)).execute();

test("two who were in each other's way wait for different times, at least half of what they were to wait", () => {
  const waits = [0, 100, 255].map((byte) => jittered(80, { bytes: () => new Uint8Array([byte]) }));
  expect(waits[0]).toBe(80);
  expect(waits[1]).toBeCloseTo(64.4, 1);
  expect(waits[2]).toBeGreaterThanOrEqual(40);
});

test("everything in a transaction happens, or nothing", async () => {
  const { db, dialect } = await openMigrated();

  await expect(
    transact({ dialect }, async (tx) => {
      await add(tx, "a");
      throw new ProblemError("user-inactive");
    }),
  ).rejects.toMatchObject({ type: "user-inactive" });
  expect(await idsIn(db)).toEqual([]);

  await transact({ dialect }, async (tx) => {
    await add(tx, "a");
    await add(tx, "b");
  });
  expect(await idsIn(db)).toEqual(["a", "b"]);
});

test("using the outer handle inside a transaction throws instead of waiting for itself forever", async () => {
  const { db, dialect } = await openMigrated();

  await expect(
    transact({ dialect }, async (tx) => {
      await add(tx, "a");
      await db.selectFrom("setupLinks").selectAll().execute();
    }),
  ).rejects.toThrow("Inside a transaction, use its own handle.");
  await expect(transact({ dialect }, () => transact({ dialect }, async () => {}))).rejects.toThrow(
    "A transaction can't hold another.",
  );
  expect(await idsIn(db)).toEqual([]);
  await transact({ dialect }, (tx) => add(tx, "b"));
});

test("while another process writes, a write waits its turn without holding up the rest", async () => {
  const { db, dialect, file } = await openMigrated();
  const other = new Sqlite(file);
  onTestFinished(() => void other.close());
  other.exec("begin immediate");
  let beats = 0;
  const pulse = setInterval(() => (beats += 1), 5);
  onTestFinished(() => clearInterval(pulse));

  let done = false;
  const writing = transact({ dialect }, (tx) => add(tx, "a")).then(() => (done = true));
  await eventually(() => beats).toBeGreaterThan(20);
  expect(done).toBe(false);
  expect(await idsIn(db)).toEqual([]);
  other.exec("commit");

  await writing;
  expect(await idsIn(db)).toEqual(["a"]);
});

test("transactions of two processes that read and then write take turns", async () => {
  const { db, dialect, file } = await openMigrated();
  const second = openDatabase(file);
  onTestFinished(() => second.close());
  const count = async (database: { dialect: Dialect }, id: string) =>
    transact(database, async (tx) => {
      const before = await tx.selectFrom("setupLinks").select("id").execute();
      await turn();
      await add(tx, `${before.length}-${id}`);
    });

  await Promise.all(
    Array.from({ length: 20 }, (_, index) => count(index % 2 === 0 ? { dialect } : second, String(index))),
  );

  const places = (await idsIn(db)).map((id) => Number(id.split("-")[0])).toSorted((a, b) => a - b);
  expect(places).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test("a full disk is told as such, and nothing is half done", async () => {
  const { db, dialect } = await openMigrated();

  for (const code of ["SQLITE_FULL", "SQLITE_IOERR_WRITE"]) {
    await expect(
      transact({ dialect }, async (tx) => {
        await add(tx, code);
        throw Object.assign(new Error("database or disk is full"), { code });
      }),
    ).rejects.toMatchObject({ type: "storage-full" });
  }
  expect(await idsIn(db)).toEqual([]);
});

test("who listens hears of each commit, not of what was taken back, until they stop", async () => {
  const { dialect } = await openMigrated();
  let heard = 0;
  const stop = dialect.onCommit(() => (heard += 1));

  await transact({ dialect }, (tx) => add(tx, "a"));
  expect(heard).toBe(1);
  await expect(transact({ dialect }, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(heard).toBe(1);
  stop();
  await transact({ dialect }, (tx) => add(tx, "b"));
  expect(heard).toBe(1);
});

const synchronous = async (tx: Pick<Tx, "getExecutor">) =>
  (await sql<{ synchronous: number }>`pragma synchronous`.execute(tx)).rows[0]!.synchronous;
const [normal, full] = [1, 2];

test("a commit that does not wait for the disk leaves those after it waiting, however it ended", async () => {
  const { db, dialect, file } = await openMigrated();
  expect(await transactUnflushed({ dialect }, synchronous)).toBe(normal);
  expect(await transact({ dialect }, synchronous)).toBe(full);

  await expect(
    transactUnflushed({ dialect }, async () => {
      throw new Error("refused");
    }),
  ).rejects.toThrow("refused");
  expect(await transact({ dialect }, synchronous)).toBe(full);

  const other = new Sqlite(file);
  onTestFinished(() => void other.close());
  other.exec("begin immediate");
  const late = transactUnflushed({ dialect }, synchronous);
  await turn();
  await turn();
  expect(await db.connection().execute((one) => synchronous(one))).toBe(full);
  other.exec("commit");
  expect(await late).toBe(normal);
});

test("what waits for the disk shares no commit that does not, and takes along what need not", async () => {
  const { dialect } = await openMigrated();
  let commits = 0;
  dialect.onCommit(() => (commits += 1));
  const need = () => transact({ dialect }, synchronous);
  const needNot = () => transactUnflushed({ dialect }, synchronous);

  expect(await Promise.all([needNot(), needNot()])).toEqual([normal, normal]);
  expect(commits).toBe(1);
  expect(await Promise.all([needNot(), need(), needNot()])).toEqual([full, full, full]);
  expect(commits).toBe(2);
  // One that comes while those before it work.
  const begun = Promise.withResolvers<void>();
  const first = transactUnflushed({ dialect }, async (tx) => {
    begun.resolve();
    await turn();
    return synchronous(tx);
  });
  const second = needNot();
  await begun.promise;
  expect(await Promise.all([first, second, need()])).toEqual([normal, normal, full]);
  expect(commits).toBe(4);
});

async function openMigrated() {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-test-"));
  const file = join(folder, "latchkey.db");
  const database = openDatabase(file);
  onTestFinished(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await migrate(database, systemClock);
  return { ...database, file };
}

async function idsIn(db: Awaited<ReturnType<typeof openMigrated>>["db"]): Promise<string[]> {
  return (await db.selectFrom("setupLinks").select("id").orderBy("id").execute()).map(({ id }) => id);
}
