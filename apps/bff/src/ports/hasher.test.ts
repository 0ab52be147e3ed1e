import { expect, test } from "vitest";
import { cheapCost } from "../test/cheap-cost.ts";
import { ownTurn } from "./turns.ts";
import { hashToken, openHasher, productionCost } from "./hasher.ts";

const hasher = openHasher(cheapCost, cheapCost);

test("a password is the same however its accents are written, and nothing of it is trimmed, cut or folded", async () => {
  const passwordHash = await hasher.hash("Käse \u0000 und Brot ".normalize("NFC"), ownTurn);

  expect(await hasher.verify("Käse \u0000 und Brot ".normalize("NFD"), passwordHash, ownTurn)).toBe(true);
  expect(await hasher.verify("Käse \u0000 und Brot", passwordHash, ownTurn)).toBe(false);
  expect(await hasher.verify("Käse \u0000", passwordHash, ownTurn)).toBe(false);
  expect(await hasher.verify("käse \u0000 und brot ", passwordHash, ownTurn)).toBe(false);
  const long = await hasher.hash(`${"x".repeat(72)}1`, ownTurn);
  expect(await hasher.verify(`${"x".repeat(72)}2`, long, ownTurn)).toBe(false);
});

test("hashes are argon2id, salted, and cost what they should", async () => {
  const [one, other] = [await hasher.hash("same", ownTurn), await hasher.hash("same", ownTurn)];

  expect(one).not.toBe(other);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=1024,t=1,p=1\$/);
  expect(await openHasher(productionCost).hash("x", ownTurn)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(() => openHasher(cheapCost)).toThrow(RangeError);
});

test("a hash of less cost than today's is outdated", async () => {
  const dearer = openHasher({ ...cheapCost, memoryCost: 2048 }, cheapCost);

  expect(dearer.isOutdated(await hasher.hash("x", ownTurn))).toBe(true);
  expect(dearer.isOutdated(await dearer.hash("x", ownTurn))).toBe(false);
});

test("without a hash nothing matches, not even the dummy's own password", async () => {
  expect(await hasher.verify("nobody has this password", null, ownTurn)).toBe(false);
});

test("without a hash as much work is done as with one", async () => {
  const compared: string[] = [];
  const { hash, verify } = await import("@node-rs/argon2");
  const spy = (passwordHash: string, password: string) => {
    compared.push(passwordHash.replace(/[^$]+\$[^$]+$/, ""));
    return verify(passwordHash, password);
  };
  const watched = openHasher(cheapCost, cheapCost, { hash, verify: spy as typeof verify });
  await watched.verify("x", null, ownTurn);
  await watched.verify("x", await watched.hash("x", ownTurn), ownTurn);

  expect(compared).toEqual(["$argon2id$v=19$m=1024,t=1,p=1$", "$argon2id$v=19$m=1024,t=1,p=1$"]);
});

test("when too many wait, the next one is sent away instead of queued", async () => {
  const crowd = Promise.allSettled(Array.from({ length: 400 }, () => hasher.hash("x", ownTurn)));

  const refused = (await crowd).filter((end) => end.status === "rejected");

  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatchObject({ reason: { type: "server-busy" } });
  expect(await hasher.hash("x", ownTurn)).toMatch(/^\$argon2id/);
});

test("a token is kept as its SHA-256", () => {
  expect(hashToken("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
});
