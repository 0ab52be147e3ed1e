import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";

/** Gives unpredictable bytes. The only source of them in the product. */
export type Random = { bytes(length: number): Uint8Array };

/** The operating system's generator. */
export const systemRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };

/** A secret for a link or a session: 256 bits, base64url. */
export function newToken(random: Random): string {
  return Buffer.from(random.bytes(32)).toString("base64url");
}

/** An identifier for a row: a UUIDv7 (RFC 9562), later ones sort after earlier ones. Not a secret. */
export function newId(): string {
  return uuidv7();
}
