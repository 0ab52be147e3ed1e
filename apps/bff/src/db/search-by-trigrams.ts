import { sql } from "kysely";
import { all, inText, type UserSearch } from "./search-by-patterns.ts";
import type { SearchTerm } from "./search-terms.ts";

/**
 * SQLite's index of trigrams over the search text of users (FTS5), as its triggers keep it. Its rows go by a number of their own:
 * those that SQLite counts may change in a copy. What is taken out of it is erased at once, like everywhere in the file.
 */
const installation = [
  `alter table "users" add column "searchNumber" integer`,
  `update "users" set "searchNumber" = "rowid"`,
  // It holds what the list counts by.
  `create index "usersBySearchNumber" on "users" ("searchNumber", "deletedAt", "deactivatedAt", "type")`,
  // And the plain list needs no text.
  `create index "usersInOrder" on "users" ("sortName", "id", "deletedAt", "deactivatedAt", "type")`,
  `create virtual table "userSearch" using fts5 (
    "searchText", content='users', content_rowid='searchNumber', tokenize='trigram case_sensitive 1', columnsize=0
  )`,
  `insert into "userSearch" ("userSearch", "rank") values ('secure-delete', 1)`,
  `insert into "userSearch" ("userSearch") values ('rebuild')`,
  `create trigger "userSearchAdds" after insert on "users" begin
    update "users" set "searchNumber" = (select coalesce(max("searchNumber"), 0) + 1 from "users") where "id" = new."id";
    insert into "userSearch" ("rowid", "searchText")
      select "searchNumber", "searchText" from "users" where "id" = new."id";
  end`,
  `create trigger "userSearchChanges" after update of "searchText" on "users"
    when old."searchText" <> new."searchText" begin
    insert into "userSearch" ("userSearch", "rowid", "searchText")
      values ('delete', old."searchNumber", old."searchText");
    insert into "userSearch" ("rowid", "searchText") values (new."searchNumber", new."searchText");
  end`,
  `create trigger "userSearchRemoves" after delete on "users" begin
    insert into "userSearch" ("userSearch", "rowid", "searchText")
      values ('delete', old."searchNumber", old."searchText");
  end`,
];

/** Finds by the index of trigrams; what is shorter than one is looked for in what the rest finds, or in all. */
export const searchByTrigrams: UserSearch = {
  async install(db) {
    for (const statement of installation) await sql.raw(statement).execute(db);
  },
  isWanted(wanted, by) {
    const { readings, except = [] } = wanted;
    const byText = inText(wanted, (spelling) => sql<boolean>`instr("u"."searchText", ${spelling}) > 0`);
    if (by === "order" || !readings.every((terms) => terms.some(isIndexed))) return byText;
    const isWhole = [...readings.flat(), ...except].every(isIndexed);
    const asked = anyOf(readings.map((terms) => meets(terms.filter(isIndexed))));
    if (!isWhole) return all([found(asked), byText]);
    return found(except.length === 0 ? asked : `${asked} NOT ${meets(except)}`);
  },
  mayHaveMisspelt(word, known) {
    const asked = anyOf([...word].flatMap((_, index) => remains(word, index)));
    return found(known.length === 0 ? asked : `${asked} NOT ${anyOf(known.map(phrase))}`);
  },
};

const found = (question: string) =>
  sql<boolean>`"u"."searchNumber" in (select "rowid" from "userSearch" where "userSearch" match ${question})`;

/** Every spelling has a trigram, the least that can be asked of the index. */
const isIndexed = ({ spellings }: SearchTerm) => spellings.every((spelling) => [...spelling].length >= 3);

const meets = (terms: readonly SearchTerm[]) =>
  `(${terms.map(({ spellings }) => anyOf(spellings.map(phrase))).join(" AND ")})`;

const phrase = (text: string) => `"${text.replaceAll('"', '""')}"`;

const anyOf = (questions: readonly string[]) => `(${questions.join(" OR ")})`;

/** What an error at this place leaves of a word: the beginning before it and the end behind it, close to each other. */
function remains(word: string, index: number): string[] {
  const [before, after] = [word.slice(0, index), word.slice(index + 1)];
  const pieces = [
    // A single letter is in most texts: it helps only beside a short rest.
    ...(before.length > 1 || (before.length === 1 && after.length < 4) ? [`  ${before}`] : []),
    ...(after.length > 1 || (after.length === 1 && before.length < 4) ? [`${after}  `] : []),
  ];
  const changedPlaces = `  ${before}${after.slice(0, 1)}${word[index]}${after.slice(1)}  `;
  return [near(pieces), ...(after === "" ? [] : [near([changedPlaces])])];
}

/** Texts that have the pieces not far from each other; by as few trigrams as cover them. */
function near(pieces: readonly string[]): string {
  const trigrams = pieces.flatMap((piece) => {
    const last = piece.length - 3;
    const starts = Array.from({ length: Math.ceil(last / 3) }, (_, third) => third * 3);
    return [...starts, last].map((start) => phrase(piece.slice(start, start + 3)));
  });
  return `NEAR(${trigrams.join(" ")}, ${pieces.join("").length})`;
}
