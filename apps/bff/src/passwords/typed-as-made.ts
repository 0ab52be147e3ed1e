import type { UserRow } from "../accounts/user-row.ts";
import { charactersInGroup, groupCharacters } from "./generate-password.ts";
import { readSpeakableWords } from "./speakable-words.ts";

/** What is stored of a user's password: one with an end was made by the system, any other by its holder. */
export type StoredPassword = Pick<UserRow, "passwordHash" | "temporaryPasswordExpiresAt">;

/** Digits as they are dictated, from 2: each name has a letter that stands in no group, so that nothing else can be meant. */
const digitNames = ["two", "three", "four", "five", "six", "seven", "eight", "nine"];

const allGroups = new RegExp(`^(?:[${groupCharacters.join("")}]{${charactersInGroup}})+$`);

/**
 * The text to compare with a user's present password: as typed, but for one that the system made. It takes the same time
 * whoever the user is, and whether there is one.
 */
export function asCompared(typed: string, stored: StoredPassword | null): string {
  const made = typedAsMade(typed);
  return stored === null || stored.temporaryPasswordExpiresAt === null ? typed : made;
}

/**
 * The one form in which `generatePassword` made what somebody typed: hyphens, blanks, line ends, capitals, wide letters,
 * accents, other digits and what else surrounds it are as they were. What can't have been made there stays as typed. One
 * text has one form, and a form that was made stays itself: whoever guesses tries no two passwords at once.
 */
export function typedAsMade(typed: string): string {
  const bare = typed
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("ı", "i")
    .replaceAll(/[٠-٩۰-۹]/g, (digit) => String(digit.codePointAt(0)! & 15))
    .replaceAll(/[^\p{L}\p{N}]|ー/gu, "");
  // In this order: every word has a letter that stands in no group, and "freight" a digit's name.
  return wordsOf(bare) ?? groupsOf(bare) ?? typed;
}

/** `k7mwx3hd` as `k7mw-x3hd`; null when something is in it that stands in no group. */
function groupsOf(bare: string): string | null {
  const drawn = bare.replaceAll(new RegExp(digitNames.join("|"), "g"), (name) =>
    String(digitNames.indexOf(name) + 2),
  );
  return allGroups.test(drawn) ? drawn.match(new RegExp(`.{${charactersInGroup}}`, "g"))!.join("-") : null;
}

let words: ReadonlySet<string> | undefined;

/** `kettlebanner` as `kettle-banner`: as no word begins another, there is one way to read it; null when there is none. */
function wordsOf(bare: string): string | null {
  words ??= new Set(readSpeakableWords());
  const read: string[] = [];
  let word = "";
  for (const letter of bare) {
    word += letter;
    if (!words.has(word)) continue;
    read.push(word);
    word = "";
  }
  return word === "" && read.length > 0 ? read.join("-") : null;
}
