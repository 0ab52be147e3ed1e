import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { openMailbox } from "@latchkey/mailbox/mailbox.ts";
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
  type Server,
} from "./bench-bed.ts";
import { quantile, runs, say, time } from "./figures.ts";

/**
 * Measures what is left of the machine's rate of password hashes where one decides: each operation eight at a time, its
 * hashes a second beside those that the same processors make with nothing else to do, in turns with it. This process, which
 * is all the browsers and the mail service, works on the same processors: beside the rate stand which share of the server's
 * own processor time are the hashes, and what this process used. Prints; judges nothing.
 */
const folder = mkdtempSync(join(tmpdir(), "latchkey-bench-hashes-"));
const times = 80;

/** What an operation does, and how many hashes it cannot do without. */
type Operation = { hashes: number; once(person: Person): Promise<unknown> };

try {
  say(`${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}`);
  const mailbox = await openMailbox({
    folder: join(folder, "mailbox"),
    port: 0,
    rateLimit: { perSecond: 1000, refuse: true },
  });
  const mailService = {
    RESEND_API_KEY: mailbox.apiKey,
    RESEND_BASE_URL: mailbox.url,
    MAIL_FROM: "Latchkey <no-reply@latchkey.test>",
  };
  await (await start(mailService)).stop();
  const server = await start(mailService);
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
    const [raw, operation] = await inTurns(
      () => hasher.verify(password, passwordHash, ownTurn),
      () => once(people.pop()!),
      server,
    );
    const share = (operation.rate * hashes) / raw.rate;
    const rates = `${operation.rate.toFixed(1).padStart(6)}/s × ${hashes} = ${share.toFixed(2)} of ${raw.rate.toFixed(1)}/s`;
    const ofServer = (hashes * raw.own) / operation.server;
    const ofTime = `a hash ${raw.own.toFixed(1)} ms, the server ${operation.server.toFixed(1)} ms, ${ofServer.toFixed(2)} of it hashes; this process ${operation.own.toFixed(1)} ms`;
    say(`${name.padEnd(22)} ${rates}${Number.isNaN(ofServer) ? "" : `; ${ofTime}`}`);
  }
  await server.stop();
  await mailbox.close();
} finally {
  clearBench();
  rmSync(folder, { recursive: true, force: true });
}

/** How many a second, and what each used of the processors, in milliseconds: here, and in the server (NaN if unknown). */
type Rate = { rate: number; own: number; server: number };

/** The medians of both, measured in turns after a run of each that does not count. */
async function inTurns(
  raw: () => Promise<unknown>,
  once: () => Promise<unknown>,
  server: Server,
): Promise<[raw: Rate, operation: Rate]> {
  const [raws, operations]: [Rate[], Rate[]] = [[], []];
  for (let run = 0; run <= runs; run++) {
    const pair = [await rateOf(raw, server), await rateOf(once, server)] as const;
    if (run === 0) continue;
    raws.push(pair[0]);
    operations.push(pair[1]);
  }
  return [medianOf(raws), medianOf(operations)];
}

function medianOf(all: readonly Rate[]): Rate {
  const median = (key: keyof Rate) =>
    quantile(
      all.map((each) => each[key]),
      0.5,
    );
  return { rate: median("rate"), own: median("own"), server: median("server") };
}

async function rateOf(once: () => Promise<unknown>, server: Server): Promise<Rate> {
  let left = times;
  const before = server.processorTime();
  const ownBefore = process.cpuUsage();
  const took = await time(() =>
    Promise.all(
      Array.from({ length: 8 }, async () => {
        while (left-- > 0) await once();
      }),
    ),
  );
  // What the worker still does for them counts in their time.
  await quiet();
  const { user, system } = process.cpuUsage(ownBefore);
  return {
    rate: (times * 1000) / took,
    own: (user + system) / 1000 / times,
    server: (server.processorTime() - before) / times,
  };
}
