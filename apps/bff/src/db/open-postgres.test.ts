import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemClock } from "../ports/clock.ts";
import { eventually } from "../test/eventually.ts";
import { startPostgres, type PostgresServer } from "../test/postgres-server.ts";
import { migrate } from "./migrate.ts";
import type { OpenDatabase } from "./open.ts";
import { openPostgres } from "./open-postgres.ts";
import { transact, transactUnflushed } from "./transaction.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const opened: OpenDatabase[] = [];
beforeEach(() => async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});

function open(url = server.url): OpenDatabase {
  const database = openPostgres(url);
  opened.push(database);
  return database;
}

/** Asks the server itself, beside whatever is open. */
async function ask(statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client(server.url);
  await client.connect();
  try {
    return (await client.query(statement, values)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

/** Ends connections of ours whose last statement is like the pattern. Returns how many. */
async function cut(pattern: string): Promise<number> {
  const rows = await ask(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'latchkey' and query ilike $1`,
    [pattern],
  );
  return rows.length;
}

async function counter(): Promise<OpenDatabase> {
  await ask(
    `drop table if exists counts; create table counts (name text primary key, value integer not null)`,
  );
  await ask(`insert into counts values ('a', 1), ('b', 1)`);
  return open();
}

test("a connection that is cut while idle is replaced unseen", async () => {
  const { db } = open();
  await sql`select 'rest'`.execute(db);
  expect(await cut("select 'rest'%")).toBe(1);
  // The pool hears of it a moment later.
  const answers = () => sql<{ one: number }>`select 1 as one`.execute(db).then(({ rows }) => rows);
  await eventually(answers).toEqual([{ one: 1 }]);
});

test("one that is cut in a statement fails that statement as away, and the next one works", async () => {
  const { db, dialect } = open();
  const slow = sql`select pg_sleep(20)`.execute(db).catch((error: unknown) => error);
  await eventually(() => cut("select pg_sleep%")).toBe(1);
  expect(dialect.isAway(await slow)).toBe(true);
  await eventually(() => sql`select 1`.execute(db).then(({ rows }) => rows.length)).toBe(1);
});

test("one that is cut in a transaction leaves nothing of it, and the next one works", async () => {
  const database = await counter();
  const broken = transact(database, async (tx) => {
    await sql`update counts set value = 2 where name = 'a'`.execute(tx);
    await cut("update counts%");
    await sql`update counts set value = 2 where name = 'b'`.execute(tx);
  }).catch((error: unknown) => error);
  expect(database.dialect.isAway(await broken)).toBe(true);
  expect(await ask(`select value from counts order by name`)).toEqual([{ value: 1 }, { value: 1 }]);
  await transact(database, (tx) => sql`update counts set value = 3`.execute(tx));
  expect(await ask(`select value from counts order by name`)).toEqual([{ value: 3 }, { value: 3 }]);
});

test("a server that dies and comes back ends nobody: who began hears it, who had not begun goes on", async () => {
  const database = await counter();
  await transact(database, (tx) => sql`update counts set value = 5`.execute(tx));
  await server.crash();
  expect(
    database.dialect.isAway(await sql`select 1`.execute(database.db).catch((error: unknown) => error)),
  ).toBe(true);
  const patient = transact(database, (tx) => sql`update counts set value = value + 1`.execute(tx));
  await server.start();
  await patient;
  expect(await ask(`select value from counts order by name`)).toEqual([{ value: 6 }, { value: 6 }]);
});

test("of two who each take the other's right at the same moment one is refused, 100 rounds of 100", async () => {
  const [first, second] = [await counter(), open()];
  /** Takes the right of one while the other one keeps theirs: nobody may be left without. */
  const take = (database: OpenDatabase, name: string, other: string) =>
    transact(database, async (tx) => {
      const { rows } = await sql<{ value: number }>`select value from counts where name = ${other}`.execute(
        tx,
      );
      if (rows[0]!.value === 0) throw new Error("the last one");
      await sql`update counts set value = 0 where name = ${name}`.execute(tx);
    });
  for (let round = 0; round < 100; round++) {
    await ask(`update counts set value = 1`);
    const ends = await Promise.allSettled([take(first, "a", "b"), take(second, "b", "a")]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await ask(`select sum(value)::int as left from counts`)).toEqual([{ left: 1 }]);
  }
});

test("what one server commits rings on the others, soon and without their looking; a burst of it once or twice", async () => {
  const [first, second] = [await counter(), open()];
  let rings = 0;
  // It rings as well when it begins to listen.
  await listening(2);
  second.dialect.onCommit(() => (rings += 1));
  for (let number = 0; number < 20; number++) {
    await transact(first, (tx) => sql`update counts set value = ${number}`.execute(tx));
  }
  await eventually(() => rings, 1000).toBeGreaterThan(0);
  await sleep(200);
  expect(rings).toBeLessThan(20);
});

test("a listener whose connection is cut comes back, and has everybody look for what it missed", async () => {
  const { dialect } = open();
  await listening(1);
  let rings = 0;
  dialect.onCommit(() => (rings += 1));
  await cut("listen%");
  await eventually(() => rings, 3000).toBe(1);
});

test("a database can be closed as soon as it was opened, and while its connection is made", async () => {
  for (let pause = 0; pause < 20; pause++) {
    const database = openPostgres(server.url);
    await sleep(pause);
    await database.close();
  }
});

/** Waits until so many listen. */
async function listening(count: number): Promise<void> {
  const found = `select count(*)::int as count from pg_stat_activity where application_name = 'latchkey' and query like 'listen%' and state = 'idle'`;
  await eventually(() => ask(found)).toEqual([{ count }]);
}

test("of several that start at once one migrates and the others wait for it; texts sort by their code points", async () => {
  await ask(`drop schema public cascade; create schema public`);
  await Promise.all([open(), open(), open()].map((database) => migrate(database, systemClock)));
  const { db } = open();
  const { rows } = await sql<{ collation: string }>`
    select distinct collation_name as collation from information_schema.columns
    where table_schema = 'public' and data_type = 'text'`.execute(db);
  expect(rows).toEqual([{ collation: "C" }]);
});

test("a commit that does not wait for the disk leaves those after it on its connection waiting", async () => {
  const database = open();
  const isWaiting = async (tx: Parameters<Parameters<typeof transactUnflushed>[1]>[0]) =>
    (await sql<{ it: string }>`select current_setting('synchronous_commit') as it`.execute(tx)).rows[0]!.it;
  const settings: string[] = [];
  for (let time = 0; time < 3; time++) {
    settings.push(await transactUnflushed(database, isWaiting));
    settings.push(await transact(database, (tx) => isWaiting(tx.$pickTables<"throttles">())));
  }

  expect(settings).toEqual(["off", "on", "off", "on", "off", "on"]);
});
