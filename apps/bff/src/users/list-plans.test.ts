import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserListQuery } from "@latchkey/contract/users.ts";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { migrate } from "../db/migrate.ts";
import { openDatabase } from "../db/open.ts";
import { searchColumns } from "../db/search-text.ts";
import { newId } from "../ports/random.ts";
import { systemClock } from "../ports/clock.ts";
import type { Ctx } from "../ctx.ts";
import { watchStatements } from "../test/watch-statements.ts";
import { listUsers } from "./list-users.ts";

const questions: Record<string, Partial<UserListQuery>> = {
  "The list": {},
  "The list by email": { sort: "email" },
  "Who never signed in": { access: "never-signed-in" },
  "Who is inactive": { status: "inactive" },
  "A usual word": { search: "okafor" },
  "A usual word, by last sign-in": { search: "okafor", sort: "last-sign-in", order: "descending" },
  "A later page of a usual word": { search: "okafor", page: 40 },
  "Two letters": { search: "ok" },
  "A letter": { search: "o" },
  "A mistyped word": { search: "okafro" },
  "A usual word of who is inactive": { search: "okafor", status: "inactive" },
  "Who is inactive, by last sign-in": { status: "inactive", sort: "last-sign-in", order: "descending" },
  "A pasted address": { search: "Jane Okafor <u1@acme.test>" },
};

test.runIf(process.env["TEST_DATABASE"] !== "postgres")(
  "the statements of the list and their plans are those in docs/plans/lists.md, before and after ANALYZE",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "latchkey-test-"));
    const file = join(folder, "latchkey.db");
    const database = openDatabase(file);
    await migrate(database, systemClock);
    const sqlite = new Sqlite(file);
    seed(sqlite);
    const before = await plansOf(file);
    sqlite.exec("analyze");
    sqlite.pragma("optimize = 0x10002");
    const after = await plansOf(file);
    sqlite.close();
    await database.close();
    rmSync(folder, { recursive: true });

    expect(after).toBe(before);
    expect(after).not.toMatch(/SCAN u\n/);
    await expect(after).toMatchFileSnapshot("../../../../docs/plans/lists.md");
  },
);

/** Enough users that a usual word has more hits than are counted, and inactive ones enough that they are not sorted at once. */
function seed(sqlite: Sqlite.Database): void {
  const moment = systemClock.now();
  const insert = sqlite.prepare(
    `insert into "users" ("id", "version", "userName", "userNameKey", "firstName", "lastName", "teams", "type", "passwordVersion",
      "sortName", "sortPlace", "searchText", "deactivatedAt", "emailKey", "createdAt", "updatedAt")
      values (?, 1, ?, ?, ?, ?, '[]', 'regular', 1, ?, ?, ?, ?, ?, ?, ?)`,
  );
  sqlite.exec("begin");
  for (let number = 0; number < 12_500; number++) {
    const name = {
      firstName: ["Jane", "Li", "Zoe"][number % 3]!,
      lastName: "Okafor",
      userName: `u${number}`,
    };
    const columns = searchColumns({ ...name, email: null, phone: null, title: null, teams: "[]" });
    const { sortName, sortPlace, searchText } = columns;
    const { userName } = name;
    insert.run(
      newId(),
      userName,
      userName,
      name.firstName,
      name.lastName,
      sortName,
      sortPlace,
      searchText,
      number % 5 === 0 ? moment : null,
      `${userName}@acme.test`,
      moment,
      moment,
    );
  }
  sqlite.exec("commit");
}

/** Each question with the statements that it makes and the plan that SQLite has for each. */
async function plansOf(file: string): Promise<string> {
  const statements = new Set<string>();
  const stopWatching = watchStatements({ before: (statement) => void statements.add(statement.sql) });
  // A connection of its own knows what ANALYZE found.
  const database = openDatabase(file);
  const ctx = { db: database.db, dialect: database.dialect, clock: systemClock } as Ctx;
  const told: string[] = [];
  for (const [title, query] of Object.entries(questions)) {
    statements.clear();
    await listUsers(ctx, { query: UserListQuery.parse(query), params: {}, body: undefined } as never);
    const parts = [...statements].map((statement) => `${sqlBlock(statement)}\n\n${planOf(file, statement)}`);
    told.push(`## ${title}\n\n${parts.join("\n\n")}`);
  }
  stopWatching();
  await database.close();
  return `${aboveThem}\n\n${told.join("\n\n")}\n`;
}

const aboveThem = `# What the list of users asks SQLite, and how it answers

Made by \`apps/bff/src/users/list-plans.test.ts\`, which keeps it true: \`pnpm exec vitest run apps/bff/src/users/list-plans.test.ts -u\`.`;

const sqlBlock = (statement: string) => `\`\`\`sql\n${statement.replaceAll(/\s+/g, " ").trim()}\n\`\`\``;

function planOf(file: string, statement: string): string {
  const sqlite = new Sqlite(file, { readonly: true });
  const steps = sqlite
    .prepare(`explain query plan ${statement}`)
    .all(...Array.from({ length: statement.split("?").length - 1 }, () => null)) as { detail: string }[];
  sqlite.close();
  return steps.map(({ detail }) => `- ${detail}`).join("\n");
}
