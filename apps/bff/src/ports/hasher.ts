import { hash as digest } from "node:crypto";
import { availableParallelism } from "node:os";
import { normalisePassword } from "@latchkey/contract/password-policy.ts";
import * as argon2 from "@node-rs/argon2";
import { openTurns, type Turn } from "./turns.ts";

/** Makes and checks password hashes. Both throw `server-busy` when too many wait already. */
export type Hasher = {
  /** Hashes a password (argon2id, RFC 9106) after NFC normalisation. */
  hash(password: string, turn: Turn): Promise<string>;
  /** Compares; with no hash it does the same work and answers false, so that nobody learns who exists. */
  verify(password: string, passwordHash: string | null, turn: Turn): Promise<boolean>;
  /** Whether a hash was made with less cost than new ones are, and should be made again at the next sign-in. */
  isOutdated(passwordHash: string): boolean;
};

/** Cost of one hash: memory in KiB, passes, lanes. */
export type HashCost = { memoryCost: number; timeCost: number; parallelism: number };

/** OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane. */
export const productionCost: HashCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * The real hasher. As many hashes as there are processors run at once, so that the rest of the
 * console stays responsive, and whoever asks gets their turn. Throws a RangeError when the cost is below `floor`.
 */
export function openHasher(
  cost: HashCost,
  floor: HashCost = productionCost,
  { hash, verify }: Pick<typeof argon2, "hash" | "verify"> = argon2,
): Hasher {
  if (cost.memoryCost < floor.memoryCost || cost.timeCost < floor.timeCost) {
    throw new RangeError("The cost of password hashes is below what is safe.");
  }
  const argon2id = { algorithm: 2, ...cost };
  const takeTurn = openTurns(availableParallelism());
  // Made up rather than made: to compare with it costs the same, and a start spends no hash on it.
  const dummy = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${"A".repeat(22)}$${"A".repeat(43)}`;

  return {
    hash: async (password, turn) => takeTurn(turn, () => hash(normalisePassword(password), argon2id)),
    async verify(password, passwordHash, turn) {
      const compared = passwordHash ?? dummy;
      const matches = await takeTurn(turn, () => verify(compared, normalisePassword(password)));
      return passwordHash !== null && matches;
    },
    isOutdated(passwordHash) {
      const [, memory, passes] = /\$m=(\d+),t=(\d+),/.exec(passwordHash) ?? [];
      return Number(memory) < cost.memoryCost || Number(passes) < cost.timeCost;
    },
  };
}

/** The stored form of a random token: SHA-256, base64url. A 256-bit token needs no salt and no slow hash. */
export function hashToken(token: string): string {
  return digest("sha256", token, "base64url");
}
