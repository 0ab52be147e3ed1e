import { sql, type Kysely } from "kysely";
import { all, contains, inText, type UserSearch } from "./search-by-patterns.ts";
import type { Database } from "./schema.ts";
import { keysOfWord, mostLetters, leastLetters } from "./search-words.ts";

/** So many matches are looked at rather than others passed along an order: each costs about as much as ten that are passed. */
const fewEnough = 40_000;

/** Indexes of orders that PostgreSQL does not find in those that SQLite has too: absent values last, and the absent alone. */
const orders = [
  `create index "usersByEmailDown" on "users" (
    "emailKey" desc nulls last, "sortName" desc, "id" desc, "deletedAt", "deactivatedAt", "type"
  )`,
  `create index "usersByLastSignInDown" on "users" (
    "lastSignedInAt" desc nulls last, "sortName" desc, "id" desc, "deletedAt", "deactivatedAt", "type"
  )`,
  `create index "usersNeverSignedIn" on "users" ("sortName", "id", "deletedAt", "deactivatedAt", "type", "searchText")
    where "lastSignedInAt" is null`,
];

/** The words of a search text that a mistyped one can mean, once each. */
const wordsOf = (
  text: string,
) => `select distinct "value" from unnest(string_to_array(btrim(${text}), '  ')) as "value"
  where length("value") between ${leastLetters} and ${mostLetters}
    and "value" ~ '[a-z].*[a-z].*[a-z].*[a-z]' and position('@' in "value") = 0`;

const key = (part: string) =>
  `length("value") || ' ' || regexp_replace("value", '[a-z]', '', 'g') || ' ' || ${part}`;

/** One typing error leaves one of a word's halves as it is, which is found together with its length and what is no letter. */
const halves = `${key('left("value", length("value") / 2)')}, ${key('substr("value", length("value") / 2 + 1)')}`;

/** In the order of the words: two who save at once wait for each other, and not both. */
const add = (users: string) => `insert into "userSearchWords" ("word", "users", "head", "tail")
  select "value", count(*), ${halves} from ${users}, lateral (${wordsOf('"searchText"')}) as "w" group by "value" order by "value"
  on conflict ("word") do update set "users" = "userSearchWords"."users" + excluded."users"`;

const takeOut = (users: string) => `update "userSearchWords" set "users" = "users" - "gone"."times" from (
    select "value", count(*) as "times" from ${users}, lateral (${wordsOf('"searchText"')}) as "w" group by "value"
  ) as "gone" where "word" = "gone"."value";
  delete from "userSearchWords" where "users" <= 0`;

/** The words that users have, with how many have each, as triggers keep them. */
const words = [
  `create table "userSearchWords" (
    "word" text collate "C" primary key, "users" bigint not null,
    "head" text collate "C" not null, "tail" text collate "C" not null
  )`,
  add('"users"'),
  `create index "userSearchWordsByHead" on "userSearchWords" ("head")`,
  `create index "userSearchWordsByTail" on "userSearchWords" ("tail")`,
  `create index "userSearchWordsOfNobody" on "userSearchWords" ("word") where "users" <= 0`,
  ...(
    [
      ["Add", "insert", "new", add('"changed"')],
      ["Remove", "delete", "old", takeOut('"changed"')],
    ] as const
  ).flatMap(([name, on, rows, statements]) => [
    `create function "searchWords${name}"() returns trigger language plpgsql as $$
      begin ${statements}; return null; end $$`,
    `create trigger "userWords${name}" after ${on} on "users" referencing ${rows} table as "changed"
      for each statement execute function "searchWords${name}"()`,
  ]),
  `create function "searchWordsChange"() returns trigger language plpgsql as $$
  begin
    if old."searchText" <> new."searchText" then
      ${takeOut('(select old."searchText") as "one"')};
      ${add('(select new."searchText") as "one"')};
    end if;
    return null;
  end $$`,
  // Named in the trigger, the column could not get another order of its texts.
  `create trigger "userWordsChange" after update on "users" for each row execute function "searchWordsChange"()`,
];

/** Finds by patterns, over an index of the text's trigrams (PostgreSQL's own extension `pg_trgm`), and knows the words by a table. */
export const searchByPgTrgm: UserSearch = {
  async install(db) {
    await sql`create extension if not exists pg_trgm`.execute(db);
    await sql`create index "usersSearchText" on "users" using gin ("searchText" gin_trgm_ops)`.execute(db);
  },
  // By which of the two PostgreSQL decides itself.
  isWanted: (wanted) => inText(wanted, contains),
  through: () => sql`"users" as "u"`,
  inPlaces: () => null,
  allOf: (source, conditions) => sql`(
    select "u"."id", "u"."sortName", "u"."emailKey", "u"."type", "u"."lastSignedInAt", "u"."deactivatedAt"
      from ${source} where ${all(conditions)} offset 0
  ) as "u"`,
  async isLessWork(db, wanted) {
    const { rows } = await sql<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>`
      explain (format json) select from "users" as "u" where ${inText(wanted, contains)}`.execute(db);
    return rows[0]!["QUERY PLAN"][0].Plan["Plan Rows"] <= fewEnough;
  },
  extend: async () => {},
  async addWords(db) {
    for (const statement of [...orders, ...words]) await sql.raw(statement).execute(db);
  },
  async wordsLike(db: Kysely<Database>, typed) {
    const { heads, tails, turned } = keysOfWord(typed);
    const { rows } = await sql<{ word: string }>`
      select "word" from "userSearchWords"
        where "head" in (${sql.join(heads)}) or "tail" in (${sql.join(tails)}) or "word" = ${turned}`.execute(
      db,
    );
    return rows.map(({ word }) => word);
  },
};
