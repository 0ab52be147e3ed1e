import type { Kysely } from "kysely";

/** Since when nobody knows whether a parcel left decided nothing: that it is there, with no lease in force, does. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable("parcels").dropColumn("unclearSince").execute();
}
