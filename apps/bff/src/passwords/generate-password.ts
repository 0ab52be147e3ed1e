import { isCommonPassword } from "@latchkey/contract/common-passwords.ts";
import { brokenPasswordRules } from "@latchkey/contract/password-policy.ts";
import type { PasswordStyle } from "@latchkey/contract/passwords.ts";
import type { Random } from "../ports/random.ts";
import { readSpeakableWords } from "./speakable-words.ts";

/** Lower case and digits that can't be taken for one another (no 0 o, 1 l i, 2 z, 5 s, 9 q), without vowels, so no words. */
export const groupCharacters = [..."bcdfghjkmnprtvwx23456789"];

/** How many of them stand between two hyphens. */
export const charactersInGroup = 4;

/** A working source of randomness never needs so many tries; a stuck one must not hang the server. */
const mostTries = 100;

/**
 * Makes a temporary password for reading aloud, with at least the given bits of entropy, each equally likely:
 * `groups` like `k7mw-x3hd-9vbt-4ncr`, or `words` like `kettle-banner-mosaic-drizzle-tulip`; the hyphens belong to it.
 * It meets the policy for chosen passwords, and `typedAsMade` finds it again. Throws if the source of randomness is stuck.
 */
export function generatePassword(style: PasswordStyle, bits: 64 | 80, random: Random): string {
  for (let tries = 0; tries < mostTries; tries++) {
    const password = style === "groups" ? drawGroups(bits, random) : drawWords(bits, random);
    const broken = brokenPasswordRules(password, { ownWords: [], isCommon: isCommonPassword });
    if (broken.length === 0) return password;
  }
  throw new Error("The source of randomness gives no usable passwords.");
}

function drawGroups(bits: number, random: Random): string {
  const bitsInGroup = charactersInGroup * Math.log2(groupCharacters.length);
  const groups = draw(Math.ceil(bits / bitsInGroup), () =>
    draw(charactersInGroup, () => pick(groupCharacters, random)).join(""),
  );
  return groups.join("-");
}

function drawWords(bits: number, random: Random): string {
  const words = readSpeakableWords();
  return draw(Math.ceil(bits / Math.log2(words.length)), () => pick(words, random)).join("-");
}

function draw<T>(count: number, one: () => T): T[] {
  return Array.from({ length: count }, one);
}

/** One of up to 65,536 choices from two random bytes; draws again where the remainder would favour the first ones. */
function pick(choices: readonly string[], random: Random): string {
  const fairValues = 65_536 - (65_536 % choices.length);
  for (let tries = 0; tries < mostTries; tries++) {
    const [high = 0, low = 0] = random.bytes(2);
    const value = high * 256 + low;
    if (value < fairValues) return choices[value % choices.length] ?? "";
  }
  throw new Error("The source of randomness is stuck.");
}
