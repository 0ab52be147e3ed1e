import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { openTestDatabase } from "../test/open-test-database.ts";
import { systemClock } from "../ports/clock.ts";
import { migrate } from "./migrate.ts";
import { transactTogether } from "./transact-together.ts";
import type { Tx } from "./transaction.ts";

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

  await Promise.all(Array.from({ length: 101 }, () => transactTogether({ dialect }, insert)));

  expect(commits()).toBe(3);
  expect(await db.selectFrom("setupLinks").selectAll().execute()).toHaveLength(101);
});

test("one alone does not wait for others, and each gets its own result", async () => {
  const { dialect, commits } = await open();

  expect(await transactTogether({ dialect }, () => Promise.resolve("one"))).toBe("one");
  expect(commits()).toBe(1);
  const results = await Promise.all(
    ["a", "b", "c"].map((name) => transactTogether({ dialect }, () => Promise.resolve(name))),
  );
  expect(results).toEqual(["a", "b", "c"]);
});

test("work that throws is taken back alone", async () => {
  const { dialect, db } = await open();

  const ends = await Promise.allSettled(
    Array.from({ length: 5 }, (_, index) =>
      transactTogether({ dialect }, async (tx) => {
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
  expect(await db.selectFrom("setupLinks").selectAll().execute()).toHaveLength(4);
});
