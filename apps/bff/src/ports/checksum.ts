import { createHash } from "node:crypto";

/** A checksum of texts, one after the other. */
export type Checksum = {
  add(text: string): void;
  /** SHA-256 of all that was added, in hexadecimal digits. To be called once. */
  end(): string;
};

/** Begins a checksum. */
export function openChecksum(): Checksum {
  const hash = createHash("sha256");
  return { add: (text) => void hash.update(text), end: () => hash.digest("hex") };
}
