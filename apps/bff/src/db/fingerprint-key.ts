import type { Kysely } from "kysely";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Sealer } from "../ports/sealer.ts";
import type { Database } from "./schema.ts";
import { transact, type Dialect, type Tx } from "./transaction.ts";

const id = "fingerprints";

type Place = { db: Kysely<Database>; dialect: Dialect };

/** The sealer with the key of fingerprints that rests in the database; with its own where there is none that it can read. */
export async function readFingerprints({ db }: Place, { sealer }: { sealer: Sealer }): Promise<Sealer> {
  const kept = await readKey(db);
  return isReadable(sealer, kept) ? sealer.withFingerprintKey(kept, id) : sealer;
}

/**
 * The sealer whose fingerprints outlive a change of the secret key: with the key that rests in the database, or with its own,
 * which rests there from then on. What was counted by one that no secret key opens any more is counted anew.
 */
export async function keepFingerprints(
  database: Place,
  { sealer, clock, log }: { sealer: Sealer; clock: Clock; log: Log },
): Promise<Sealer> {
  const kept = await readKey(database.db);
  if (isReadable(sealer, kept)) return sealer.withFingerprintKey(kept, id);
  if (kept !== undefined) log.warn("fingerprints.key-lost");
  return transact(database, async (tx) => {
    // Another server may have been quicker.
    const found = await readKey(tx);
    if (isReadable(sealer, found)) return sealer.withFingerprintKey(found, id);
    const sealed = sealer.sealFingerprintKey(id);
    await tx
      .insertInto("fingerprintKeys")
      .values({ id, sealed, createdAt: clock.now() })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ sealed, createdAt: clock.now() }))
      .execute();
    return sealer;
  });
}

const isReadable = (sealer: Sealer, sealed: string | undefined): sealed is string =>
  sealed !== undefined && sealer.keyOf(sealed, id) !== null;

async function readKey(db: Kysely<Database> | Tx): Promise<string | undefined> {
  const row = await db.selectFrom("fingerprintKeys").select("sealed").where("id", "=", id).executeTakeFirst();
  return row?.sealed;
}
