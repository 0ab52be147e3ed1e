import type { System } from "../ctx.ts";
import { migrate } from "../db/migrate.ts";
import type { OpenDatabase } from "../db/open.ts";
import type { Env } from "../env.ts";
import { openDataFolder } from "../open-data-folder.ts";
import { openHasher, productionCost } from "../ports/hasher.ts";

/** The system without worker and address, for a shell command. */
export type OpenSystem = { system: System; database: OpenDatabase };

/** Opens the system beside a server that may be running, does the work, and closes it again. */
export async function withSystem<Result>(
  env: Env,
  work: (open: OpenSystem) => Result | Promise<Result>,
): Promise<Result> {
  const { database, ...base } = openDataFolder(env);
  try {
    await migrate(database.db, base.clock);
    const system: System = {
      ...base,
      db: database.db,
      hasher: openHasher(productionCost),
      outbox: { nudge: () => {}, sendSoon: async () => {} },
    };
    return await work({ system, database });
  } finally {
    await database.close();
  }
}
