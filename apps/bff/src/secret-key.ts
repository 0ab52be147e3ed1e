import { readSpeakableWords } from "./passwords/speakable-words.ts";

/** Decodes a secret key from base64; null when it is not base64 or shorter than 32 bytes. */
export function decodeKey(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return null;
  const key = Buffer.from(text, "base64");
  return key.length >= 32 ? key : null;
}

/**
 * A key that can be described so many bits shorter than itself is not random. Each way to describe is a code, so a random
 * key is refused by each with a chance of 2^-40 at most (Kraft's inequality): by all, in less than 1 of 10^9 cases.
 */
const mostSaved = 40;

/** Repetition is looked for at so many distances at most. */
const longestPeriod = 64;

/**
 * Whether a key that `decodeKey` takes can be told from a random one: equal or few bytes, patterns, sequences, words, typed
 * text. A random one may also come in hexadecimal digits, or encoded twice.
 */
export function isGuessable(text: string): boolean {
  const isHex = /^[0-9a-f]{64,}$/i.test(text);
  const bytes = Buffer.from(text, isHex ? "hex" : "base64");
  const inner = readText(bytes);
  // Of 32 random bytes one in 10^10 is text.
  if (inner !== null) return decodeKey(inner) === null || isGuessable(inner);
  if (savedByPattern([...bytes], 256) >= mostSaved) return true;
  if (isHex) return false;
  const letters = [...text.replace(/=+$/, "")];
  const typed = letters.map((letter) => alphabet.indexOf(letter.replace("-", "+").replace("_", "/")));
  return (
    savedByPattern(typed, 64) >= mostSaved ||
    savedByWriting(letters, true) >= mostSaved ||
    savedByWriting(letters, false) >= mostSaved
  );
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The bytes as somebody may have typed them, or null. */
function readText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).trim();
    return /\p{C}/u.test(text.replaceAll(/[\t\r\n]/g, "")) ? null : text;
  } catch {
    return null;
  }
}

/** The most bits that are saved by telling each symbol, or its distance from an earlier one, by how often it came before. */
function savedByPattern(symbols: readonly number[], size: number): number {
  const distances = (of: readonly number[], lag: number) =>
    of.slice(lag).map((symbol, index) => (symbol - of[index]! + size) % size);
  const lags = Array.from(
    { length: Math.min(Math.floor(symbols.length / 2), longestPeriod) },
    (_, index) => index + 1,
  );
  const views = [symbols, ...lags.map((lag) => distances(symbols, lag)), distances(distances(symbols, 1), 1)];
  return Math.max(...views.map((view) => savedByCounting(view, size)));
}

/** Bits saved by a code that expects a symbol the more the more often it came. */
function savedByCounting(symbols: readonly number[], size: number): number {
  const counts = new Map<number, number>();
  let saved = 0;
  for (const [index, symbol] of symbols.entries()) {
    const count = counts.get(symbol) ?? 0;
    saved += Math.log2((size * (count + 0.25)) / (index + size * 0.25));
    counts.set(symbol, count + 1);
  }
  return saved;
}

/**
 * Bits saved by telling what a person writes: letters beside letters, capitals after small ones now and then; as words are
 * spelt, or any letters.
 */
export function savedByWriting(letters: readonly string[], asWords: boolean): number {
  const kind = openChoice();
  const capital = openChoice();
  let before = { isLetter: true, isCapital: false, letters: "" };
  let saved = 0;
  for (const character of letters) {
    const isLetter = /[a-z]/i.test(character);
    let share = kind(String(before.isLetter), isLetter);
    const isCapital = /[A-Z]/.test(character);
    const letter = character.toLowerCase();
    if (isLetter) {
      share *= capital(`${before.isLetter}${before.isCapital}`, isCapital);
      share *= asWords ? shareAfter(before.letters, letter) : 1 / 26;
    } else {
      share /= 12;
    }
    saved += 6 + Math.log2(share);
    before = { isLetter, isCapital, letters: isLetter ? (before.letters + letter).slice(-2) : "" };
  }
  return saved;
}

/** A choice of two that is expected as it was before in the same surroundings. Returns the share of what comes. */
function openChoice(): (surroundings: string, yes: boolean) => number {
  const seen = new Map<string, { yes: number; no: number }>();
  return (surroundings, yes) => {
    const counts = seen.get(surroundings) ?? { yes: 0.5, no: 0.5 };
    const share = (yes ? counts.yes : counts.no) / (counts.yes + counts.no);
    seen.set(surroundings, { ...counts, [yes ? "yes" : "no"]: (yes ? counts.yes : counts.no) + 1 });
    return share;
  };
}

/** Which letter of the alphabet it is, from 1; 0 stands for none. */
const placeOf = (letter: string) => letter.charCodeAt(0) - 96;

let follows: Uint32Array | undefined;

/** How often each letter comes after each two, one or none before it where words stand side by side; at 0, how often any does. */
function countFollows(): Uint32Array {
  const counts = new Uint32Array(27 ** 3);
  const text = readSpeakableWords()
    .join("")
    .toLowerCase()
    .replaceAll(/[^a-z]/g, "");
  let [first, second] = [placeOf(text[0]!), placeOf(text[1]!)];
  for (let index = 2; index < text.length; index += 1) {
    const letter = placeOf(text[index]!);
    const [afterTwo, afterOne] = [(first * 27 + second) * 27, second * 27];
    counts[afterTwo]! += 1;
    counts[afterTwo + letter]! += 1;
    counts[afterOne]! += 1;
    counts[afterOne + letter]! += 1;
    counts[0]! += 1;
    counts[letter]! += 1;
    [first, second] = [second, letter];
  }
  return counts;
}

/** How often a letter follows the two before it where words stand side by side; of what is rare, how often it follows fewer. */
function shareAfter(before: string, letter: string): number {
  follows ??= countFollows();
  const start = [...before].reduce((place, each) => place * 27 + placeOf(each), 0) * 27;
  const expected = before === "" ? 1 / 26 : shareAfter(before.slice(1), letter);
  return (follows[start + placeOf(letter)]! + 5 * expected) / (follows[start]! + 5);
}
