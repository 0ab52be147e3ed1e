import { isPattern } from "./password-pattern.ts";

/** The fewest characters of a password, in Unicode code points (NIST SP 800-63B-4 for a password as the only factor). */
export const passwordMinLength = 15;

/** The most characters of a password, in Unicode code points. */
export const passwordMaxLength = 128;

/**
 * The rules for a password that a person chooses. There are no others: every character is allowed, nothing is trimmed
 * or cut, no kinds of characters are demanded. `unchanged` is the server's alone, which compares hashes: the password may
 * be neither the current nor a temporary one.
 */
export type PasswordRule =
  | "too-short"
  | "too-long"
  | "ill-formed"
  | "common"
  | "own-words"
  | "pattern"
  | "unchanged";

/** Each rule as a person reads it, before and after it is broken. */
export const passwordRuleText: Record<PasswordRule, string> = {
  "too-short": `At least ${passwordMinLength} characters`,
  "too-long": `At most ${passwordMaxLength} characters`,
  "ill-formed": "Only whole characters: type it anew",
  common: "Not a password that many people use",
  "own-words": "Not made of your name, user name or email address, or the name of this product",
  pattern: "Not just repeats, sequences or keyboard rows, such as aaaa, 1234 or qwerty",
  unchanged: "Not your current or temporary password",
};

/** Whose password it is, as far as known, and the product they sign in to. */
type PasswordOwner = {
  userName: string;
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  productName: string;
};

/** The password as it is hashed and compared: Unicode NFC, nothing trimmed, nothing cut. */
export function normalisePassword(password: string): string {
  return password.normalize("NFC");
}

/**
 * The form in which common passwords are compared: without spaces and `-`, `_`, `.`, in lower case, and with the usual
 * replacements undone, so that `P@ssw0rd-P@ssw0rd` is found as `passwordpassword`.
 */
export function canonicalPassword(password: string): string {
  return unleet(
    password
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll(/[\s\-_.]/gu, ""),
  );
}

/** What `own-words` looks for: the owner's names, the whole email address and its local part, and the product's name. */
export function ownWordsOf(owner: PasswordOwner): string[] {
  const { userName, firstName, lastName, email, productName } = owner;
  const localPart = email?.slice(0, email.lastIndexOf("@"));
  return [userName, firstName, lastName, email, localPart, productName].filter((word) => !!word) as string[];
}

/**
 * Every rule of `PasswordRule` that the password breaks, in that order, `unchanged` aside; empty when it is fine.
 * `isCommon` gets the form of `canonicalPassword`.
 */
export function brokenPasswordRules(
  password: string,
  known: { ownWords: readonly string[]; isCommon: (canonical: string) => boolean },
): PasswordRule[] {
  const normalised = normalisePassword(password);
  const length = [...normalised].length;
  const broken: PasswordRule[] = [];
  if (length < passwordMinLength) broken.push("too-short");
  if (length > passwordMaxLength) broken.push("too-long");
  // Half a character: written as UTF-8, all of those are one and the same.
  if (/\p{Cs}/u.test(password)) broken.push("ill-formed");
  if (known.isCommon(canonicalPassword(normalised))) broken.push("common");
  if (isMadeOfOwnWords(normalised, known.ownWords)) broken.push("own-words");
  if (isPattern(normalised)) broken.push("pattern");
  return broken;
}

/** Fewer characters than this beside one's own words do not make a password. */
const fewestOtherCharacters = 6;

/** Own words shorter than this are part of too many other words to be looked for. */
const shortestOwnWord = 3;

/**
 * Whether own words dominate: at least one is in the password, and without them, digits, spaces and punctuation, fewer
 * than six characters are left. Case, accents, common replacements (`4nn4`) and spelling backwards hide nothing.
 */
function isMadeOfOwnWords(password: string, ownWords: readonly string[]): boolean {
  // oxlint-disable-next-line unicorn/no-array-sort -- users' pages run in browsers that have no `toSorted`
  const words = [...new Set(ownWords.flatMap(partsOf))].sort((a, b) => b.length - a.length);
  return [fold, (text: string) => unleet(fold(text))].some((spell) => {
    const text = spell(password);
    const rest = words.reduce((left, word) => left.replaceAll(spell(word), " "), text);
    const others = rest.replaceAll(/[\p{N}\p{P}\p{Z}\p{C}\p{Sc}\p{Sk}\p{Sm}]/gu, "");
    return rest !== text && [...others].length < fewestOtherCharacters;
  });
}

/** A name as one word, its parts, and all of these backwards: `Anna-Maria` gives `annamaria`, `anna`, `maria`, `anna`… */
function partsOf(name: string): string[] {
  const parts = fold(name).split(/[^\p{L}\p{N}]+/u);
  const words = [fold(name), parts.join(""), ...parts].filter((word) => [...word].length >= shortestOwnWord);
  return words.flatMap((word) => [word, [...word].reduce((reversed, sign) => sign + reversed, "")]);
}

/** Lower case without accents. */
function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

const leet: Record<string, string> = {
  "0": "o",
  "1": "i",
  "!": "i",
  "|": "i",
  l: "i",
  "3": "e",
  "4": "a",
  "@": "a",
  "5": "s",
  $: "s",
  "7": "t",
};

/** Letters in place of the digits and signs that stand for them; `l` becomes `i`, as `1` may stand for either. */
function unleet(lowerCase: string): string {
  return lowerCase.replaceAll(/[01!|l34@5$7]/g, (character) => leet[character] ?? character);
}
