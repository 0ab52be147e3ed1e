import { setImmediate as othersFirst } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Database } from "./schema.ts";
import type { SearchTerm } from "./search-terms.ts";
import { betweenBlanks } from "./search-text.ts";
import type { Dialect } from "./transaction.ts";

/** The readings with the words besides that users have and that are one typing error away from one that was typed. */
export async function withMisspelt(
  { db, dialect }: { db: Kysely<Database>; dialect: Dialect },
  readings: readonly (readonly SearchTerm[])[],
): Promise<SearchTerm[][]> {
  const meant = new Map<string, string[]>();
  for (const word of new Set(readings.flat().flatMap(({ misspelt }) => misspelt))) {
    await othersFirst();
    const words = await dialect.search.wordsLike(db, word);
    const others = words.filter((other) => isOneErrorAway(word, other));
    meant.set(
      word,
      others.map((other) => betweenBlanks([other])),
    );
  }
  const widen = (term: SearchTerm) => ({
    ...term,
    spellings: [...term.spellings, ...term.misspelt.flatMap((word) => meant.get(word)!)],
  });
  return readings.map((terms) => terms.map(widen));
}

/**
 * Whether one typing error at most made one word of the other: a letter wrong, missing or too much, or two that changed places.
 * Digits and signs are as they were typed: numbers differ by one as a rule.
 */
export function isOneErrorAway(word: string, other: string): boolean {
  if (Math.abs(word.length - other.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === other[start]) start++;
  let [end, otherEnd] = [word.length, other.length];
  while (end > start && otherEnd > start && word[end - 1] === other[otherEnd - 1]) {
    end--;
    otherEnd--;
  }
  const [gone, come] = [word.slice(start, end), other.slice(start, otherEnd)];
  if (!/^[a-z]*$/.test(gone + come)) return false;
  return (
    (gone.length <= 1 && come.length <= 1) || (gone.length === 2 && gone === [...come].toReversed().join(""))
  );
}
