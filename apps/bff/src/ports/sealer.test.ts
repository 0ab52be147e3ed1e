import { expect, test } from "vitest";
import { systemRandom } from "./random.ts";
import { openSealer, UnsealError } from "./sealer.ts";

const newKey = () => systemRandom.bytes(32);

test("what is sealed opens again, for the same row only, and never looks the same twice", () => {
  const sealer = openSealer([newKey()], systemRandom);
  const text = "Temporary password:\nkäse-🧀";

  const sealed = sealer.seal(text, "row-1");

  expect(sealed).not.toContain("password");
  expect(sealer.open(sealed, "row-1")).toBe(text);
  expect(sealer.seal(text, "row-1")).not.toBe(sealed);
  expect(() => sealer.open(sealed, "row-2")).toThrow(UnsealError);
});

test("keys rotate: the previous one still opens, the first one seals, a forgotten one opens nothing", () => {
  const [older, newer] = [newKey(), newKey()];
  const sealedByOlder = openSealer([older], systemRandom).seal("text", "row");
  const rotated = openSealer([newer, older], systemRandom);

  expect(rotated.open(sealedByOlder, "row")).toBe("text");
  const sealed = rotated.seal("text", "row");
  expect(openSealer([newer], systemRandom).open(sealed, "row")).toBe("text");
  expect(() => openSealer([older], systemRandom).open(sealed, "row")).toThrow(UnsealError);
  expect(() => openSealer([newer], systemRandom).open(sealedByOlder, "row")).toThrow(UnsealError);
});

test("it says which key opens a text; fingerprints stay what they were under the next key, once theirs was kept", () => {
  const [older, newer] = [newKey(), newKey()];
  const before = openSealer([older], systemRandom);
  const rotated = openSealer([newer, older], systemRandom);
  const sealed = before.seal("text", "row");
  expect([rotated.keyOf(rotated.seal("text", "row"), "row"), rotated.keyOf(sealed, "row")]).toEqual([0, 1]);
  expect(openSealer([newer], systemRandom).keyOf(sealed, "row")).toBeNull();

  expect(rotated.fingerprint("jane")).not.toBe(before.fingerprint("jane"));
  const kept = rotated.withFingerprintKey(before.sealFingerprintKey("key"), "key");
  expect(kept.fingerprint("jane")).toBe(before.fingerprint("jane"));
  const alone = openSealer([newer], systemRandom);
  const last = alone.withFingerprintKey(kept.sealFingerprintKey("key"), "key");
  expect(last.fingerprint("jane")).toBe(before.fingerprint("jane"));
  expect(() => alone.withFingerprintKey(before.sealFingerprintKey("key"), "key")).toThrow(UnsealError);
});

test("a byte that was changed, cut off or added is noticed", () => {
  const sealer = openSealer([newKey()], systemRandom);
  const bytes = Buffer.from(sealer.seal("text", "row"), "base64url");

  for (let place = 0; place < bytes.length; place++) {
    const changed = Buffer.from(bytes);
    changed[place]! ^= 1;
    expect(() => sealer.open(changed.toString("base64url"), "row")).toThrow(UnsealError);
  }
  for (const wrong of [
    "",
    "x",
    bytes.subarray(0, 20).toString("base64url"),
    `${bytes.toString("base64url")}AAAA`,
  ]) {
    expect(() => sealer.open(wrong, "row"), wrong).toThrow(UnsealError);
  }
});
