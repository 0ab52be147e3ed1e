import { ProblemError } from "@latchkey/contract/problem.ts";

/** For whom a costly piece of work is done, so that everybody gets their turn. */
export type Turn = {
  /** Somebody who is signed in, or signs in where they did before: they come first. */
  isKnown: boolean;
  /** The network that asks; networks take turns. */
  network: string;
  /** The account that it is about; within a network accounts take turns. */
  account: string;
};

/** The turn of the server itself: what is no request's. */
export const ownTurn: Turn = { isKnown: true, network: "", account: "" };

/** So many pieces of work wait at most, of strangers and of those who are known; at two a core that is some seconds' worth. */
const longestQueue = 128;

type Piece = { turn: Turn; start(): Promise<void>; refuse(): void };

/** Lets so many pieces of work run at once, and those that wait take turns. */
export type Turns = <Result>(turn: Turn, work: () => Promise<Result>) => Promise<Result>;

/**
 * Opens a queue with fair turns: first who is known, then network by network, within a network account by account. Work
 * is refused with `server-busy` when too much waits: the latest of the network that has most waiting.
 */
export function openTurns(atOnce: number): Turns {
  const known: Lanes = new Map();
  const strangers: Lanes = new Map();
  let running = 0;

  async function run(piece: Piece): Promise<void> {
    running += 1;
    await piece.start();
    running -= 1;
    const next = takeNext(known) ?? takeNext(strangers);
    if (next !== undefined) void run(next);
  }

  return <Result>(turn: Turn, work: () => Promise<Result>) =>
    new Promise<Result>((resolve, reject) => {
      const piece: Piece = {
        turn,
        start: () => work().then(resolve, reject),
        refuse: () => reject(new ProblemError("server-busy")),
      };
      if (running < atOnce) {
        void run(piece);
        return;
      }
      const lanes = turn.isKnown ? known : strangers;
      add(lanes, piece);
      if (lengthOf(lanes) > longestQueue) takeLatestOfLongest(lanes).refuse();
    });
}

/** What waits, by network and account; those whose turn was last stand at the end. */
type Lanes = Map<string, Map<string, Piece[]>>;

const lengthOf = (lanes: Lanes) => lanes.values().reduce((sum, network) => sum + lengthOfNetwork(network), 0);

const lengthOfNetwork = (network: Map<string, Piece[]>) =>
  network.values().reduce((sum, pieces) => sum + pieces.length, 0);

function add(lanes: Lanes, piece: Piece): void {
  const { network, account } = piece.turn;
  const accounts = lanes.get(network) ?? new Map<string, Piece[]>();
  lanes.set(network, accounts);
  accounts.set(account, [...(accounts.get(account) ?? []), piece]);
}

/** Takes the first piece of the account whose turn it is, of the network whose turn it is; both go to the end. */
function takeNext(lanes: Lanes): Piece | undefined {
  const [network, accounts] = lanes.entries().next().value ?? [];
  if (network === undefined || accounts === undefined) return undefined;
  const [account, [next, ...others]] = accounts.entries().next().value as [string, [Piece, ...Piece[]]];
  accounts.delete(account);
  if (others.length > 0) accounts.set(account, others);
  lanes.delete(network);
  if (accounts.size > 0) lanes.set(network, accounts);
  return next;
}

function takeLatestOfLongest(lanes: Lanes): Piece {
  const longest = <Key, Value>(map: Map<Key, Value>, length: (value: Value) => number) =>
    [...map].reduce((one, other) => (length(other[1]) >= length(one[1]) ? other : one));
  const [network, accounts] = longest(lanes, lengthOfNetwork);
  const [account, pieces] = longest(accounts, ({ length }) => length);
  const latest = pieces.pop()!;
  if (pieces.length === 0) accounts.delete(account);
  if (accounts.size === 0) lanes.delete(network);
  return latest;
}
