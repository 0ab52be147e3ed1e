import { sql, type Kysely } from "kysely";
import type { Database } from "./schema.ts";

/** The words of a search text, as rows with a `value`. */
const split = (text: string) => `json_each('[' || replace(json_quote(trim(${text})), '  ', '","') || ']')`;

/** So long is a word that a mistyped one can mean: see `mayBeMisspelt`, and one letter to either side. */
export const [leastLetters, mostLetters] = [4, 21];

/** Of them those that a mistyped one can mean. */
const canBeMeant = `length("value") between ${leastLetters} and ${mostLetters} and "value" glob '*[a-z]*[a-z]*[a-z]*[a-z]*'
  and instr("value", '@') = 0`;

const wordsOf = (text: string) => `select distinct "value" as "word" from ${split(text)} where ${canBeMeant}`;

/** What a word has besides letters: no typing error changes that. */
const signs = `case when "word" glob '*[^a-z]*' then ${[..."abcdefghijklmnopqrstuvwxyz"].reduce(
  (rest, letter) => `replace(${rest}, '${letter}', '')`,
  `"word"`,
)} else '' end`;

/** Its row: one typing error leaves one of its halves as it is, which is found together with its length and what is no letter. */
const row = `"word", 1, length("word") || ' ' || ${signs} || ' ' || substr("word", 1, length("word") / 2),
  length("word") || ' ' || ${signs} || ' ' || substr("word", length("word") / 2 + 1)`;

const add = (text: string) => `insert into "userSearchWords" ("word", "users", "head", "tail")
  select ${row} from (${wordsOf(text)}) where true
  on conflict ("word") do update set "users" = "users" + 1;`;

const takeOut = (text: string) => `
  delete from "userSearchWords" where "users" = 1 and "word" in (${wordsOf(text)});
  update "userSearchWords" set "users" = "users" - 1 where "word" in (${wordsOf(text)});`;

const columns = `"word", "users", "head", "tail"`;

/** SQLite's table of the words that users have, with how many have each, as its triggers keep it. */
export const searchWords = [
  `drop trigger if exists "userWordsAdd"`,
  `drop trigger if exists "userWordsChange"`,
  `drop trigger if exists "userWordsRemove"`,
  `drop table if exists "userSearchWords"`,
  `create table "userSearchWords" (
    "word" text primary key, "users" integer not null, "head" text not null, "tail" text not null
  ) without rowid`,
  // Counted before they are cut in halves, and in their order: most are had by many.
  `insert into "userSearchWords" (${columns})
    select ${row.replace(" 1,", ` "users",`)} from (
      select "value" as "word", count(distinct "u"."rowid") as "users"
        from "users" as "u" cross join ${split('"u"."searchText"')} where ${canBeMeant} group by "value"
    )`,
  `create index "userSearchWordsByHead" on "userSearchWords" ("head")`,
  `create index "userSearchWordsByTail" on "userSearchWords" ("tail")`,
  `create trigger "userWordsAdd" after insert on "users" begin ${add('new."searchText"')} end`,
  `create trigger "userWordsChange" after update of "searchText" on "users"
    when old."searchText" <> new."searchText" begin
    ${takeOut('old."searchText"')} ${add('new."searchText"')}
  end`,
  `create trigger "userWordsRemove" after delete on "users" begin ${takeOut('old."searchText"')} end`,
];

/** By what the words are found that one typing error made this one of: a half that it left, or the word with two letters turned. */
export function keysOfWord(typed: string): { heads: string[]; tails: string[]; turned: string } {
  const letters = [...typed];
  const others = letters.filter((letter) => !/[a-z]/.test(letter)).join("");
  const keys = [-1, 0, 1].map((more) => {
    const length = letters.length + more;
    const half = Math.floor(length / 2);
    const key = (part: readonly string[]) => `${length} ${others} ${part.join("")}`;
    return { head: key(letters.slice(0, half)), tail: key(letters.slice(half - length)) };
  });
  // Two letters that changed places in the middle leave neither half.
  const middle = Math.floor(letters.length / 2);
  const turned = letters
    .with(middle - 1, letters[middle]!)
    .with(middle, letters[middle - 1]!)
    .join("");
  return { heads: keys.map(({ head }) => head), tails: keys.map(({ tail }) => tail), turned };
}

/** Words that users have: all that one typing error made this one of, and those that share a half with it. */
export async function readWordsLike(db: Kysely<Database>, typed: string): Promise<string[]> {
  const { heads, tails, turned } = keysOfWord(typed);
  const { rows } = await sql<{ word: string }>`
    select "word" from "userSearchWords" where "head" in (${sql.join(heads)})
    union select "word" from "userSearchWords" where "tail" in (${sql.join(tails)})
    union select "word" from "userSearchWords" where "word" = ${turned}`.execute(db);
  return rows.map(({ word }) => word);
}
