import type { HashCost } from "../ports/hasher.ts";

/** Real argon2id, at a cost that lets tests make hundreds of hashes. */
export const cheapCost: HashCost = { memoryCost: 1024, timeCost: 1, parallelism: 1 };
