import { sql, type Kysely } from "kysely";
import type { Clock } from "../ports/clock.ts";
import { up as firstTables } from "./migrations/0001-first-tables.ts";
import { up as selfService } from "./migrations/0002-self-service.ts";
import { up as findAmongMany } from "./migrations/0003-find-among-many.ts";
import { up as watchARecovery } from "./migrations/0004-watch-a-recovery.ts";
import { up as templateManager } from "./migrations/0005-template-manager.ts";
import { up as whoActed } from "./migrations/0006-who-acted.ts";
import { up as recoveries } from "./migrations/0007-recoveries.ts";
import { up as parcels } from "./migrations/0008-parcels.ts";
import { up as whatDecides } from "./migrations/0009-what-decides.ts";
import { up as changedAddresses } from "./migrations/0010-changed-addresses.ts";
import { up as keptTimes } from "./migrations/0011-kept-times.ts";
import { up as weighedAttempts } from "./migrations/0012-weighed-attempts.ts";
import { up as refusalsAndLooks } from "./migrations/0013-refusals-and-looks.ts";
import { up as findByAnyWriting } from "./migrations/0014-find-by-any-writing.ts";
import { up as readerDefaults } from "./migrations/0015-reader-defaults.ts";
import { up as usedOn } from "./migrations/0016-used-on.ts";
import { up as extendedLinks } from "./migrations/0017-extended-links.ts";
import { up as foundInOrder } from "./migrations/0018-found-in-order.ts";
import { up as whatIsAskedOften } from "./migrations/0019-what-is-asked-often.ts";
import { up as oneSignKeys } from "./migrations/0020-one-sign-keys.ts";
import { up as wordsOfUsers } from "./migrations/0023-words-of-users.ts";
import { up as previews } from "./migrations/0025-previews.ts";
import { up as fingerprintKeys } from "./migrations/0026-fingerprint-keys.ts";
import { up as ordersAndWordsOnServers } from "./migrations/0027-orders-and-words-on-servers.ts";
import { refuseMoved } from "./moved-mark.ts";
import type { Database } from "./schema.ts";
import { transact, type Dialect } from "./transaction.ts";

/** Every migration, in order: a static map, forward only. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export const migrations: Record<string, (db: Kysely<any>, dialect: Dialect) => Promise<void>> = {
  "0001-first-tables": firstTables,
  "0002-self-service": selfService,
  "0003-find-among-many": findAmongMany,
  "0004-watch-a-recovery": watchARecovery,
  "0005-template-manager": templateManager,
  "0006-who-acted": whoActed,
  "0007-recoveries": recoveries,
  "0008-parcels": parcels,
  "0009-what-decides": whatDecides,
  "0010-changed-addresses": changedAddresses,
  "0012-weighed-attempts": weighedAttempts,
  // After it: one of its indexes is on the table that 0012 makes anew.
  "0011-kept-times": keptTimes,
  "0013-refusals-and-looks": refusalsAndLooks,
  "0014-find-by-any-writing": findByAnyWriting,
  "0015-reader-defaults": readerDefaults,
  "0016-used-on": usedOn,
  "0017-extended-links": extendedLinks,
  "0018-found-in-order": foundInOrder,
  "0019-what-is-asked-often": whatIsAskedOften,
  "0020-one-sign-keys": oneSignKeys,
  "0023-words-of-users": wordsOfUsers,
  "0025-previews": previews,
  "0026-fingerprint-keys": fingerprintKeys,
  "0027-orders-and-words-on-servers": ordersAndWordsOnServers,
};

/** The database was written by a newer version of the program. */
export class NewerSchemaError extends Error {
  override readonly name = "NewerSchemaError";
}

/**
 * The names of the migrations that a database has not seen. Throws `NewerSchemaError` when it knows one that this program does
 * not, and `DatabaseFileError` when it was moved elsewhere.
 */
export async function readMissing(db: Kysely<Database>): Promise<string[]> {
  const applied = await db.selectFrom("schemaMigrations").selectAll().execute();
  refuseMoved(applied);
  for (const { name } of applied) {
    if (!(name in migrations)) throw new NewerSchemaError(name);
  }
  return Object.keys(migrations).filter((name) => applied.every((each) => each.name !== name));
}

/**
 * Brings the database up to date inside one immediate transaction: all missing migrations or none. Throws what `readMissing`
 * does.
 */
export async function migrate(database: { dialect: Dialect }, clock: Clock): Promise<void> {
  await database.dialect.migrate(async (tx) => {
    await tx.schema
      .createTable("schemaMigrations")
      .ifNotExists()
      .addColumn("name", "text", (c) => c.primaryKey())
      .addColumn("appliedAt", "text", (c) => c.notNull())
      .execute();
    for (const name of await readMissing(tx)) {
      await migrations[name]!(tx, database.dialect);
      await tx.insertInto("schemaMigrations").values({ name, appliedAt: clock.now() }).execute();
    }
  });
}

/** Throws unless the database answers and can be written to. */
export async function checkWritable(database: { dialect: Dialect }): Promise<void> {
  const patience = 1000;
  await transact(database, (tx) => sql`update "schemaMigrations" set "name" = "name"`.execute(tx), {
    patience,
  });
}
