import { createHash } from "node:crypto";
import { normalisePassword } from "@latchkey/contract/password-policy.ts";
import { hash, verify } from "@node-rs/argon2";

/** Makes and checks password hashes. */
export type Hasher = {
  /** Hashes a password (argon2id, RFC 9106) after NFC normalisation. */
  hash(password: string): Promise<string>;
  /** Compares; with no hash it does the same work and answers false, so that nobody learns who exists. */
  verify(password: string, passwordHash: string | null): Promise<boolean>;
};

/** Cost of one hash: memory in KiB, passes, lanes. */
export type HashCost = { memoryCost: number; timeCost: number; parallelism: number };

/** OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane. */
export const productionCost: HashCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The real hasher; makes its dummy hash once. */
export function openHasher(cost: HashCost): Hasher {
  const argon2id = { algorithm: 2, ...cost };
  const dummy = hash("nobody has this password", argon2id);
  return {
    hash: (password) => hash(normalisePassword(password), argon2id),
    async verify(password, passwordHash) {
      const matches = await verify(passwordHash ?? (await dummy), normalisePassword(password));
      return passwordHash !== null && matches;
    },
  };
}

/** The stored form of a random token: SHA-256, base64url. A 256-bit token needs no salt and no slow hash. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
