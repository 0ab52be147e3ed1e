import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newId } from "../ports/random.ts";
import { openTestDatabase } from "../test/open-test-database.ts";
import { systemClock } from "../ports/clock.ts";
import { migrate } from "./migrate.ts";
import { transact, type Dialect, type Tx } from "./transaction.ts";

/** The machine's time, in milliseconds: it stands still unless a test moves it. */
let machineTime = 0;

beforeEach(() => {
  machineTime = 0;
  vi.spyOn(performance, "now").mockImplementation(() => machineTime);
});
afterEach(() => vi.restoreAllMocks());

async function open() {
  const { database } = await openTestDatabase({});
  await migrate(database, systemClock);
  let commits = 0;
  database.dialect.onCommit(() => (commits += 1));
  return { ...database, commits: () => commits };
}

const insert = (tx: Tx) =>
  tx
    .insertInto("setupLinks")
    .values({ id: newId(), tokenHash: newId(), createdAt: systemClock.now(), usedAt: null })
    .execute();

test("what is asked for while one commits shares the next commit, fifty at most", async () => {
  const { dialect, db, commits } = await open();

  await Promise.all(Array.from({ length: 101 }, () => transact({ dialect }, insert)));

  expect(commits()).toBe(3);
  expect(await db.selectFrom("setupLinks").selectAll().execute()).toHaveLength(101);
});

test("a group that has worked for eight milliseconds takes no more", async () => {
  const { dialect, commits } = await open();

  await Promise.all(
    Array.from({ length: 7 }, () =>
      transact({ dialect }, (tx) => {
        machineTime += 3;
        return insert(tx);
      }),
    ),
  );

  expect(commits()).toBe(3);
});

test("one alone does not wait for others, and each gets its own result", async () => {
  const { dialect, commits } = await open();

  expect(await transact({ dialect }, () => Promise.resolve("one"))).toBe("one");
  expect(commits()).toBe(1);
  const results = await Promise.all(
    ["a", "b", "c"].map((name) => transact({ dialect }, () => Promise.resolve(name))),
  );
  expect(results).toEqual(["a", "b", "c"]);
});

test("work that throws is taken back alone, without a second run of the others", async () => {
  const { dialect, db, commits } = await open();
  const runs = Array<number>(5).fill(0);

  const ends = await Promise.allSettled(
    runs.map((_, index) =>
      transact({ dialect }, async (tx) => {
        runs[index]! += 1;
        await insert(tx);
        if (index === 2) throw new Error("broken");
      }),
    ),
  );

  expect(ends.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
  expect(runs).toEqual([1, 1, 1, 1, 1]);
  expect(commits()).toBe(1);
  expect(await db.selectFrom("setupLinks").selectAll().execute()).toHaveLength(4);
});

test("nobody hears how their work ended before it is committed, and each sees what those before wrote", async () => {
  const { dialect, db, commits } = await open();
  const count = async (tx: Tx) => {
    await insert(tx);
    return (await tx.selectFrom("setupLinks").selectAll().execute()).length;
  };
  const committed: number[] = [];
  const note = () => void committed.push(commits());

  const seen = await Promise.all([
    transact({ dialect }, count).finally(note),
    transact({ dialect }, async () => {
      throw new Error("refused");
    }).catch(note),
    transact({ dialect }, count).finally(note),
  ]);

  expect([seen[0], seen[2]]).toEqual([1, 2]);
  expect(committed).toEqual([1, 1, 1]);
  expect(await db.selectFrom("setupLinks").selectAll().execute()).toHaveLength(2);
});

test("when the commit fails, it has failed for each, and nobody's work is kept", async () => {
  const { dialect, db, commits } = await open();
  const lost = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
  const failing: Dialect = {
    ...dialect,
    begin: () => {
      const builder = dialect.begin();
      const execute: typeof builder.execute = (work) =>
        builder.execute(async (tx) => {
          await work(tx);
          throw lost;
        });
      return Object.assign(Object.create(builder) as typeof builder, { execute });
    },
  };

  const ends = await Promise.allSettled([1, 2, 3].map(() => transact({ dialect: failing }, insert)));

  for (const end of ends) expect(end).toMatchObject({ status: "rejected", reason: { type: "storage-full" } });
  expect(ends).toHaveLength(3);
  expect(commits()).toBe(0);
  expect(await db.selectFrom("setupLinks").selectAll().execute()).toEqual([]);
});

test("one whose patience is over gives up on a busy database; those in line with it do not", async () => {
  const { dialect, db } = await open();
  let tries = 0;
  const busy: Dialect = {
    ...dialect,
    begin: () => {
      tries += 1;
      if (tries === 1) throw Object.assign(new Error("database is locked"), { code: "SQLITE_BUSY" });
      return dialect.begin();
    },
  };

  const ends = await Promise.allSettled([
    transact({ dialect: busy }, insert, { patience: 0 }),
    transact({ dialect: busy }, insert),
  ]);

  expect(ends).toMatchObject([
    { status: "rejected", reason: { type: "database-busy" } },
    { status: "fulfilled" },
  ]);
  expect(await db.selectFrom("setupLinks").selectAll().execute()).toHaveLength(1);
});
