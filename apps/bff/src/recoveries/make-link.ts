import type { System } from "../ctx.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { newId, newToken } from "../ports/random.ts";

/** A link that was made but stored nowhere yet. */
type MadeLink = {
  id: string;
  /** The whole address, with the secret in its fragment. */
  url: string;
  tokenHash: string;
  createdAt: Moment;
  expiresAt: Moment;
};

/** Makes a unique link to the page on which a new password is chosen, good for this long. */
export function makeLink({ random, clock, installation }: System, lifetimeMinutes: number): MadeLink {
  const token = newToken(random);
  const createdAt = clock.now();
  return {
    id: newId(),
    url: `${installation.publicUrl}/reset-password#${token}`,
    tokenHash: hashToken(token),
    createdAt,
    expiresAt: addMinutes(createdAt, lifetimeMinutes),
  };
}
