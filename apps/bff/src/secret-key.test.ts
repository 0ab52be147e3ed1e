import { createHash, randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isGuessable, savedByWriting } from "./secret-key.ts";

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64");
const bytes = (length: number, at: (index: number) => number) =>
  base64(Uint8Array.from({ length }, (_, index) => at(index)));
/** As random as any, and the same each time. */
const random = (seed: string) => createHash("sha256").update(seed).digest();

test.each<[string, string]>([
  ["no bytes but 0", bytes(32, () => 0)],
  ["equal bytes", bytes(32, () => 7)],
  ["many equal bytes", bytes(64, () => 255)],
  ["a pattern", bytes(32, (index) => [0xab, 0x12][index % 2]!)],
  ["a pattern that is cut off", bytes(40, (index) => random("a")[index % 7]!)],
  ["half a key, twice", base64(Buffer.concat([random("a").subarray(0, 16), random("a").subarray(0, 16)]))],
  ["half a key, and nothing", base64(Buffer.concat([random("a").subarray(0, 16), Buffer.alloc(16)]))],
  ["an ascending sequence", bytes(32, (index) => index)],
  ["a descending sequence in steps", bytes(32, (index) => 255 - 3 * index)],
  ["a sequence whose steps grow", bytes(32, (index) => index * index)],
  ["two sequences in turns", bytes(32, (index) => (index % 2) * 100 + index)],
  ["few different bytes", bytes(32, (index) => random("a")[index]! % 8)],
  ["text, encoded", base64("correct horse battery staple correct")],
  ["text in another script, encoded", base64("очень секретный ключ моей компании")],
  ["text in UTF-16, encoded", base64(Buffer.from("correct horse battery", "utf16le"))],
  ["text, encoded twice", base64(base64("correct horse battery staple correct"))],
  ["words", "correcthorsebatterystaplecorrecthorsebattery"],
  ["words with capitals", "CorrectHorseBatteryStapleCorrectHorseBattery"],
  ["a sentence", "thisisaverysecretkeyforlatchkeyproductionuse"],
  ["words with a year", "MySuperSecretKey2024ForLatchkeyProduction123"],
  ["words with hyphens", "my-secret-key-for-latchkey-in-production-2026-x"],
  ["words of another language", "DiesIstEinSehrGeheimerSchluesselFuerUnsereFirma"],
  ["a word, again and again", "changemechangemechangemechangemechangeme1234"],
  ["a password, again and again", "Passw0rdPassw0rdPassw0rdPassw0rdPassw0rd1234"],
  ["the alphabet", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQR"],
  ["a keyboard", "qwertyuiopasdfghjklzxcvbnmqwertyuiopasdfghjk"],
  ["digits", "0123456789012345678901234567890123456789012"],
  ["a letter", "A".repeat(43)],
  ["a pattern in hexadecimal digits", "deadbeef".repeat(8)],
  [
    "a sequence in hexadecimal digits",
    Buffer.from(
      bytes(32, (index) => index),
      "base64",
    ).toString("hex"),
  ],
])("can be guessed: %s", (_, key) => {
  expect(isGuessable(key)).toBe(true);
});

test("a random key is taken, however it is written and however long it is", () => {
  fc.assert(
    fc.property(fc.integer({ min: 32, max: 200 }), (length) => {
      const key = randomBytes(length);
      for (const text of [key.toString("base64"), key.toString("base64url"), key.toString("hex")]) {
        expect(isGuessable(text)).toBe(false);
        // As secrets of Kubernetes are written, with a line break or without.
        expect(isGuessable(base64(text))).toBe(false);
        expect(isGuessable(base64(`${text}\n`))).toBe(false);
      }
    }),
  );
});

test("of 2000 random keys none is refused", () => {
  const keys = Array.from({ length: 2000 }, (_, index) => random(String(index)));

  expect(keys.filter((key) => isGuessable(base64(key)))).toEqual([]);
});

test("what is saved is saved by a code: the shares of all texts are no more than 1, so random ones save nothing", () => {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"];
  for (const asWords of [true, false]) {
    let shares = 0;
    for (const first of letters) {
      for (const second of letters) shares += 2 ** (savedByWriting([first, second], asWords) - 12);
    }
    expect(shares).toBeCloseTo(1, 6);
  }
});
