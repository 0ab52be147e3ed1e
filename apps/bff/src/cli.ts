import { parseArgs } from "node:util";
import { canonicalUserName, fullName } from "@latchkey/contract/users.ts";
import { readProcessEnv } from "./env.ts";
import { migrate } from "./db/migrate.ts";
import { explainAndExit } from "./explain-and-exit.ts";
import { openDataFolder } from "./open-data-folder.ts";
import { makeBreakGlassLink } from "./passwords/make-break-glass-link.ts";
import type { System } from "./ctx.ts";
import { openHasher, productionCost } from "./ports/hasher.ts";

const usage = `Usage: pnpm latchkey reset-admin [USER NAME]

Prints a one-time link with which a System Administrator who is locked out chooses a new password.
The user name may be left out when there is only one active System Administrator. The audit trail
keeps that the link was made, and the administrator is told by mail.
`;

try {
  await run();
} catch (error) {
  explainAndExit(error);
}

/** The shell commands of the operator. They work beside a running server. */
async function run(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [command, userName] = positionals;
  if (command !== "reset-admin" || positionals.length > 2) {
    process.stderr.write(usage);
    process.exit(2);
  }
  const { database, ...base } = openDataFolder({ ...readProcessEnv(), logLevel: "warn" });
  await migrate(database.db, base.clock);
  const system: System = {
    ...base,
    db: database.db,
    hasher: openHasher(productionCost),
    outbox: { nudge: () => {}, sendSoon: async () => {} },
  };
  try {
    await resetAdmin(system, userName);
  } finally {
    await database.close();
  }
}

async function resetAdmin(system: System, userName: string | undefined): Promise<void> {
  const administrators = await system.db
    .selectFrom("users")
    .select(["id", "userName", "userNameKey", "firstName", "lastName"])
    .where("type", "=", "system-administrator")
    .where("deactivatedAt", "is", null)
    .orderBy("userNameKey")
    .execute();
  const matching = administrators.filter(
    (user) => userName === undefined || user.userNameKey === canonicalUserName(userName),
  );
  const [chosen] = matching;
  if (chosen === undefined || matching.length > 1) {
    const known = administrators.map((user) => `  ${user.userName}  (${fullName(user)})`).join("\n");
    process.stderr.write(
      administrators.length === 0
        ? "There is no System Administrator yet. Start Latchkey and open the set-up link that it prints.\n"
        : `Say which active System Administrator is meant:\n${known}\n`,
    );
    process.exitCode = 1;
    return;
  }
  const { link, expiresAt } = await makeBreakGlassLink(system, chosen.id);
  system.log.warn("break-glass-link.made", { userId: chosen.id, expiresAt });
  process.stdout.write(
    `A one-time link for ${fullName(chosen)} (${chosen.userName}), good until ${expiresAt}:\n${link}\n`,
  );
}
