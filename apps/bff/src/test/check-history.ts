/**
 * What somebody asked of the installation about one user, and what it said: `done`; `refused`, which says that it was not as it
 * would have to be; or `unknown`, when no answer came or one that leaves it open. What says nothing of the state (too many attempts,
 * somebody else was quicker) is no part of a history.
 */
export type Operation = {
  user: string;
  /** When it was asked and when the answer was there, by one clock, in milliseconds. */
  begunAt: number;
  endedAt: number;
  answer: "done" | "refused" | "unknown";
} & Asked;

type Asked =
  /** `link` is null where nobody ever saw it. */
  | { asked: "send a link"; link: string | null }
  | { asked: "redeem a link"; link: string; password: string }
  | { asked: "sign in"; password: string; session: string }
  | { asked: "sign out"; session: string }
  | { asked: "read"; session: string }
  /** How many events of the audit trail say that it was done. */
  | { asked: "count links"; found: number }
  | { asked: "count redemptions"; found: number };

/** All that docs/model.md knows of a user. */
type State = {
  password: string;
  openLink: string | null;
  sessions: readonly string[];
  links: number;
  redemptions: number;
};

/**
 * Looks for an order of these operations, each at one moment between question and answer, that the model of docs/model.md
 * could have gone through (linearizability; the search is Wing and Gong's, user by user). An operation without an answer may have
 * happened at any moment after it was asked, or never. Returns a sentence for each user of whom there is no such order.
 * @param passwords What each user's password is at first.
 */
export function checkHistory(
  history: readonly Operation[],
  passwords: ReadonlyMap<string, string>,
): string[] {
  return [...Map.groupBy(history, ({ user }) => user)].flatMap(([user, operations]) => {
    const begin: State = {
      password: passwords.get(user) ?? "",
      openLink: null,
      sessions: [],
      links: 0,
      redemptions: 0,
    };
    const stuck = findContradiction(operations, begin);
    return stuck === null ? [] : [`Of ${user}, who did ${operations.length} things, ${stuck}`];
  });
}

/** A moment at which some operations have taken effect. */
type Node = { done: ReadonlySet<Operation>; state: State };

/** Null when there is an order; else what can't follow on the longest that there is. */
function findContradiction(operations: readonly Operation[], begin: State): string | null {
  const known = operations.filter(({ answer }) => answer !== "unknown");
  const seen = new Set<string>();
  const paths: Node[] = [{ done: new Set(), state: begin }];
  let longest = paths[0]!;
  const countKnown = ({ done }: Node) => known.filter((each) => done.has(each)).length;
  for (;;) {
    const node = paths.pop();
    if (node === undefined) break;
    if (countKnown(node) === known.length) return null;
    if (countKnown(node) > countKnown(longest)) longest = node;
    for (const next of nextOf(node, operations)) {
      const key = keyOf(next, operations);
      if (seen.has(key)) continue;
      seen.add(key);
      paths.push(next);
    }
  }
  const possible = candidates(longest, operations).map((each) => `“${describe(each)}”`);
  return `nothing can follow where it was ${JSON.stringify(longest.state)}: not ${possible.join(", not ")}`;
}

/** What may take effect next: all that was asked before the first of the others had its answer. */
function candidates({ done }: Node, operations: readonly Operation[]): Operation[] {
  const left = operations.filter((each) => !done.has(each));
  const firstEnd = Math.min(
    ...left.map(({ answer, endedAt }) => (answer === "unknown" ? Infinity : endedAt)),
  );
  return left.filter(({ begunAt }) => begunAt <= firstEnd);
}

function nextOf(node: Node, operations: readonly Operation[]): Node[] {
  const nexts: Node[] = [];
  for (const operation of candidates(node, operations)) {
    const state = step(node.state, operation);
    if (state === null) continue;
    const next = { done: new Set([...node.done, operation]), state };
    // What changes nothing and fits now need not be tried later: every order that has it later is one with it here as well.
    if (state === node.state && operation.answer !== "unknown") return [next];
    nexts.push(next);
  }
  return nexts;
}

/** What is after an operation; null when it can't have been answered so. */
function step(state: State, operation: Operation): State | null {
  const done = whenDone(state, operation);
  if (operation.answer === "refused") return done === null ? state : null;
  return done;
}

function whenDone(state: State, asked: Asked): State | null {
  switch (asked.asked) {
    case "send a link":
      // It takes the place of the one before.
      return { ...state, openLink: asked.link, links: state.links + 1 };
    case "redeem a link":
      if (asked.link !== state.openLink) return null;
      return {
        ...state,
        password: asked.password,
        openLink: null,
        sessions: [],
        redemptions: state.redemptions + 1,
      };
    case "sign in":
      if (asked.password !== state.password) return null;
      return { ...state, sessions: [...state.sessions, asked.session].toSorted() };
    case "sign out":
      return { ...state, sessions: state.sessions.filter((each) => each !== asked.session) };
    case "read":
      return state.sessions.includes(asked.session) ? state : null;
    case "count links":
      return asked.found === state.links ? state : null;
    case "count redemptions":
      return asked.found === state.redemptions ? state : null;
  }
}

function keyOf({ done, state }: Node, operations: readonly Operation[]): string {
  return operations.map((each) => (done.has(each) ? "1" : "0")).join("") + JSON.stringify(state);
}

function describe({ begunAt, endedAt, ...rest }: Operation): string {
  return `${JSON.stringify({ ...rest, user: undefined })} from ${Math.round(begunAt)} to ${Math.round(endedAt)}`;
}
