import { sql } from "kysely";
import { all, inText, type UserSearch, type Wanted } from "./search-by-patterns.ts";
import { readWordsLike, searchWords } from "./search-words.ts";
import type { SearchTerm } from "./search-terms.ts";

/**
 * A user's number is their place in the order of names and, below it, a number among those who share the place: names in other
 * scripts than the Latin one all do.
 */
const sharers = 2 ** 25;

/** The number of a user that is about to be given; `user` is the row as a trigger knows it. */
const nextNumber = (
  user: string,
) => `(select coalesce(max("searchNumber"), ${user}."sortPlace" * ${sharers}) + 1 from "users"
  where "searchNumber" >= ${user}."sortPlace" * ${sharers} and "searchNumber" < (${user}."sortPlace" + 1) * ${sharers})`;

/**
 * SQLite's index of trigrams over the search text of users (FTS5), as its triggers keep it. Its rows go by a number of their own
 * that grows with the order of names: the first of many who match are found without looking at the others. What is taken out
 * of it is erased at once, like everywhere in the file.
 */
const installation = [
  `drop trigger if exists "userSearchAdds"`,
  `drop trigger if exists "userSearchChanges"`,
  `drop trigger if exists "userSearchRemoves"`,
  `drop table if exists "userSearch"`,
  `drop index if exists "usersBySearchNumber"`,
  `update "users" set "searchNumber" = "numbered"."number" from (
    select "rowid" as "row", "sortPlace" * ${sharers} + row_number() over (partition by "sortPlace" order by "id") as "number"
      from "users"
  ) as "numbered" where "numbered"."row" = "users"."rowid"`,
  // It holds what the list counts and sorts by.
  `create index "usersBySearchNumber" on "users" (
    "searchNumber", "deletedAt", "deactivatedAt", "type", "lastSignedInAt", "sortName", "id"
  )`,
  // And the plain list needs no text.
  `create index if not exists "usersInOrder" on "users" ("sortName", "id", "deletedAt", "deactivatedAt", "type")`,
  `create virtual table "userSearch" using fts5 (
    "searchText", content='users', content_rowid='searchNumber', tokenize='trigram case_sensitive 1', columnsize=0
  )`,
  `insert into "userSearch" ("userSearch", "rank") values ('secure-delete', 1)`,
  `insert into "userSearch" ("userSearch") values ('rebuild')`,
  `create trigger "userSearchAdds" after insert on "users" begin
    update "users" set "searchNumber" = ${nextNumber("new")} where "id" = new."id";
    insert into "userSearch" ("rowid", "searchText")
      select "searchNumber", "searchText" from "users" where "id" = new."id";
  end`,
  `create trigger "userSearchChanges" after update of "searchText", "sortPlace" on "users"
    when old."searchText" <> new."searchText" or old."sortPlace" <> new."sortPlace" begin
    insert into "userSearch" ("userSearch", "rowid", "searchText")
      values ('delete', old."searchNumber", old."searchText");
    update "users" set "searchNumber" = ${nextNumber("new")}
      where "id" = new."id" and old."sortPlace" <> new."sortPlace";
    insert into "userSearch" ("rowid", "searchText")
      select "searchNumber", "searchText" from "users" where "id" = new."id";
  end`,
  `create trigger "userSearchRemoves" after delete on "users" begin
    insert into "userSearch" ("userSearch", "rowid", "searchText")
      values ('delete', old."searchNumber", old."searchText");
  end`,
];

const isMoved = `old."searchText" <> new."searchText" or old."sortPlace" <> new."sortPlace"`;
const whole = (user: string) => `insert into "userSearch" ("userSearch", "rowid", "searchText")
  select 'delete', ${user}."searchNumber", ${user}."searchText"`;
const ofInactive = (
  user: string,
) => `insert into "userSearchInactive" ("userSearchInactive", "rowid", "searchText")
  select 'delete', ${user}."searchNumber", ${user}."searchText" where ${user}."deactivatedAt" is not null`;
const intoInactive = `insert into "userSearchInactive" ("rowid", "searchText")
  select "searchNumber", "searchText" from "users" where "deactivatedAt" is not null`;

/** Another index of those who are inactive: among many who match they are counted and shown without looking at the active ones. */
const inactiveInstallation = [
  ...["Adds", "Changes", "Removes"].map((what) => `drop trigger if exists "userSearch${what}"`),
  `drop table if exists "userSearchInactive"`,
  `create virtual table "userSearchInactive" using fts5 (
    "searchText", content='users', content_rowid='searchNumber', tokenize='trigram case_sensitive 1', columnsize=0
  )`,
  `insert into "userSearchInactive" ("userSearchInactive", "rank") values ('secure-delete', 1)`,
  intoInactive,
  `create trigger "userSearchAdds" after insert on "users" begin
    update "users" set "searchNumber" = ${nextNumber("new")} where "id" = new."id";
    insert into "userSearch" ("rowid", "searchText")
      select "searchNumber", "searchText" from "users" where "id" = new."id";
    ${intoInactive} and "id" = new."id";
  end`,
  `create trigger "userSearchChanges" after update of "searchText", "sortPlace", "deactivatedAt" on "users"
    when old."searchText" <> new."searchText" or old."sortPlace" <> new."sortPlace"
      or (old."deactivatedAt" is null) <> (new."deactivatedAt" is null) begin
    ${whole("old")} where ${isMoved};
    ${ofInactive("old")};
    update "users" set "searchNumber" = ${nextNumber("new")}
      where "id" = new."id" and old."sortPlace" <> new."sortPlace";
    insert into "userSearch" ("rowid", "searchText")
      select "searchNumber", "searchText" from "users" where "id" = new."id" and (${isMoved});
    ${intoInactive} and "id" = new."id";
  end`,
  `create trigger "userSearchRemoves" after delete on "users" begin
    ${whole("old")};
    ${ofInactive("old")};
  end`,
];

/** Finds by the index of trigrams; what is shorter than one is looked for in what the rest finds, or in all. */
export const searchByTrigrams: UserSearch = {
  async install(db) {
    const { rows } =
      await sql`select 1 from pragma_table_info('users') where "name" = 'searchNumber'`.execute(db);
    if (rows.length === 0) await sql`alter table "users" add column "searchNumber" integer`.execute(db);
    for (const statement of installation) await sql.raw(statement).execute(db);
  },
  through: (index) => sql`"users" as "u" indexed by ${sql.ref(index)}`,
  allOf: (source, conditions) => sql`${source} where ${all(conditions)}`,
  isLessWork: async () => false,
  inPlaces(wanted, inactive = false) {
    const question = questionOf(wanted);
    if (question === null) return null;
    const index = sql.ref(inactive ? "userSearchInactive" : "userSearch");
    return {
      // The index of the search leads, whatever SQLite thinks of it.
      source: sql`${index} as "s" cross join "users" as "u" indexed by "usersBySearchNumber"
        on "u"."searchNumber" = "s"."rowid"`,
      isFound: sql<boolean>`${index} match ${question}`,
      alone: index,
      number: sql`"s"."rowid"`,
      sharers: sql.lit(sharers),
    };
  },
  isWanted(wanted, by) {
    const byText = inText(wanted, (spelling) => sql<boolean>`instr("u"."searchText", ${spelling}) > 0`);
    if (by === "order") return byText;
    const question = questionOf(wanted);
    if (question !== null) return found(question);
    const long = wanted.readings.map((terms) => terms.filter((term) => isIndexed(term)));
    return long.some((terms) => terms.length === 0) ? byText : all([found(anyOf(long.map(meets))), byText]);
  },
  async extend(db) {
    for (const statement of [...inactiveInstallation, ...searchWords]) await sql.raw(statement).execute(db);
  },
  addWords: async () => {},
  wordsLike: readWordsLike,
};

const found = (question: string) =>
  sql<boolean>`"u"."searchNumber" in (select "rowid" from "userSearch" where "userSearch" match ${question})`;

/** What the index is asked for all that is wanted; null when it can't tell. */
function questionOf({ readings, except = [] }: Wanted): string | null {
  const terms = [...readings.flat(), ...except];
  const short = terms.filter(({ spellings }) => spellings.some((spelling) => [...spelling].length < 3));
  if (readings.length === 0 || short.length > mostShort || !terms.every((term) => isIndexed(term, 2)))
    return null;
  const asked = anyOf(readings.map(meets));
  return except.length === 0 ? asked : `${asked} NOT ${meets(except)}`;
}

/** So many words of two letters are asked of the index: each as all trigrams that begin with it. */
const mostShort = 3;

/** Whether every spelling has so many letters: a trigram, the least that can be asked of the index, or the beginning of some. */
const isIndexed = ({ spellings }: SearchTerm, least = 3) =>
  spellings.every((spelling) => [...spelling].length >= least);

/** What can follow two letters in a search text, which is in lower case and ends with blanks. */
const letters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter(
  (letter) => !/[A-Z]/.test(letter),
);

const meets = (terms: readonly SearchTerm[]) =>
  `(${terms.map(({ spellings }) => anyOf(spellings.map(phrase))).join(" AND ")})`;

const phrase = (text: string): string =>
  text.length === 2
    ? anyOf(letters.map((letter) => phrase(text + letter)))
    : `"${text.replaceAll('"', '""')}"`;

const anyOf = (questions: readonly string[]) => `(${questions.join(" OR ")})`;
