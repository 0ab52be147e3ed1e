import { canonicalUserName } from "@latchkey/contract/user-name.ts";
import { canonicalEmail } from "@latchkey/contract/email-address.ts";
import { networkOf } from "../http/client-address.ts";

/** Counts that nothing was added to are forgotten after this long, in days. */
export const keptDays = 30;

/** An attempt at another name than the one before weighs so much in the count of a network; at the same name less. */
const anotherName = 10;
const sameName = 3;

/** What attempts are counted by, and how much is too much. */
export type Count = {
  /** What is counted. Only a keyed fingerprint of it is stored: what somebody typed as a user name may be a password. */
  what: string;
  /** What the attempt is aimed at, for counts that weigh a new aim more; null when it has none. */
  aim: string | null;
  /** What an attempt at a new aim weighs, and one at the same. */
  weights: readonly [another: number, same: number];
  /** So much costs no waiting; every `step` beyond it makes the wait longer. */
  free: number;
  step: number;
  /** What a minute takes away; 0 for counts of attempts in a row. */
  fadesPerMinute: number;
  /** After this long without an attempt the count starts anew, in minutes. */
  forgottenAfterMinutes: number;
  /** Beyond this the password alone is good no more (NIST SP 800-63B-4, 3.2.2); null for counts that only make wait. */
  stopsBeyond: number | null;
  /** Whose account it is, if anybody's: they are told of a stop. */
  userId: string | null;
};

const inARow = {
  aim: null,
  weights: [1, 1],
  free: 10,
  step: 1,
  fadesPerMinute: 0,
  forgottenAfterMinutes: keptDays * 24 * 60,
  stopsBeyond: null,
  userId: null,
} as const satisfies Partial<Count>;

/** A name that somebody typed to sign in with: the column in which it is looked for, and the form in which it stands there. */
export type TypedName = { column: "emailKey" | "userNameKey"; key: string };

/** Reads what was typed as an email address or a user name. Whoever is looked up or counted by it is so by this form alone. */
export function readTypedName(typed: string): TypedName {
  return typed.includes("@")
    ? { column: "emailKey", key: canonicalEmail(typed) }
    : { column: "userNameKey", key: canonicalUserName(typed) };
}

/**
 * Wrong passwords in a row for a name that was typed, whether anybody has it or not. An account has two names, which don't
 * know of each other: together with one device they stop short of the hundred that NIST SP 800-63B-4 allows.
 */
export function nameCount({ column, key }: TypedName, userId: string | null = null): Count {
  return { ...inARow, what: `sign-in ${column} ${key}`, stopsBeyond: 40, userId };
}

/** Wrong passwords in a row from a device that signed in to this account before. */
export function deviceCount(deviceId: string): Count {
  return { ...inARow, what: `sign-in device ${deviceId}`, stopsBeyond: 20 };
}

/** Wrong current passwords in a row, of somebody with a session: no way round the counts of signing in. */
export function ownPasswordCount(userId: string): Count {
  return { ...inARow, what: `own password account ${userId}`, stopsBeyond: 20 };
}

/** Attempts of a signed-in user at something else than a password. */
export function ownCount(purpose: string, userId: string): Count {
  return { ...inARow, what: `${purpose} account ${userId}` };
}

const networkBudgets = {
  /** Thirty names at once; one more each ten minutes. */
  "sign-in": { free: 300, fadesPerMinute: 1 },
  /** Tokens that are no link: ten at once. */
  link: { free: 100, fadesPerMinute: 1 },
  /** Tokens that were one: a whole office may open its old mails. */
  "old link": { free: Number.POSITIVE_INFINITY, fadesPerMinute: 1 },
  /** Twenty names at once; twenty more each hour. */
  forgot: { free: 200, fadesPerMinute: 10 / 3 },
};

/**
 * Attempts from a network: one IPv4 address, or an IPv6 /64, which one subscriber can use whole. Many names weigh more than
 * many tries at one, so that whoever sprays has to wait sooner than an office with one forgetful person in it.
 */
export function networkCount(
  purpose: keyof typeof networkBudgets,
  address: string | null,
  aim: TypedName | null,
): Count {
  return {
    ...inARow,
    ...networkBudgets[purpose],
    what: `${purpose} network ${networkOf(address)}`,
    aim: aim === null ? null : `${aim.column} ${aim.key}`,
    weights: [anotherName, sameName],
    step: anotherName,
  };
}

/** What is counted by the two names of an account. */
export function countsOfNames(user: { userNameKey: string; emailKey: string | null }): Count[] {
  return [
    nameCount({ column: "userNameKey", key: user.userNameKey }),
    ...(user.emailKey === null ? [] : [nameCount({ column: "emailKey", key: user.emailKey })]),
  ];
}
