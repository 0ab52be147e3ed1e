import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Client } from "@latchkey/contract/client.ts";
import { getUser, listUsers } from "@latchkey/contract/users.ts";
import {
  administrator,
  clearBench,
  publicUrl,
  rawSearch,
  seedCrowd,
  seedPeopleOn,
  start,
  type Server,
} from "./bench-bed.ts";
import { ms, repeat, say } from "./figures.ts";
import { startPostgres } from "./postgres-server.ts";

// With other sizes: `node apps/bff/src/test/bench-lists.ts 10000 100000 1000000`.
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000];
const postgres = await startPostgres();
const onPostgres = {
  DATABASE_URL: postgres.url,
  SECRET_KEY: randomBytes(32).toString("base64url"),
  PUBLIC_URL: publicUrl,
};
try {
  for (const variables of [{}, onPostgres]) await (await start(variables)).stop();
  let there = 0;
  for (const size of sizes) {
    await seedCrowd(size - there);
    await seedPeopleOn(postgres.url, size - there, { crowd: true });
    there = size;
    for (const [database, variables] of [
      ["SQLite", {}],
      ["PostgreSQL", onPostgres],
    ] as const) {
      const server = await start(variables, { isProbed: true });
      say(`\n${size.toLocaleString("en")} users on ${database}`);
      await benchLists(size, server);
      await server.stop();
    }
  }
} finally {
  await postgres.stop();
  clearBench();
}

/**
 * Measures a record, the list in its orders, and searches of every kind, each with the longest time that the event loop stood
 * still meanwhile; before them what limits them on this machine.
 */
async function benchLists(size: number, server: Server): Promise<void> {
  say(`${"ceiling: a raw question of FTS5".padEnd(34)} ${ms(rawSearch("okafor"))}`);
  say(`${"ceiling: a bare route of Hono".padEnd(34)} ${await bareRoute()}`);
  const { call } = await administrator();
  const { users } = await call(listUsers, { query: {} });
  const { id } = users[3]!;
  const measure = async (what: string, ask: () => Promise<unknown>) => {
    await ask();
    await server.longestDelay();
    const took = await repeat(10, ask);
    say(`${what.padEnd(34)} ${took}, loop ${ms(await server.longestDelay())}`);
  };
  await measure("record", () => call(getUser, { params: { userId: id } }));
  await measure("list", () => call(listUsers, { query: {} }));
  const last = Math.floor(size / 50);
  await measure("list, last page", () => call(listUsers, { query: { page: last, perPage: 50 } }));
  await measure("list, thousandth page", () => call(listUsers, { query: { page: 1000, perPage: 50 } }));
  for (const query of [
    { status: "inactive" },
    { type: "regular" },
    { access: "never-signed-in" },
    { access: "link-pending" },
  ] as const) {
    await measure(`list, ${Object.values(query).join()}`, () => call(listUsers, { query }));
  }
  for (const sort of ["email", "type", "last-sign-in"] as const) {
    await measure(`list by ${sort}, descending`, () =>
      call(listUsers, { query: { sort, order: "descending" } }),
    );
  }
  for (const narrowed of [
    { status: "inactive" },
    { type: "regular" },
    { access: "never-signed-in" },
  ] as const) {
    for (const sort of ["name", "email", "type", "last-sign-in"] as const) {
      const query = { ...narrowed, search: "okafor", sort, order: "descending", perPage: 50 } as const;
      await measure(`usual, ${Object.values(narrowed).join()}, by ${sort}`, () => call(listUsers, { query }));
    }
  }
  await benchSearches(call, measure, users[3]!.userName);
}

/** A server of this process that does nothing but answer. */
async function bareRoute(): Promise<string> {
  const app = new Hono().get("/", (c) => c.json({ users: [] }));
  const server = serve({ fetch: app.fetch, port: 0 });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const took = await repeat(10, async () => (await fetch(`http://localhost:${port}/`)).json());
  server.close();
  return took;
}

async function benchSearches(
  call: Client,
  measure: (what: string, once: () => Promise<unknown>) => Promise<void>,
  userName: string,
): Promise<void> {
  const searches = {
    "one finds": userName,
    "many found": "okafor",
    "nobody found": "zzz qqq",
    "two words": "jane okafor",
    "two letters": "jo",
    "everybody found": "bench",
    "an address": `${userName}@bench.acme.test`,
    "a name and address, pasted": `"Okafor, Jane" <${userName}@bench.acme.test>`,
    "a phone number": "020 70000028",
    "letters spelled out": "mueller",
    "a usual name mistyped": "okafro",
    "a rare name mistyped": "bakeralnu",
  };
  for (const [what, search] of Object.entries(searches)) {
    await measure(`search, ${what}`, () => call(listUsers, { query: { search, perPage: 50 } }));
  }
}
