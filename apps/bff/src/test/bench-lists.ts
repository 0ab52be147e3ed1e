import type { Client } from "@latchkey/contract/client.ts";
import { getUser, listUsers } from "@latchkey/contract/users.ts";
import { administrator, clearBench, seedPeople, start } from "./bench-bed.ts";
import { repeat, say } from "./figures.ts";

if (import.meta.main) {
  // By itself: `node apps/bff/src/test/bench-lists.ts`, with other sizes: `… 10000 100000 1000000`.
  try {
    await (await start()).stop();
    let there = 0;
    for (const size of process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000]) {
      seedPeople(size - there, { link: "expired" });
      there = size;
      const server = await start();
      await benchLists(`${size.toLocaleString("en")} users`);
      await server.stop();
    }
  } finally {
    clearBench();
  }
}

/** Measures a record, the list in its orders, and searches of every kind. */
export async function benchLists(size: string): Promise<void> {
  const { call } = await administrator();
  const { users } = await call(listUsers, { query: {} });
  const { id } = users[3]!;
  const measure = async (what: string, once: () => Promise<unknown>) =>
    say(`${what.padEnd(34)} at ${size} ${await repeat(10, once)}`);
  await measure("record", () => call(getUser, { params: { userId: id } }));
  await measure("list", () => call(listUsers, { query: {} }));
  const last = Math.floor(Number(size.replaceAll(/\D/g, "")) / 50);
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
  await benchSearches(call, measure, users[3]!.userName);
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
