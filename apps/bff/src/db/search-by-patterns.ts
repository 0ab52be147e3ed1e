import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Database } from "./schema.ts";
import type { Search } from "./search-terms.ts";

/** Who is searched for: who meets every term of any of the readings, and does not meet all terms of `except`. */
export type Wanted = { readings: Search["readings"]; except?: Search["terms"] | undefined };

/** Users by an index of the search, in the order of their places. */
export type InPlaces = {
  /** The tables, the users as `u`. */
  source: RawBuilder<unknown>;
  isFound: RawBuilder<boolean>;
  /** The index alone, by which they are counted without a look at the users. Who is deleted has no text. */
  alone: RawBuilder<unknown>;
  /** By which they are in order: their place times `sharers`, and more for those who share it. */
  number: RawBuilder<unknown>;
  sharers: RawBuilder<unknown>;
};

/** How a database finds users, as table `u`, by their search text. */
export type UserSearch = {
  /** Makes the index that it needs, and fills it; from then on the database keeps it in step with the users. */
  // oxlint-disable-next-line typescript/no-explicit-any -- for a migration, which speaks of tables as they were
  install(db: Kysely<any>): Promise<void>;
  /** Whether a user is wanted. By the index is quicker when few are, along the order of the users when many are. */
  isWanted(wanted: Wanted, by: "index" | "order"): RawBuilder<boolean>;
  /** The users, as table `u`, by this index of them where a database takes such an order. */
  through(index: string): RawBuilder<unknown>;
  /** Those who meet all of the conditions, as table `u`: all of them are looked at, whatever order they are asked in. */
  allOf(source: RawBuilder<unknown>, conditions: readonly RawBuilder<boolean>[]): RawBuilder<unknown>;
  /** Whether to look at all who are wanted is less work than to pass others along an order: as far as it can be told. */
  isLessWork(db: Kysely<Database>, wanted: Wanted): Promise<boolean>;
  /** Those who are wanted, of all or of the inactive ones, in the order of names; null where no index can tell. */
  inPlaces(wanted: Wanted, inactive?: boolean): InPlaces | null;
  /** Makes what else it needs: the index of those who are inactive, and the words that users have; kept in step like the first. */
  // oxlint-disable-next-line typescript/no-explicit-any -- for a migration, which speaks of tables as they were
  extend(db: Kysely<any>): Promise<void>;
  /** Makes the words that users have where `extend` made none; kept in step like the first. */
  // oxlint-disable-next-line typescript/no-explicit-any -- for a migration, which speaks of tables as they were
  addWords(db: Kysely<any>): Promise<void>;
  /** Words that users have, in their search texts: all that one typing error made this one of, and a few others. */
  wordsLike(db: Kysely<Database>, word: string): Promise<string[]>;
};

/** Whether a user is wanted, by what tells whether the text of `u` contains a spelling. */
export function inText(
  { readings, except }: Wanted,
  contains: (spelling: string) => RawBuilder<boolean>,
): RawBuilder<boolean> {
  const meets = (terms: Search["terms"]) => all(terms.map(({ spellings }) => any(spellings.map(contains))));
  const isMeant = any(readings.map(meets));
  return except === undefined ? isMeant : all([isMeant, not(meets(except))]);
}

/** All of the conditions. */
export const all = (conditions: readonly RawBuilder<boolean>[]) =>
  sql<boolean>`(${sql.join(conditions, sql` and `)})`;

const any = (conditions: readonly RawBuilder<boolean>[]) =>
  sql<boolean>`(${sql.join(conditions, sql` or `)})`;

const not = (condition: RawBuilder<boolean>) => sql<boolean>`not ${condition}`;

/** Whether the text of `u` contains a spelling: by a pattern. */
export const contains = (spelling: string) =>
  sql<boolean>`"u"."searchText" like ${`%${escapePattern(spelling)}%`} escape '!'`;

/** A text as it stands in a pattern for `like … escape '!'`. */
export const escapePattern = (text: string) => text.replaceAll(/[!%_]/g, "!$&");
