import { availableParallelism, loadavg } from "node:os";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { newToken, systemRandom } from "../ports/random.ts";
import { ownTurn } from "../ports/turns.ts";
import {
  administrator,
  clearBench,
  client,
  hasher,
  password,
  passwordHash,
  quiet,
  seedCrowd,
  seedPeople,
  start,
} from "./bench-bed.ts";
import { benchLists } from "./bench-lists.ts";
import { benchRendering } from "./bench-rendering.ts";
import { ms, quantile, repeat, runs, say, spread, time } from "./figures.ts";

/**
 * Measures the product as it is started, `main.ts` in a process of its own, over the network of this machine. Prints
 * medians of several runs and their spread; judges nothing, because machines differ.
 */
try {
  say(`${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}`);
  await bench();
} finally {
  clearBench();
}

async function bench(): Promise<void> {
  const first = await start();
  await first.stop();
  say(`start → ready   first ${ms(first.ready)}`);
  seedPeople(100);
  const starts: number[] = [];
  for (let times = 0; times < runs; times++) {
    const server = await start();
    starts.push(server.ready);
    await server.stop();
  }
  say(`start → ready   second ${spread(starts)}`);

  let server = await start({}, { isProbed: true });
  await benchHashes();
  await benchRendering();
  await benchSignIn();
  await benchLists("100 users", server);
  await server.stop();

  await seedCrowd(100_000 - 100);
  server = await start({}, { isProbed: true });
  await benchLists("100,000 users", server);
  await server.stop();
  server = await start();
  await benchOptions();
  await server.stop();
}

/** How many hashes this machine makes at all: what sign-in is measured against. */
async function benchHashes(): Promise<void> {
  say(
    `hash            one at a time ${await repeat(8, () => hasher.verify(password, passwordHash, ownTurn))}`,
  );
  say(
    `hash            8 at a time ${await rate(8, 24, () => hasher.verify(password, passwordHash, ownTurn))}`,
  );
}

async function benchSignIn(): Promise<void> {
  const people = seedPeople(1 + runs * 8 + 3 * 24);
  const next = () => client().call(signIn, { body: { userNameOrEmail: people.pop()!.userName, password } });
  say(`sign-in         one at a time ${await repeat(8, next)}`);
  say(`sign-in         8 at a time ${await rate(8, 24, next)}`);
}

/** The three options and the redemption, one and eight at a time, each on a user of its own. */
async function benchOptions(): Promise<void> {
  const { call } = await administrator();
  const people = seedPeople(4 * (1 + runs * 5 + 3 * 24));
  const userId = () => people.pop()!.id;
  const states = new Map<string, number>();
  const note = (state: string | undefined) =>
    states.set(state ?? "none", (states.get(state ?? "none") ?? 0) + 1);
  const options = {
    "A  click → accepted": async () => {
      note((await call(sendPasswordChangeLink, { params: { userId: userId() }, body: {} })).mail?.state);
    },
    "B  click → accepted": async () => {
      note((await call(generateNewPassword, { params: { userId: userId() }, body: {} })).mail?.state);
    },
    "C  Generate and Save": async () => {
      const params = { userId: userId() };
      const { id } = await call(suggestPassword, { params, body: { style: "groups" } });
      await call(updateUser, { params, body: { version: 1, passwordSuggestionId: id } });
    },
    redemption: async () => {
      const { token } = people.pop()!;
      await client().call(redeemPasswordChangeLink, {
        body: { token, newPassword: `${newToken(systemRandom)}` },
      });
    },
  };
  for (const [name, once] of Object.entries(options)) {
    await quiet();
    say(`${name.padEnd(20)} one at a time ${await repeat(5, once)}`);
    await quiet();
    say(`${name.padEnd(20)} 8 at a time ${await rate(8, 24, once)}`);
  }
  say(`mails in the replies: ${[...states].map(([state, times]) => `${times} ${state}`).join(", ")}`);
}

/** How many a second, so many at a time. */
async function rate(atOnce: number, times: number, once: () => Promise<unknown>): Promise<string> {
  const rates: number[] = [];
  for (let run = 0; run < Math.min(runs, 3); run++) {
    let left = times;
    const took = await time(() =>
      Promise.all(
        Array.from({ length: atOnce }, async () => {
          while (left-- > 0) await once();
        }),
      ),
    );
    rates.push((times * 1000) / took);
  }
  return `${quantile(rates, 0.5).toFixed(1)}/s (${Math.min(...rates).toFixed(1)} to ${Math.max(...rates).toFixed(1)})`;
}
