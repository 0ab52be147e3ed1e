import { availableParallelism, loadavg } from "node:os";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
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
  seedPeople,
  start,
  type Person,
} from "./bench-bed.ts";
import { quantile, runs, say, time } from "./figures.ts";

/**
 * Measures what is left of the machine's rate of password hashes where one decides: each operation eight at a time, its
 * hashes a second beside those that the same processors make with nothing else to do. Prints; judges nothing.
 */
const times = 80;

/** What an operation does, and how many hashes it cannot do without. */
type Operation = { hashes: number; once(person: Person): Promise<unknown> };

try {
  say(`${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}`);
  const raw = await rateOf(() => hasher.verify(password, passwordHash, ownTurn));
  say(`hashes with nothing else to do     ${raw.toFixed(1)}/s`);
  await (await start()).stop();
  const server = await start();
  const { call } = await administrator();
  const operations: Record<string, Operation> = {
    // The one that is typed against the one that is kept.
    "sign-in": {
      hashes: 1,
      once: ({ userName }) => client().call(signIn, { body: { userNameOrEmail: userName, password } }),
    },
    // Against the current one and a mailed one: every refusal costs the same.
    "sign-in, refused": {
      hashes: 2,
      once: ({ userName }) =>
        client()
          .call(signIn, { body: { userNameOrEmail: userName, password: "not the password" } })
          .catch(() => {}),
    },
    // The new one, and whether it is the present one once more.
    redemption: {
      hashes: 2,
      once: ({ token }) =>
        client().call(redeemPasswordChangeLink, { body: { token, newPassword: newToken(systemRandom) } }),
    },
    // The new one.
    "B: password": {
      hashes: 1,
      once: ({ id: userId }) => call(generateNewPassword, { params: { userId }, body: {} }),
    },
    "C: Generate and Save": {
      hashes: 1,
      once: async ({ id: userId }) => {
        const { id } = await call(suggestPassword, { params: { userId }, body: { style: "groups" } });
        await call(updateUser, { params: { userId }, body: { version: 1, passwordSuggestionId: id } });
      },
    },
  };
  for (const [name, { hashes, once }] of Object.entries(operations)) {
    const people = seedPeople((runs + 1) * times);
    await quiet();
    const rate = await rateOf(() => once(people.pop()!));
    const share = (rate * hashes) / raw;
    say(`${name.padEnd(22)} ${rate.toFixed(1).padStart(6)}/s × ${hashes} = ${share.toFixed(2)} of that`);
  }
  await server.stop();
} finally {
  clearBench();
}

/** The median of how many a second, eight at a time, after a run that does not count. */
async function rateOf(once: () => Promise<unknown>): Promise<number> {
  const rates: number[] = [];
  for (let run = 0; run <= runs; run++) {
    let left = times;
    const took = await time(() =>
      Promise.all(
        Array.from({ length: 8 }, async () => {
          while (left-- > 0) await once();
        }),
      ),
    );
    if (run > 0) rates.push((times * 1000) / took);
  }
  return quantile(rates, 0.5);
}
