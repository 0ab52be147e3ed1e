import { expect, test } from "vitest";
import { openTurns, type Turn } from "./turns.ts";

/** Pieces of work that note when they begin, and end when they are told to. */
function bench(atOnce = 1) {
  const takeTurn = openTurns(atOnce);
  const begun: string[] = [];
  const ends: PromiseWithResolvers<void>[] = [];
  const ask = (name: string, turn: Turn) => {
    const end = Promise.withResolvers<void>();
    ends.push(end);
    const piece = takeTurn(turn, () => {
      begun.push(name);
      return end.promise;
    });
    return piece.then(
      () => "done",
      (error: { type: string }) => error.type,
    );
  };
  return { ask, begun, endAll: () => ends.forEach(({ resolve }) => resolve()) };
}

const stranger = (network: string, account = ""): Turn => ({ isKnown: false, network, account });

test("networks take turns, and within a network accounts; whoever is known comes first", async () => {
  const { ask, begun, endAll } = bench();
  const all = [
    ask("under way", stranger("a")),
    ask("a1 first", stranger("a", "1")),
    ask("a1 second", stranger("a", "1")),
    ask("a1 third", stranger("a", "1")),
    ask("a2", stranger("a", "2")),
    ask("b", stranger("b")),
    ask("known", { isKnown: true, network: "c", account: "" }),
  ];

  endAll();
  await Promise.all(all);

  expect(begun).toEqual(["under way", "known", "a1 first", "b", "a2", "a1 second", "a1 third"]);
});

test("no more runs at once than may", async () => {
  const { ask, begun, endAll } = bench(2);
  const all = Array.from({ length: 5 }, (_, index) => ask(String(index), stranger("a")));

  expect(begun).toEqual(["0", "1"]);
  endAll();
  await Promise.all(all);
  expect(begun).toHaveLength(5);
});

test("when too much waits, the network with most of it is refused its latest; a newcomer is not", async () => {
  const { ask, begun, endAll } = bench();
  const flood = Array.from({ length: 129 }, (_, index) =>
    ask(`flood ${index}`, stranger("flood", `${index % 3}`)),
  );

  const newcomer = ask("newcomer", stranger("elsewhere"));
  const known = ask("known", { isKnown: true, network: "flood", account: "" });
  endAll();

  expect(await Promise.all([newcomer, known])).toEqual(["done", "done"]);
  expect(begun.indexOf("newcomer")).toBeLessThan(4);
  const ends = await Promise.all(flood);
  expect(ends.filter((end) => end === "server-busy")).toHaveLength(1);
  expect(ends[0]).toBe("done");
});

test("work that fails lets the next one in", async () => {
  const takeTurn = openTurns(1);
  const failed = takeTurn(stranger("a"), () => Promise.reject(new Error("broken")));
  const next = takeTurn(stranger("a"), () => Promise.resolve("next"));

  await expect(failed).rejects.toThrow("broken");
  expect(await next).toBe("next");
});
