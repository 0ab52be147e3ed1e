import { readFileSync } from "node:fs";

let words: readonly string[] | undefined;

/** The words for passwords that are read aloud; their file is read once, and says where they come from. */
export function readSpeakableWords(): readonly string[] {
  words ??= readFileSync(new URL("speakable-words.txt", import.meta.url), "utf8")
    .replaceAll(/^#.*$/gm, "")
    .trim()
    .split(/\s+/);
  return words;
}
