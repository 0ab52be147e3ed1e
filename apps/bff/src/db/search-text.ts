import { fullName } from "@latchkey/contract/accounts.ts";
import { foldForOrder, foldForSearch } from "./fold-text.ts";
import { phoneWords } from "./phone-words.ts";

/** What a user is found by. */
export type Findable = {
  firstName: string | null;
  lastName: string;
  userName: string;
  email: string | null;
  phone: string | null;
  title: string | null;
  /** A JSON array of texts. */
  teams: string;
};

/**
 * The columns by which a user is sorted and found: whatever writes one of the fields writes these with it. Stored: what changes
 * them, a new edition of the library too, needs a migration that fills them anew.
 */
export function searchColumns(user: Findable): {
  sortName: string;
  sortPlace: number;
  searchText: string;
} {
  const names = [user.firstName, user.lastName, user.userName, ...(JSON.parse(user.teams) as string[])];
  const others = [user.email, user.email?.replace(/@.*/, ""), user.title];
  const folded = (texts: readonly (string | null | undefined)[]) =>
    texts.flatMap((text) => foldForSearch(text ?? ""));
  const words = [
    // As they are, and as people write them who leave the blank or hyphen out.
    ...folded(names).flatMap((name) => [name, name.replaceAll(" ", "")]),
    ...folded(others),
    ...phoneWords(user.phone ?? ""),
  ];
  const searchText = betweenBlanks([...new Set(words)].filter((word) => word !== ""));
  const sortName = foldForOrder(fullName(user));
  return { sortName, sortPlace: sortPlace(sortName), searchText };
}

/** So many letters of a name make its place: as many as fit into 63 bits together with the number of one who has it. */
const letters = 7;

/**
 * A number that grows with the order of names, as far as their first letters tell: who stands before somebody in the list has no
 * greater one. A sign that shares its number with others is the last that counts.
 */
export function sortPlace(sortName: string): number {
  let place = 0;
  let isOver = false;
  for (let index = 0; index < letters; index++) {
    const digit: number = isOver ? 0 : digitOf(sortName.charAt(index));
    isOver ||= isShared(digit);
    place = place * 41 + digit;
  }
  return place;
}

/** What no name from this place on comes before. */
export function firstNameAt(place: number): string {
  if (place >= 41 ** letters) return "\u{10ffff}";
  return digitsOf(place).map(firstLetterOf).join("");
}

/** What every name of this place comes before, and no name of a later one. */
export function firstNameAfter(place: number): string {
  const digits = digitsOf(place);
  // A name that ends before its place does is the only one that has it, unless its last sign is one of several.
  if (digits.length < letters && !isShared(digits.at(-1))) return `${firstNameAt(place)} `;
  return firstNameAt(place + 41 ** (letters - digits.length));
}

/** Without the zeros at its end, which no letter made. */
function digitsOf(place: number): number[] {
  const digits = Array.from(
    { length: letters },
    (_, index) => Math.floor(place / 41 ** (letters - 1 - index)) % 41,
  );
  return digits.slice(0, digits.findLastIndex((digit) => digit > 0) + 1);
}

const isShared = (digit: number | undefined) =>
  digit === beforeDigits || digit === beforeLetters || digit === behindLetters;

function firstLetterOf(digit: number): string {
  if (digit === 1) return " ";
  if (digit === beforeDigits) return "!";
  if (digit < beforeLetters) return String(digit - 3);
  if (digit === beforeLetters) return ":";
  return digit === behindLetters ? "{" : String.fromCharCode(97 + digit - 14);
}

const [beforeDigits, beforeLetters, behindLetters] = [2, 13, 40];

function digitOf(letter: string): number {
  if (letter === "") return 0;
  if (letter === " ") return 1;
  if (letter < "0") return beforeDigits;
  if (letter <= "9") return 3 + letter.charCodeAt(0) - 48;
  if (letter < "a") return beforeLetters;
  return letter <= "z" ? 14 + letter.charCodeAt(0) - 97 : behindLetters;
}

/**
 * Words with two blanks before, between and after them: where one begins or ends can be searched for, and even its first or last
 * letter makes a trigram.
 */
export function betweenBlanks(words: readonly string[]): string {
  return words.length === 0 ? "" : ` ${words.join(" ")} `.replaceAll(" ", "  ");
}
