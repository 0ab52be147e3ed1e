import type { Kysely } from "kysely";
import type { Dialect } from "../transaction.ts";

/** Where a database has its own ways to find users: the orders and the words that the others got before. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>, { search }: Dialect): Promise<void> {
  await search.addWords(db);
}
