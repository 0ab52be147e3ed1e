import { keyboards } from "./keyboards.ts";

/** A unit shorter than this, typed again and again, counts as a repeat: repeating adds nothing to it. */
const shortUnit = 15;

/** A password that takes fewer steps than this to describe is a pattern. */
const fewestSteps = 5;

/**
 * Whether a password is little more than repeats (`aaaa…`, `abcabc…`), sequences (`abcdef…`, `987654…`, `2468…`) or
 * keyboard walks (`qwertyuiop…`, `1qaz2wsx…`), also when two are joined, mirrored, interleaved or cut by separators.
 * The measure: each run counts as one step and any other character as one; fewer than five steps, and at most a
 * third of the characters, is a pattern.
 */
export function isPattern(password: string): boolean {
  if (password === "") return false;
  const typed = [...password.toLowerCase()];
  const letters = typed.filter((character) => !/[\s\-_.,/]/u.test(character));
  const kept = letters.length > 0 ? letters : typed;
  if (repeatsShortUnit(typed) || repeatsShortUnit(kept)) return true;
  const fewest = Math.min(new Set(kept).size, stepsOf(kept), interleavedSteps(kept));
  return fewest < fewestSteps && fewest * 3 <= typed.length;
}

/** Whether the text is one short unit, at least twice, where the last one may be cut short. */
function repeatsShortUnit(typed: readonly string[]): boolean {
  const longest = Math.min(shortUnit - 1, Math.floor(typed.length / 2));
  for (let unit = 1; unit <= longest; unit++) {
    if (typed.every((character, place) => character === typed[place % unit])) return true;
  }
  return false;
}

/** The steps of two texts typed alternately, as in `1a2b3c` or `q1w2e3`. */
function interleavedSteps(typed: readonly string[]): number {
  const even = typed.filter((_, place) => place % 2 === 0);
  const odd = typed.filter((_, place) => place % 2 === 1);
  return stepsOf(even) + stepsOf(odd);
}

/** How many runs and single characters a text is made of, when the same character in a row counts once. */
function stepsOf(typed: readonly string[]): number {
  const once = typed.filter((character, place) => character !== typed[place - 1]);
  let steps = 0;
  for (let place = 0; place < once.length; steps++) place += runLength(once.slice(place));
  return steps;
}

/** The length of the run at the start of a text: at least three characters of a sequence or a keyboard walk, else one. */
function runLength(typed: readonly string[]): number {
  const lengths = [sequenceLength(typed), ...keyboards.map((pairs) => walkLength(typed, pairs))];
  const longest = Math.max(...lengths);
  return longest < 3 ? 1 : longest;
}

function sequenceLength(typed: readonly string[]): number {
  const step = stepBetween(typed[0], typed[1]);
  if (Math.abs(step) > 2) return 1;
  let length = 2;
  while (stepBetween(typed[length - 1], typed[length]) === step) length++;
  return length;
}

/** How far one character is from the next in Unicode's order; after 9 comes 0. NaN where there is none. */
function stepBetween(from: string | undefined, to: string | undefined): number {
  if (from === undefined || to === undefined) return Number.NaN;
  if (from + to === "90") return 1;
  if (from + to === "09") return -1;
  return (to.codePointAt(0) ?? 0) - (from.codePointAt(0) ?? 0);
}

function walkLength(typed: readonly string[], pairs: ReadonlySet<string>): number {
  let length = 1;
  while (length < typed.length && pairs.has(`${typed[length - 1]}${typed[length]}`)) length++;
  return length;
}
