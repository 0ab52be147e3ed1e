import anyAscii from "any-ascii";
import { foldForSearch } from "./fold-text.ts";
import { phoneSpellings } from "./phone-words.ts";

/** One thing that was typed. It is met by any of its spellings, anywhere in the text. */
export type SearchTerm = {
  /** What was typed, in lower case. */
  typed: string;
  /** As in the search text: two blanks stand for the end of a word. */
  spellings: readonly string[];
  /** Whole words that one typing error can have been made in; none where that says nothing. */
  misspelt: readonly string[];
};

/** What is searched for; nothing, when nobody typed a word. */
export type Search = {
  /** All of them have to be met. */
  terms: readonly SearchTerm[];
  /** What comes close: all terms of any of these, with one typing error in a word of five letters or more. Empty when nothing can. */
  readings: readonly (readonly SearchTerm[])[];
  /** The one that was pasted between angle brackets, as it stands there; null when none was. */
  address: string | null;
};

/** A phone number of at least six digits, in any writing. */
const phoneNumber = /(?<![^\s,;<("])[+(]*\d(?:[\s()/.–-]*\d){5,}(?!(?!\.(?:\s|$))[^\s,;>)"])/gu;

/** With more terms than this nothing comes close: it is no name that somebody typed. */
const mostTerms = 8;

/** With more letters than this a word is looked for as it stands. */
const longestMisspelt = 20;

/** Reads what somebody typed or pasted into a search: words in any order, `Last, First`, `First Last <address>`, phone numbers. */
export function readSearch(typed: string): Search {
  const text = plainly(typed).replaceAll(/\b(?:mailto|tel):/gi, " ");
  const pasted = /<\s*([^<>\s]+@[^<>\s]+)\s*>/.exec(text);
  const terms = readTerms(text);
  const address = pasted?.[1] ?? null;
  if (terms.length > mostTerms) return { terms, readings: [], address };
  if (pasted === null) {
    const mayBe = terms.some(({ misspelt }) => misspelt.length > 0);
    return { terms, readings: mayBe ? [terms] : [], address };
  }
  // The name may be written in another way there, or the address be another one.
  const parts = [readTerms(pasted[1]!), readTerms(text.replace(pasted[0], " "))];
  return { terms, readings: parts.filter((part) => part.length > 0), address };
}

/** In plain signs, as numbers are dialled: programs write hyphens and digits of many kinds, and marks that nobody sees. */
function plainly(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/\p{DI}/gu, "")
    .replaceAll(/(?<=\d\s?)[\p{Pd}\u2212\u00b7](?=\s?\d)/gu, "-")
    .replaceAll(/(?=\P{ASCII})\p{Nd}/gu, (digit) => anyAscii(digit));
}

function readTerms(text: string): SearchTerm[] {
  const phones = text.match(phoneNumber) ?? [];
  const words = text.replaceAll(phoneNumber, " ").split(/[\s\p{Cc},;|<>"()[\]{}]+/u);
  const terms = new Map<string, SearchTerm>();
  for (const typed of phones) add(typed, [...foldForSearch(typed), ...phoneSpellings(typed)], []);
  for (const word of words) {
    const typed = word.replace(/[.:]+$/, "");
    const spellings = foldForSearch(typed).filter((spelling) => spelling !== "");
    if (spellings.length > 0) add(typed, spellings, spellings.map(localPart).filter(mayBeMisspelt));
  }
  return [...terms.values()];

  function add(typed: string, spellings: string[], misspelt: string[]) {
    const term = {
      typed: typed.trim().toLowerCase(),
      spellings: [...new Set(spellings)].map((spelling) => spelling.replaceAll(" ", "  ")),
      misspelt,
    };
    terms.set(term.spellings.join("|"), term);
  }
}

/** Of an address what stands before the @: whoever has that comes close. */
const localPart = (word: string) => word.replace(/@.*/, "");

function mayBeMisspelt(word: string): boolean {
  const letters = word.replaceAll(/[^a-z]/g, "").length;
  return letters >= 5 && word.length <= longestMisspelt && !word.includes(" ");
}
