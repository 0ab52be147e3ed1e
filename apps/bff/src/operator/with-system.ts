import type { System } from "../ctx.ts";
import { DatabaseFileError, type OpenDatabase } from "../db/open.ts";
import { takeOffMoveMark } from "../db/moved-mark.ts";
import { placeOf } from "../db/place.ts";
import type { Env } from "../env.ts";
import { openDataFolder } from "../open-data-folder.ts";
import { openSystem } from "../open-system.ts";
import { openHasher, productionCost } from "../ports/hasher.ts";

/** The system without worker and address, for a shell command. */
export type OpenSystem = { system: System; database: OpenDatabase };

/**
 * Opens the system beside a server that may be running, does the work, and closes it again. Throws `DatabaseFileError` when
 * there is no database: a shell command never makes an empty one in the wrong place. Throws `EnvError` when the secret key is
 * missing, but where all is new. A backup that is about to be put back may be of a database that was moved.
 */
export async function withSystem<Result>(
  env: Env,
  work: (open: OpenSystem) => Result | Promise<Result>,
  { isNew = false, isBackup = false } = {},
): Promise<Result> {
  const place = placeOf(env.database);
  if (!(await place.exists())) {
    throw new DatabaseFileError(
      `There is no database at ${place.name}. Give this command the same DATA_DIR and DATABASE_URL as the server.`,
    );
  }
  const parts = await openDataFolder(env, isNew);
  try {
    if (parts.database.findDamage("quickly").length > 0) {
      throw new DatabaseFileError(
        `The database file ${place.name} is damaged or not a database. Stop Latchkey, move the file aside and put back a backup.`,
      );
    }
    if (isBackup) await takeOffMoveMark(parts.database);
    const system = await openSystem(
      { ...parts, hasher: openHasher(productionCost), mail: null },
      { nudge: () => {}, sendSoon: async () => {} },
    );
    return await work({ system, database: parts.database });
  } finally {
    await parts.database.close();
  }
}
