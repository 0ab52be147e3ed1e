import { expect, beforeEach, test } from "vitest";
import type { LogFields } from "../ports/log.ts";
import type { Round, Rounds } from "../ports/rounds.ts";
import { eventually } from "../test/eventually.ts";
import { makePostgresDatabase, type OwnDatabase } from "../test/postgres-databases.ts";
import { openPostgres } from "./open-postgres.ts";

let place: OwnDatabase;
const lines: string[] = [];
beforeEach(async () => {
  place = await makePostgresDatabase();
  lines.length = 0;
  return () => expect(lines).toEqual([]);
});

const add = (event: string, fields?: LogFields) => void lines.push(`${event} ${JSON.stringify(fields)}`);
const log = { info: add, warn: add, error: add };

/** A server of which nothing but its rounds is there. */
async function openServer() {
  const database = openPostgres(place.url);
  const rounds = await database.openRounds(log);
  return {
    rounds,
    async close() {
      await rounds.close();
      await database.close();
    },
  };
}

/** Takes part in the post and notes who does it. */
function takePart(rounds: Rounds, name: string, history: string[]) {
  let ring = () => {};
  const wakes: boolean[] = [];
  const share = rounds.join("post", {
    async work(round: Round) {
      history.push(`${name} begins`);
      while (round.isOurs()) await new Promise<void>((resolve) => (ring = resolve));
      history.push(`${name} ends`);
    },
    wake(fromAfar) {
      wakes.push(fromAfar);
      ring();
    },
  });
  return { ...share, wakes };
}

test("of several servers that start at once one has the round; one that stops hands it over, one that does not ends nothing", async () => {
  const servers = await Promise.all([openServer(), openServer(), openServer(), openServer()]);
  const history: string[] = [];
  const shares = servers.map(({ rounds }, index) => takePart(rounds, String(index), history));
  await eventually(() => history.length).toBe(1);
  const left = new Set(["0", "1", "2", "3"]);
  for (let round = 1; round <= 4; round++) {
    const holder = history.at(-1)!.split(" ")[0]!;
    expect(left.delete(holder)).toBe(true);
    const at = performance.now();
    await shares[Number(holder)]!.stop();
    expect(history.slice(2 * round - 1, 2 * round)).toEqual([`${holder} ends`]);
    if (round < 4) await eventually(() => history.length).toBe(2 * round + 1);
    console.log(performance.now() - at);
  }
  await Promise.all(servers.map(({ close }) => close()));
});
