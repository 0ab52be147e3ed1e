import * as fc from "fast-check";
import type { Insertable } from "kysely";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { openTestDatabase } from "../test/open-test-database.ts";
import { isOneErrorAway } from "./misspelt-words.ts";
import type { Database } from "./schema.ts";
import { betweenBlanks } from "./search-text.ts";

const letter = fc.constantFrom(..."abc.1");
const word = fc.array(letter, { minLength: 3, maxLength: 9 }).map((letters) => letters.join(""));
const texts = fc.array(fc.array(word, { maxLength: 4 }), { minLength: 1, maxLength: 12 });
const typed = fc.array(fc.constantFrom(..."abc"), { minLength: 5, maxLength: 8 }).map((all) => all.join(""));

test("every word that users have and one error made of another is found for it, whatever wrote, changed and deleted them", async () => {
  const { database, remove } = await openTestDatabase();
  onTestFinished(async () => {
    await database.close();
    remove();
  });
  const { db, dialect } = database;
  let number = 0;
  await fc.assert(
    fc.asyncProperty(texts, texts, typed, word, async (before, after, pure, mixed) => {
      await db.deleteFrom("users").execute();
      for (const words of before) {
        number += 1;
        await db
          .insertInto("users")
          .values(user(`u${number}`, words))
          .execute();
      }
      const ids = (await db.selectFrom("users").select("id").orderBy("id").execute()).map(({ id }) => id);
      for (const [index, words] of after.entries()) {
        const id = ids[index % ids.length]!;
        if (index % 3 === 2) await db.deleteFrom("users").where("id", "=", id).execute();
        else {
          const searchText = betweenBlanks(words);
          await db.updateTable("users").set({ searchText }).where("id", "=", id).execute();
        }
      }
      const known = await db.selectFrom("users").select("searchText").execute();
      const had = new Set(known.flatMap(({ searchText }) => searchText.split("  ")));
      for (const each of [pure, `${pure}${mixed}`]) {
        const expected = [...had].filter((other) => isOneErrorAway(each, other));
        const found = await dialect.search.wordsLike(db, each);
        expect(found.filter((other) => isOneErrorAway(each, other)).toSorted()).toEqual(
          // Of four letters and more: no shorter word is one error away from one of five.
          expected.filter((other) => other.replaceAll(/[^a-z]/g, "").length >= 4).toSorted(),
        );
        expect(found.filter((other) => !had.has(other))).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
  await db.deleteFrom("users").execute();
  const { rows } = await sql`select * from "userSearchWords"`.execute(db);
  expect(rows).toEqual([]);
});

function user(id: string, words: readonly string[]): Insertable<Database["users"]> {
  return {
    id,
    version: 1,
    userName: id,
    userNameKey: id,
    lastName: "",
    teams: "[]",
    type: "regular",
    sortName: "",
    searchText: betweenBlanks(words),
    passwordVersion: 1,
    createdAt: "",
    updatedAt: "",
  } as Insertable<Database["users"]>;
}
