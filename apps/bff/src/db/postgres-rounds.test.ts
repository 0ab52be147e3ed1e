import { once } from "node:events";
import { beforeEach, expect, test } from "vitest";
import type { LogFields } from "../ports/log.ts";
import type { Round, Rounds } from "../ports/rounds.ts";
import { eventually } from "../test/eventually.ts";
import { makePostgresDatabase, type OwnDatabase } from "../test/postgres-databases.ts";
import { connectPostgres, openPostgres } from "./open-postgres.ts";
import { openRound } from "./postgres-rounds.ts";

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

/** Takes part in the post, and notes in the history who does it from when to when. */
function takePart(rounds: Rounds, name: string, history: string[]) {
  let ring = () => {};
  const wakes: string[] = [];
  const share = rounds.join("post", {
    async work(round: Round) {
      history.push(`${name} begins`);
      while (round.isOurs()) {
        const rung = new Promise<void>((resolve) => (ring = resolve));
        await Promise.race([rung, once(round.over, "abort")]);
      }
      history.push(`${name} ends`);
    },
    wake(fromAfar) {
      wakes.push(fromAfar ? "from afar" : "from here");
      ring();
    },
  });
  return { ...share, wakes };
}

test("of servers that start at once one has the round; when it stops another one has it at once, and never two", async () => {
  const servers = await Promise.all([openServer(), openServer(), openServer(), openServer()]);
  const history: string[] = [];
  const shares = servers.map(({ rounds }, index) => takePart(rounds, String(index), history));
  const expected: string[] = [];
  for (let left = 4; left > 0; left--) {
    // Sooner than anybody would look.
    await eventually(() => history.length, left === 4 ? 20_000 : 1_500).toBe(expected.length + 1);
    const holder = shares.findIndex(({ isHere }) => isHere());
    expected.push(`${holder} begins`);
    expect(history).toEqual(expected);
    await shares[holder]!.stop();
    expected.push(`${holder} ends`);
  }
  expect(history).toEqual(expected);
  expect(new Set(history).size).toBe(8);
  await Promise.all(servers.map(({ close }) => close()));
});

test("whoever rings wakes the server that has the round, and no other", async () => {
  const servers = await Promise.all([openServer(), openServer(), openServer()]);
  const history: string[] = [];
  const shares = servers.map(({ rounds }, index) => takePart(rounds, String(index), history));
  await eventually(() => history.length).toBe(1);
  const holder = shares.find(({ isHere }) => isHere())!;
  const others = shares.filter((share) => share !== holder);

  holder.ring();
  expect(holder.wakes).toEqual(["from here"]);
  for (const other of others) {
    const before = holder.wakes.length;
    // A word that was told before anybody listened is lost.
    await eventually(() => {
      other.ring();
      return holder.wakes.slice(before);
    }).toContain("from afar");
  }
  expect(others.flatMap(({ wakes }) => wakes)).toEqual([]);
  await Promise.all(shares.map(({ stop }) => stop()));
  await Promise.all(servers.map(({ close }) => close()));
});

test("a round that was taken away is over, and is there for whoever looks next", async () => {
  const server = await openServer();
  const history: string[] = [];
  const share = takePart(server.rounds, "first", history);
  await eventually(() => history).toEqual(["first begins"]);

  await place.query(`update latchkey_rounds.job set state = 'cancelled' where state = 'active'`);

  // The engine itself would look later.
  await eventually(() => history, 7_000).toEqual(["first begins", "first ends", "first begins"]);
  await share.stop();
  await server.close();
});

test("a server that lost the database ends its round before another one may begin it", async () => {
  // Its clock alone tells it: nobody answers.
  let [touches, now] = [0, 0];
  const never = new Promise<{ affected: number }>(() => {});
  const round = await openRound(
    { touch: () => (touches++ === 0 ? Promise.resolve({ affected: 1 }) : never), now: () => now },
    { over: new AbortController().signal, report: () => {} },
  );
  now = 8_999;
  expect(round.isOurs()).toBe(true);
  now = 9_000;
  expect(round.isOurs()).toBe(false);
  expect(round.over.aborted).toBe(true);
  round.close();
});

test("a user who may make no schema hears what the owner has to do, and it is enough", async () => {
  const role = `u${crypto.randomUUID().slice(0, 8)}`;
  await place.query(`create role ${role} login; create schema own authorization ${role};
    alter role ${role} set search_path = own;
    do $$ begin execute format('revoke create on database %I from public', current_database()); end $$`);
  const url = place.url.replace("latchkey@", `${role}@`);
  const refused = await connectPostgres(url, "postgres://here/latchkey").catch((error: unknown) => error);
  expect(refused).toMatchObject({
    name: "DatabaseFileError",
    message: expect.stringMatching(/As the owner of the database run: create schema if not exists/),
  });
  const [, statements] = /run: (.+)$/.exec((refused as Error).message)!;
  await place.query(statements!);
  const database = await connectPostgres(url, "postgres://here/latchkey");
  const rounds = await database.openRounds(log);
  const history: string[] = [];
  const share = takePart(rounds, "first", history);
  await eventually(() => history).toEqual(["first begins"]);
  await share.stop();
  await rounds.close();
  await database.close();
  await place.query(`drop owned by ${role}; drop role ${role}`);
});
