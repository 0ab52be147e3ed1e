import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import {
  generateNewPassword,
  listRecoveries,
  sendPasswordChangeLink,
} from "@latchkey/contract/recoveries.ts";
import { stopRecovery } from "@latchkey/contract/stops.ts";
import { getUser, listUsers, updateUser, type User, type UserListQuery } from "@latchkey/contract/users.ts";
import Sqlite from "better-sqlite3";
import type { CompiledQuery } from "kysely";
import { expect, onTestFinished, test, vi } from "vitest";
import { SteadyCompiler } from "../db/steady-compiler.ts";
import { withTable } from "../made-table.ts";
import { mailKinds } from "../mail-kinds.ts";
import { receiveReport } from "../mail/receive-report.ts";
import { newId } from "../ports/random.ts";
import { countPlannings } from "./count-plannings.ts";
import { openStatementCounter } from "./count-statements.ts";
import { eventually } from "./eventually.ts";
import { mailLink, stopTokenIn } from "./read-mail.ts";
import { watchStatements } from "./watch-statements.ts";
import { startApp, type Browser, type TestApp } from "./start.ts";

const file = fileURLToPath(new URL("../../../../docs/performance.md", import.meta.url));
const borders = [
  "<!-- Counted by apps/bff/src/test/performance.test.ts; `vitest run -u` with it writes the table anew. -->\n",
  "\n<!-- The end of what is counted. -->",
] as const;

/** Tables that grow for years. */
const growing = ["messages", "messageEvents", "recoveries", "auditEvents", "stopLinks", "sessions"];

const password = "the old password of Jane";
const times = 5;

/** An operation: what is made ready for each time beforehand, and what is counted. */
type Operation = (app: TestApp, user: User) => Promise<() => Promise<unknown>>;

/** Resolves once nothing waits to be settled, sent or noted; it asks past what is counted. */
async function settled({ folder }: TestApp): Promise<void> {
  const sqlite = new Sqlite(join(folder, "latchkey.db"), { readonly: true });
  const waiting = sqlite.prepare(
    `select 1 from "recoveryRequests" where "settledAt" is null
      union all select 1 from "messages" where "state" in ('queued', 'sending')`,
  );
  await eventually(() => waiting.get()).toBeUndefined();
  sqlite.close();
}

const operations: Record<string, Operation> = {
  "Sign-in": async (app, { userName }) => {
    return () => app.signIn(userName, password);
  },
  "Sign-in, refused": async (app, { userName }) => {
    return () => app.signIn(userName, "not the password of Jane").catch(() => {});
  },
  "Read a record, with its recoveries": async ({ admin }, { id: userId }) => {
    return async () => {
      await admin.call(getUser, { params: { userId } });
      await admin.call(listRecoveries, { params: { userId } });
    };
  },
  "A page of the list, searched": async ({ admin }) => {
    return () => admin.call(listUsers, { query: { search: "okafor" } });
  },
  "A: link, mailed": async ({ admin }, { id: userId }) => {
    return () => admin.call(sendPasswordChangeLink, { params: { userId }, body: {} });
  },
  "B: password, mailed": async ({ admin }, { id: userId }) => {
    return () => admin.call(generateNewPassword, { params: { userId }, body: {} });
  },
  "C: Generate": async ({ admin }, { id: userId }) => {
    return () => admin.call(suggestPassword, { params: { userId }, body: { style: "groups" } });
  },
  "C: Save, Access Info mailed": async ({ admin }, { id: userId, version }) => {
    const { id } = await admin.call(suggestPassword, { params: { userId }, body: { style: "groups" } });
    const body = { version, passwordSuggestionId: id, sendAccessInfo: true };
    return () => admin.call(updateUser, { params: { userId }, body });
  },
  "Forgot Password?, link mailed": async (app, { userName }) => {
    return () => app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail: userName } });
  },
  "Look up a link": async (app, user) => {
    const { token } = await mailLink(app, user);
    return () => app.visitor().call(lookUpPasswordChangeLink, { body: { token } });
  },
  "Redeem a link, notice mailed": async (app, user) => {
    const { token } = await mailLink(app, user);
    const body = { token, newPassword: "quiet harbour lamp 49" };
    return () => app.visitor().call(redeemPasswordChangeLink, { body });
  },
  "Stop (“this wasn't me”), one administrator alerted": async (app, user) => {
    const { mail } = await mailLink(app, user);
    return () => app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } });
  },
  "A report of the mail service": async (app, user) => {
    const { recovery } = await mailLink(app, user);
    const messageId = recovery.mail!.id;
    const what = { type: "email.delivered", event: "delivered", at: null, isPermanent: false } as const;
    const report = { id: newId(), ...what, providerId: null, messageId: null, reason: null };
    const { providerId } = await app.db
      .selectFrom("messages")
      .select("providerId")
      .where("id", "=", messageId)
      .executeTakeFirstOrThrow();
    return () => receiveReport(app.system, mailKinds, { ...report, providerId });
  },
};

test("the table in docs/performance.md says what each operation asks of the database", async () => {
  const counter = openStatementCounter();
  onTestFinished(counter.close);
  const app = await startApp();
  const rows: string[][] = [];
  for (const [name, operation] of Object.entries(operations)) {
    const made: (() => Promise<unknown>)[] = [];
    for (let time = 0; time < times; time++)
      made.push(await operation(app, await app.createUser({ password })));
    const counts = await counter.leastOf(times, async (time) => {
      await made[time]!();
      await settled(app);
    });
    const { statements, transactions, durable } = counts;
    rows.push([name, ...[statements, transactions, durable].map(String)]);
  }
  // Nothing but a count is committed without waiting for the disk, and only where a commit that waits comes before the answer.
  const unflushed = [...counter.unflushedTexts];
  expect(unflushed.filter((text) => !text.startsWith('insert into "throttles"'))).toEqual([]);
  expect(unflushed).toHaveLength(1);

  const head = ["Operation, until its mail has left", "Statements", "Transactions", "Durable commits"];
  await expect(withTable(readFileSync(file, "utf8"), borders, [head, ...rows])).toMatchFileSnapshot(file);
});

test.each<[string, (admin: Browser, userId: string) => Promise<unknown>]>([
  ["a record", (admin, userId) => admin.call(getUser, { params: { userId } })],
  ["the list", (admin) => admin.call(listUsers, { query: {} })],
  ["the list by email", (admin) => admin.call(listUsers, { query: { sort: "email", perPage: 50 } })],
  ["a search", (admin) => admin.call(listUsers, { query: { search: "okafor" } })],
])(
  "what was read before, %s, is read again without preparing a statement or planning one anew",
  async (_, once) => {
    const app = await startApp();
    const { id } = await app.createUser();
    const read = () => once(app.admin, id);
    await read();
    const plannings = countPlannings();

    const counts: number[] = [];
    for (let time = 0; time < times; time++) {
      plannings();
      await read();
      counts.push(plannings());
    }

    // The least: the worker looks by itself each second.
    expect(Math.min(...counts)).toBe(0);
  },
);

test("a link like one that was sent before is sent and mailed without putting a question together", async () => {
  const app = await startApp();
  const send = async () => {
    const { id: userId } = await app.createUser();
    compiled.mockClear();
    await app.admin.call(sendPasswordChangeLink, { params: { userId }, body: {} });
    return compiled.mock.results.map(({ value }) => (value as CompiledQuery).sql);
  };
  const compiled = vi.spyOn(SteadyCompiler.prototype, "compileQuery");
  onTestFinished(() => compiled.mockRestore());
  expect(await send()).not.toEqual([]);

  const times: string[][] = [];
  for (let time = 0; time < 5; time++) times.push(await send());
  // The least: the worker looks by itself each second.
  expect(times.toSorted((a, b) => a.length - b.length)[0]).toEqual([]);
});

test.each<[string, UserListQuery]>(
  (["name", "email", "type", "last-sign-in"] as const).flatMap((sort) =>
    (["all", "inactive"] as const).flatMap((status) =>
      ["", "okafor", "jo", "jane okafor"].map((search): [string, UserListQuery] => [
        `${search || "nothing"} by ${sort}, ${status}`,
        { search, sort, status, order: "descending", page: 1, perPage: 50 },
      ]),
    ),
  ),
)("of the questions that may look at thousands one at a time stands between others: %s", async (_, query) => {
  const turns: number[] = [];
  let turn = 0;
  let isOver = false;
  const next = () => {
    turn += 1;
    if (!isOver) setImmediate(next);
  };
  onTestFinished(
    watchStatements({
      before({ sql }) {
        // Those that are put together by hand; the rows of a page are read by their ids.
        if (/^\s+select /.test(sql)) turns.push(turn);
      },
    }),
  );
  const app = await startApp();
  for (let nth = 0; nth < 3; nth++) await app.createUser({ lastName: "Okafor" });
  next();
  turns.length = 0;

  await app.admin.call(listUsers, { query });
  isOver = true;

  expect(turns.length).toBeGreaterThan(0);
  expect(new Set(turns).size).toBe(turns.length);
});

test("no question of sending a link, or of settling who forgot their password, looks through what was ever sent", async () => {
  const counter = openStatementCounter();
  onTestFinished(counter.close);
  const app = await startApp();
  const asked = ["A: link, mailed", "Forgot Password?, link mailed"];
  for (const name of asked) {
    const work = await operations[name]!(app, await app.createUser({ password }));
    await counter.leastOf(1, async () => {
      await work();
      await settled(app);
    });
  }

  const sqlite = new Sqlite(join(app.folder, "latchkey.db"), { readonly: true });
  onTestFinished(() => void sqlite.close());
  const planOf = (text: string) => {
    const parameters = Array.from({ length: text.split("?").length - 1 }, () => null);
    return sqlite.prepare<unknown[], { detail: string }>(`explain query plan ${text}`).all(...parameters);
  };
  const plans = [...counter.texts].flatMap((text) => planOf(text).map(({ detail }) => ({ detail, text })));
  const looksThrough = new RegExp(`^SCAN (?:${growing.join("|")})\\b`);
  expect(counter.texts.size).toBeGreaterThan(20);
  expect(plans.filter(({ detail }) => looksThrough.test(detail))).toEqual([]);
  // An account's links are found by the account, however many others there are.
  const ended = plans.filter(({ text }) => text.startsWith('update "recoveries" set "endedAt"'));
  expect([...new Set(ended.map(({ detail }) => detail))]).toEqual([
    "SEARCH recoveries USING INDEX recoveriesByUser (userId=?)",
  ]);
  // How many links an account and an address had lately: by an index each that ends in time.
  const sentLately = plans.filter(({ text }) => text.includes('lower("messages"."toAddress")'));
  expect(sentLately.map(({ detail }) => detail)).toEqual(
    expect.arrayContaining([
      "SEARCH recoveries USING INDEX recoveriesByUser (userId=? AND createdAt>?)",
      "SEARCH messages USING INDEX messagesByAddress (<expr>=? AND createdAt>?)",
    ]),
  );
});
