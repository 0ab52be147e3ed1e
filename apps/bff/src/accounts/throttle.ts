import { ProblemError } from "@latchkey/contract/problem.ts";
import { isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";
import { sql } from "kysely";
import type { System } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import { addMilliseconds, addMinutes } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";

/** This many attempts in a row cost no waiting. */
const freeAttempts = 10;

/** How long the next attempt has to wait after the 11th, the 12th, … in seconds; the last one repeats. Nobody is locked out for good. */
const waitsInSeconds = [1, 2, 4, 8, 15, 30, 60, 120, 300, 600, 900];

/** After this long without an attempt, in minutes, the count starts anew; a purpose may forget sooner. */
const longestMemory = 24 * 60;

/** What is counted, and for whom. The key is hashed: what somebody typed as a user name may be a password. */
export type ThrottleKey = { key: string; forgottenAfterMinutes: number };

/** Counts attempts on what was typed or on an account. */
export function accountKey(purpose: string, account: string): ThrottleKey {
  return { key: hashToken(`${purpose} account ${account}`), forgottenAfterMinutes: longestMemory };
}

/** Counts attempts from a network: one IPv4 address, or an IPv6 /64, which one subscriber can use whole. */
export function networkKey(
  purpose: string,
  address: string | null,
  forgottenAfterMinutes = longestMemory,
): ThrottleKey {
  return { key: hashToken(`${purpose} network ${networkOf(address)}`), forgottenAfterMinutes };
}

/** The part of an address that tells callers apart. */
export function networkOf(address: string | null): string {
  if (address === null || !isIPv6(address)) return address ?? "unknown";
  const parts = ipaddr.IPv6.parse(address).parts.slice(0, 4);
  return parts.map((part) => part.toString(16).padStart(4, "0")).join(":");
}

/**
 * Counts an attempt before it is made, for every key at once, so that parallel ones can't slip through (ASVS 6.3.1,
 * NIST SP 800-63B-4, 3.2.2). Throws `too-many-attempts` while one of the keys has to wait, counting nothing.
 */
export async function takeAttempt(system: System, keys: readonly ThrottleKey[]): Promise<void> {
  await transact(system, async (tx) => {
    for (const key of keys) await countAttempt(system, tx, key);
  });
}

async function countAttempt(
  system: System,
  tx: Tx,
  { key, forgottenAfterMinutes }: ThrottleKey,
): Promise<void> {
  const now = system.clock.now();
  const steps = waitsInSeconds.map((seconds) => addMilliseconds(now, seconds * 1000));
  const fresh = sql<boolean>`"throttles"."lastAttemptAt" < ${addMinutes(now, -forgottenAfterMinutes)}`;
  const next = sql<number>`case when ${fresh} then 1 else "throttles"."attempts" + 1 end`;
  const whens = sql.join(
    steps
      .slice(0, -1)
      .map((step, index) => sql`when ${next} = ${sql.lit(freeAttempts + 1 + index)} then ${step}`),
    sql` `,
  );
  const counted = await tx
    .insertInto("throttles")
    .values({ key, attempts: 1, lastAttemptAt: now, blockedUntil: now })
    .onConflict((conflict) =>
      conflict
        .column("key")
        .doUpdateSet({
          attempts: next,
          lastAttemptAt: now,
          blockedUntil: sql<string>`case when ${next} <= ${sql.lit(freeAttempts)} then ${now} ${whens} else ${steps.at(-1)!} end`,
        })
        // A wait that is longer than any stems from a clock that was put back since.
        .where((eb) =>
          eb.or([eb("throttles.blockedUntil", "<=", now), eb("throttles.blockedUntil", ">", steps.at(-1)!)]),
        ),
    )
    .returning("key")
    .executeTakeFirst();
  if (counted !== undefined) return;
  const { blockedUntil } = await tx
    .selectFrom("throttles")
    .select("blockedUntil")
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  throw new ProblemError("too-many-attempts", { retryAt: blockedUntil });
}

/** Starts the counts anew, after a success. */
export async function clearAttempts(tx: Tx, keys: readonly ThrottleKey[]): Promise<void> {
  await tx
    .deleteFrom("throttles")
    .where(
      "key",
      "in",
      keys.map(({ key }) => key),
    )
    .execute();
}

/** Forgets counts that are too old to matter. */
export async function eraseOldThrottles(system: System, tx: Tx): Promise<void> {
  await tx
    .deleteFrom("throttles")
    .where("lastAttemptAt", "<", addMinutes(system.clock.now(), -longestMemory))
    .execute();
}
