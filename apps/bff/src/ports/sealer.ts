import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from "node:crypto";
import type { Random } from "./random.ts";

/** Encrypts what has to rest in the database for a while, such as a mail that waits to be sent. */
export type Sealer = {
  /** Seals a text for the row with this id. */
  seal(plaintext: string, rowId: string): string;
  /** Opens it again; throws `UnsealError` when the key or the row is another. */
  open(sealed: string, rowId: string): string;
  /** The number of the key that opens it, 0 of the one that seals; null when none does. */
  keyOf(sealed: string, rowId: string): number | null;
  /** A keyed fingerprint (HMAC-SHA-256, base64url): equal texts can be found again, and nobody without the key can guess them. */
  fingerprint(text: string): string;
  /** The key of its fingerprints, sealed for the row with this id. */
  sealFingerprintKey(rowId: string): string;
  /** The same, whose fingerprints have a key that was sealed. Throws `UnsealError`. */
  withFingerprintKey(sealed: string, rowId: string): Sealer;
};

/** A sealed text that none of the live keys opens. */
export class UnsealError extends Error {
  override readonly name = "UnsealError";
}

/**
 * AES-256-GCM (NIST SP 800-38D) under keys derived by HKDF (RFC 5869) from `SECRET_KEY`; the row's id is associated data.
 * The first key seals; every key opens, so that keys can be rotated. Fingerprints are made with a key derived from the first
 * one, unless they are given another.
 */
export function openSealer(
  secretKeys: readonly Uint8Array[],
  random: Random,
  fingerprintKey = Buffer.from(hkdfSync("sha256", secretKeys[0]!, "", "latchkey fingerprint", 32)),
): Sealer {
  const keys = secretKeys.map((key) => Buffer.from(hkdfSync("sha256", key, "", "latchkey sealed row", 32)));
  const find = (sealed: string, rowId: string) => {
    const bytes = Buffer.from(sealed, "base64url");
    for (const [number, key] of keys.entries()) {
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), { authTagLength: 16 });
        decipher.setAAD(Buffer.from(rowId)).setAuthTag(bytes.subarray(12, 28));
        const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
        return { number, text };
      } catch {
        continue;
      }
    }
    return null;
  };
  const seal: Sealer["seal"] = (plaintext, rowId) => {
    const nonce = random.bytes(12);
    const cipher = createCipheriv("aes-256-gcm", keys[0]!, nonce).setAAD(Buffer.from(rowId));
    const bytes = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString("base64url");
  };
  const open: Sealer["open"] = (sealed, rowId) => {
    const found = find(sealed, rowId);
    if (found === null) throw new UnsealError("None of the secret keys opens this row.");
    return found.text;
  };
  return {
    seal,
    open,
    keyOf: (sealed, rowId) => find(sealed, rowId)?.number ?? null,
    fingerprint: (text) => createHmac("sha256", fingerprintKey).update(text).digest("base64url"),
    sealFingerprintKey: (rowId) => seal(fingerprintKey.toString("base64url"), rowId),
    withFingerprintKey: (sealed, rowId) =>
      openSealer(secretKeys, random, Buffer.from(open(sealed, rowId), "base64url")),
  };
}
