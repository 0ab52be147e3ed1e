import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requestPasswordRecovery } from "@latchkey/contract/password-change-links.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { generateNewPassword, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { openMailbox } from "@latchkey/mailbox/mailbox.ts";
import Sqlite from "better-sqlite3";
import { administrator, clearBench, client, quiet, seedPeople, start, type Person } from "./bench-bed.ts";
import { ms, quantile, say, time } from "./figures.ts";

/**
 * Measures how many links, passwords and requests of Forgot Password? the product takes, one and eight at a time, each
 * committed before its answer, against a mailbox of this process that announces 1,000 requests a second and reports nothing
 * back. Prints; judges nothing.
 */
const folder = mkdtempSync(join(tmpdir(), "latchkey-bench-options-"));
const perSecond = 1000;
const many = 400;

type Browser = { call: Awaited<ReturnType<typeof administrator>>["call"] };

const options: Record<string, (browser: Browser, person: Person) => Promise<unknown>> = {
  "A: link": ({ call }, { id: userId }) => call(sendPasswordChangeLink, { params: { userId }, body: {} }),
  "B: password": ({ call }, { id: userId }) => call(generateNewPassword, { params: { userId }, body: {} }),
  "C: Generate and Save": async ({ call }, { id: userId }) => {
    const { id } = await call(suggestPassword, { params: { userId }, body: { style: "groups" } });
    const body = { version: 1, passwordSuggestionId: id, sendAccessInfo: true };
    await call(updateUser, { params: { userId }, body });
  },
  "Forgot Password?": (_, { userName }) =>
    client().call(requestPasswordRecovery, { body: { userNameOrEmail: userName } }),
};

try {
  const mailbox = await openMailbox({
    folder: join(folder, "mailbox"),
    port: 0,
    rateLimit: { perSecond, refuse: true },
  });
  const mailService = {
    RESEND_API_KEY: mailbox.apiKey,
    RESEND_BASE_URL: mailbox.url,
    MAIL_FROM: "Latchkey <no-reply@latchkey.test>",
  };
  say(
    `raw durable commits: a page, written and synced ${rawSyncs().toFixed(0)}/s; a row of SQLite ${rawCommits().toFixed(0)}/s`,
  );
  const server = await start(mailService);
  const admin = await administrator();
  // From the first answers the sender learns the limit.
  for (const person of seedPeople(20)) await options["A: link"]!(admin, person);
  for (const [name, once] of Object.entries(options)) {
    for (const atATime of [1, 8]) {
      const people = seedPeople(name.startsWith("A") ? many : many / 4);
      await quiet();
      const took: number[] = [];
      const whole = await time(() =>
        Promise.all(
          Array.from({ length: atATime }, async () => {
            for (let person = people.pop(); person !== undefined; person = people.pop()) {
              const one = person;
              took.push(await time(() => once(admin, one)));
            }
          }),
        ),
      );
      say(
        `${name.padEnd(21)} ${atATime} at a time  ${((1000 * took.length) / whole).toFixed(0).padStart(5)}/s, p50 ${ms(quantile(took, 0.5))}, p95 ${ms(quantile(took, 0.95))}`,
      );
    }
  }
  await server.stop();
  await mailbox.close();
} finally {
  clearBench();
  rmSync(folder, { recursive: true, force: true });
}

/** How often a second this disk takes a page for good. */
function rawSyncs(): number {
  const file = openSync(join(folder, "raw"), "w");
  const page = Buffer.alloc(4096);
  const rate = perSecondOf(200, () => {
    writeSync(file, page);
    fsyncSync(file);
  });
  closeSync(file);
  return rate;
}

/** How often a second SQLite commits a row as the product does. */
function rawCommits(): number {
  const sqlite = new Sqlite(join(folder, "raw.db"));
  sqlite.exec("pragma journal_mode = wal; pragma synchronous = full; create table raw (value text)");
  const insert = sqlite.prepare("insert into raw values (?)");
  const rate = perSecondOf(200, () => void insert.run("a row"));
  sqlite.close();
  return rate;
}

function perSecondOf(times: number, once: () => void): number {
  const begunAt = performance.now();
  for (let time = 0; time < times; time++) once();
  return (1000 * times) / (performance.now() - begunAt);
}
