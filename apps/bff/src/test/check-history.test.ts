import { expect, test } from "vitest";
import { checkHistory, type Operation } from "./check-history.ts";

const passwords = new Map([
  ["jane", "old"],
  ["mary", "hers"],
]);

type Said = Operation extends infer Each ? (Each extends Operation ? Omit<Each, "user"> : never) : never;

/** Of Jane: `from` and `to` are moments. */
const jane = (from: number, to: number, said: Omit<Said, "begunAt" | "endedAt"> & object): Operation =>
  ({ user: "jane", begunAt: from, endedAt: to, ...said }) as Operation;

const sent = (from: number, to: number, link = "L1") =>
  jane(from, to, { asked: "send a link", link, answer: "done" } as never);
const redeemed = (from: number, to: number, password: string, answer = "done") =>
  jane(from, to, { asked: "redeem a link", link: "L1", password, answer } as never);
const signedIn = (from: number, to: number, password: string, answer = "done") =>
  jane(from, to, { asked: "sign in", password, session: `S${from}`, answer } as never);
const read = (from: number, to: number, session: string, answer = "done") =>
  jane(from, to, { asked: "read", session, answer } as never);
const counted = (from: number, to: number, asked: string, found: number) =>
  jane(from, to, { asked, found, answer: "done" } as never);
const signedOut = (from: number, to: number, session: string, answer = "done") =>
  jane(from, to, { asked: "sign out", session, answer } as never);

test.each<[string, Operation[]]>([
  ["nothing", []],
  ["one after the other", [sent(0, 1), redeemed(2, 3, "new"), signedIn(4, 5, "new"), read(6, 7, "S4")]],
  [
    "one of two at once",
    [sent(0, 1), redeemed(2, 9, "a"), redeemed(3, 8, "b", "refused"), signedIn(10, 11, "a")],
  ],
  ["a refusal before the other's answer", [sent(0, 1), redeemed(2, 9, "a"), redeemed(3, 4, "b", "refused")]],
  ["the old password while another is chosen", [sent(0, 1), redeemed(2, 9, "a"), signedIn(3, 4, "old")]],
  ["the new one before the answer", [sent(0, 1), redeemed(2, 9, "a"), signedIn(3, 4, "a"), read(5, 6, "S3")]],
  ["no answer, and it was so", [sent(0, 1), redeemed(2, 3, "a", "unknown"), signedIn(50, 51, "a")]],
  ["no answer, and it was not so", [sent(0, 1), redeemed(2, 3, "a", "unknown"), signedIn(50, 51, "old")]],
  [
    "no answer, and it was so later",
    [sent(0, 1), redeemed(2, 3, "a", "unknown"), signedIn(50, 51, "old"), signedIn(52, 53, "a")],
  ],
  [
    "counts with one that is not known",
    [sent(0, 1), redeemed(2, 3, "a", "unknown"), counted(4, 5, "count redemptions", 1)],
  ],
  ["sessions end", [signedIn(0, 1, "old"), sent(2, 3), redeemed(4, 5, "a"), read(6, 7, "S0", "refused")]],
  ["signed out", [signedIn(0, 1, "old"), signedOut(2, 3, "S0"), read(4, 5, "S0", "refused")]],
  ["replaced", [sent(0, 1), sent(2, 3, "L2"), redeemed(4, 5, "a", "refused")]],
  ["somebody else's", [{ ...signedIn(0, 1, "hers"), user: "mary" }, signedIn(0, 1, "old")]],
])("a history that the promise allows is taken: %s", (_, history) => {
  expect(checkHistory(history, passwords)).toEqual([]);
});

test.each<[string, Operation[]]>([
  ["two winners of a link", [sent(0, 1), redeemed(2, 9, "a"), redeemed(3, 8, "b")]],
  ["a winner after the winner", [sent(0, 1), redeemed(2, 3, "a"), redeemed(4, 5, "b")]],
  [
    "refused to all, and nobody had it",
    [sent(0, 1), redeemed(2, 9, "a", "refused"), redeemed(3, 8, "b", "refused")],
  ],
  ["acknowledged and lost", [sent(0, 1), redeemed(2, 3, "a"), signedIn(4, 5, "old")]],
  [
    "acknowledged and lost, seen by a refusal",
    [sent(0, 1), redeemed(2, 3, "a"), signedIn(4, 5, "a", "refused")],
  ],
  [
    "a session that outlives the password",
    [signedIn(0, 1, "old"), sent(2, 3), redeemed(4, 5, "a"), read(6, 7, "S0")],
  ],
  ["a session that nobody ended", [signedIn(0, 1, "old"), read(2, 3, "S0", "refused")]],
  ["a session that outlives signing out", [signedIn(0, 1, "old"), signedOut(2, 3, "S0"), read(4, 5, "S0")]],
  ["a link that was replaced", [sent(0, 1), sent(2, 3, "L2"), redeemed(4, 5, "a")]],
  [
    "there, away again",
    [sent(0, 1), redeemed(2, 9, "a", "unknown"), signedIn(10, 11, "a"), signedIn(12, 13, "old")],
  ],
  ["a link that was never sent", [redeemed(2, 3, "a")]],
  ["too few links counted", [sent(0, 1), counted(2, 3, "count links", 0)]],
  ["a redemption too many", [sent(0, 1), redeemed(2, 3, "a"), counted(4, 5, "count redemptions", 2)]],
  [
    "more than those without an answer can be",
    [sent(0, 1), redeemed(2, 3, "a", "unknown"), counted(4, 5, "count redemptions", 2)],
  ],
])("a history that breaks it is refused: %s", (_, history) => {
  expect(checkHistory(history, passwords)).toEqual([
    expect.stringMatching(/^Of jane, who did \d+ things, nothing can follow/),
  ]);
});

test("whose history it is, is told; the others' is not", () => {
  const bad = { ...signedIn(0, 1, "wrong"), user: "mary" };
  expect(checkHistory([signedIn(0, 1, "old"), bad], passwords)).toEqual([expect.stringMatching(/^Of mary,/)]);
});

test("many at once, many without an answer: it is found out all the same", () => {
  const tries = Array.from({ length: 16 }, (_, index) =>
    redeemed(2 + index / 100, 90, `p${index}`, "refused"),
  );
  const unknown = Array.from({ length: 6 }, (_, index) => redeemed(3, 4, `u${index}`, "unknown"));
  const winner = redeemed(3, 80, "won");
  const after = signedIn(100, 101, "won");

  expect(checkHistory([sent(0, 1), ...tries, ...unknown, winner, after], passwords)).toEqual([]);
  expect(
    checkHistory([sent(0, 1), ...tries, ...unknown, winner, redeemed(5, 70, "too"), after], passwords),
  ).toHaveLength(1);
});
