import { expect, onTestFinished, test } from "vitest";
import { openTestDatabase } from "../test/open-test-database.ts";
import { askedOften, askedOftenOfEach, insertedOften, type Later } from "./asked-often.ts";
import { transact } from "./transaction.ts";

test("a question is put together once and answers for the values that it is asked with", async () => {
  const { db, dialect } = await openWithLinks("a", "b", "c");
  let builds = 0;
  const ask = askedOften((asked, later: Later<{ letter: string; most: number }>) => {
    builds += 1;
    return asked
      .selectFrom("setupLinks")
      .select(["id", "usedAt"])
      .where(
        "id",
        ">=",
        later(({ letter }) => letter.toLowerCase()),
      )
      .where("usedAt", "is", null)
      .orderBy("id")
      .limit(later(({ most }) => most));
  });

  expect(await ask(db, { letter: "B", most: 5 })).toEqual([
    { id: "b", usedAt: null },
    { id: "c", usedAt: null },
  ]);
  expect(await ask(db, { letter: "A", most: 1 })).toEqual([{ id: "a", usedAt: null }]);
  expect(await transact({ dialect }, (tx) => ask(tx, { letter: "C", most: 9 }))).toHaveLength(1);
  expect(await Promise.all(["A", "C"].map((letter) => ask(db, { letter, most: 9 })))).toMatchObject([
    [{ id: "a" }, { id: "b" }, { id: "c" }],
    [{ id: "c" }],
  ]);
  expect(builds).toBe(1);
});

test("one that was put together before still throws inside a transaction, instead of waiting for itself", async () => {
  const { db, dialect } = await openWithLinks("a");
  const ask = askedOften((asked) => asked.selectFrom("setupLinks").selectAll());
  await ask(db, {});

  await expect(transact({ dialect }, () => ask(db, {}))).rejects.toThrow(
    "Inside a transaction, use its own handle.",
  );
});

test("one of a list is put together once for each length, and none is asked for nothing", async () => {
  const { db } = await openWithLinks("a", "b", "c");
  let builds = 0;
  const ask = askedOftenOfEach<string, { id: string }>((asked, ofEach) => {
    builds += 1;
    return asked
      .selectFrom("setupLinks")
      .select("id")
      .where(
        "id",
        "in",
        ofEach((later) => later((letter) => letter.toLowerCase())),
      )
      .orderBy("id");
  });

  expect(await ask(db, ["C", "A"])).toEqual([{ id: "a" }, { id: "c" }]);
  expect(await ask(db, ["B", "A"])).toEqual([{ id: "a" }, { id: "b" }]);
  expect(await ask(db, ["B"])).toEqual([{ id: "b" }]);
  expect(await ask(db, [])).toEqual([]);
  expect(builds).toBe(2);
});

test("of long lists, of which there is no end, none is kept", async () => {
  const { db } = await openWithLinks("a");
  let builds = 0;
  const ask = askedOftenOfEach<string, { id: string }>((asked, ofEach) => {
    builds += 1;
    return asked
      .selectFrom("setupLinks")
      .select("id")
      .where(
        "id",
        "in",
        ofEach((later) => later((letter) => letter)),
      );
  });
  const lists = [20, 21].map((length) =>
    Array.from({ length }, (_, place) => "abcdefghijklmnopqrstuv"[place]!),
  );

  for (const list of [...lists, ...lists]) expect(await ask(db, list)).toEqual([{ id: "a" }]);
  expect(builds).toBe(3);
});

test("a new row is written by the columns that it gives, in whichever order; others have what they have by themselves", async () => {
  const { db, dialect } = await openWithLinks();
  const insert = insertedOften("setupLinks");
  const row = { tokenHash: "x", createdAt: "now", usedAt: null };

  await transact({ dialect }, async (tx) => {
    await insert(tx, { id: "c", tokenHash: "z", createdAt: "now" });
    await insert(tx, { id: "a", ...row });
    await insert(tx, { ...row, id: "b", tokenHash: "y", usedAt: "then" });
  });

  expect(await db.selectFrom("setupLinks").selectAll().orderBy("id").execute()).toEqual([
    { id: "a", ...row },
    { id: "b", ...row, tokenHash: "y", usedAt: "then" },
    { id: "c", ...row, tokenHash: "z" },
  ]);
});

async function openWithLinks(...ids: string[]) {
  const { database, remove } = await openTestDatabase();
  onTestFinished(async () => {
    await database.close();
    remove();
  });
  const rows = ids.map((id) => ({ id, tokenHash: id, createdAt: "", usedAt: null }));
  if (rows.length > 0) await database.db.insertInto("setupLinks").values(rows).execute();
  return database;
}
