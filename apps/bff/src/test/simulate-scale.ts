import { largestParcel } from "../mail/queue-mail.ts";
import { seededRandom } from "./seeded-random.ts";

/**
 * What each thing costs processors, in milliseconds, of a server with its password hashes and of PostgreSQL: as `bench-servers.ts`
 * measured it (docs/scale.md says where). A look of a page that is open asks about what a record does.
 */
export const costs = {
  link: { server: 4, database: 4.2 },
  signIn: { server: 12, database: 2.8 },
  redemption: { server: 22, database: 5.4 },
  look: { server: 0.5, database: 0.8 },
} as const;

/** An installation and its busiest hour. */
export type Installation = {
  users: number;
  servers: number;
  /** Processors of each server, and of PostgreSQL. */
  processors: { server: number; database: number };
  /** Requests a second that the mail service announces. */
  mailLimit: number;
  /** Administrators with a record open. */
  openPages: number;
};

/** Of all users, so many sign in and reset their password in the busiest hour: a Monday morning after a holiday. */
const busiestHour = { signIn: 0.15, reset: 0.005 };

/** A server tells the others of its commits at most so often a second, and a page looks at most so often. */
const mostRings = 1000 / 50;
const mostLooks = 1000 / 150;

/** So many connections a server has to PostgreSQL: those that ask, the one that listens, those by which rounds are agreed on. */
const connections = 10 + 1 + 2;

/** What an installation's busiest second asks for, and which share of everything that can run out: 1 and more is too much. */
export function loadOf({ users, servers, processors, mailLimit, openPages }: Installation) {
  const signIns = (users * busiestHour.signIn) / 3600;
  const resets = (users * busiestHour.reset) / 3600;
  // A request and its link, a redemption and its notice: with what the sender notes some ten commits. A sign-in is two.
  const commits = 2 * signIns + 10 * resets;
  const looks = openPages * (1 / 2 + Math.min(mostLooks, mostRings * servers, commits));
  const asked = { link: resets, signIn: signIns, redemption: resets, look: looks };
  const milliseconds = (of: "server" | "database") =>
    Object.entries(asked).reduce(
      (sum, [what, times]) => sum + times * costs[what as keyof typeof costs][of],
      0,
    );
  return {
    signIns,
    mails: 2 * resets,
    looks,
    connections: connections * servers,
    ofServers: milliseconds("server") / (1000 * processors.server * servers),
    ofDatabase: milliseconds("database") / (1000 * processors.database),
    ofMailLimit: (2 * resets) / (mailLimit * largestParcel),
  };
}

/** How long until the next of things that come at random, `perSecond` of them on average; in milliseconds. */
const untilNext = (random: () => number, perSecond: number) => (-1000 * Math.log(1 - random())) / perSecond;

/**
 * The postman over `seconds`: mails come at random, `perSecond` of them on average, and leave together, 100 at most, in as many
 * requests a second as the service announces. Returns how long each waited, in milliseconds.
 */
export function simulatePost(
  { perSecond, mailLimit, seconds }: { perSecond: number; mailLimit: number; seconds: number },
  random = seededRandom(1),
): number[] {
  const waits: number[] = [];
  const queue: number[] = [];
  const left: number[] = [];
  let next = untilNext(random, perSecond);
  for (let now = 0; now < seconds * 1000; now++) {
    for (; next <= now; next += untilNext(random, perSecond)) queue.push(next);
    const oldest = left.at(-mailLimit);
    if (queue.length === 0 || (oldest !== undefined && now - oldest < 1000)) continue;
    for (const came of queue.splice(0, largestParcel)) waits.push(now - came);
    left.push(now);
  }
  return waits;
}

/**
 * A region is lost whose copy in another one is behind by `behind` milliseconds: of `perSecond` links a second, how many were
 * acknowledged and are unknown there, and how many of their mails had left by then (each takes `toLeave` milliseconds).
 */
export function loseRegion(
  { perSecond, behind, toLeave, times }: Record<"perSecond" | "behind" | "toLeave" | "times", number>,
  random = seededRandom(1),
): { lost: number; dead: number } {
  let lost = 0;
  let dead = 0;
  for (let time = 0; time < times; time++) {
    for (let ago = untilNext(random, perSecond); ago < behind;) {
      lost += 1;
      if (ago > toLeave) dead += 1;
      ago += untilNext(random, perSecond);
    }
  }
  return { lost: lost / times, dead: dead / times };
}
