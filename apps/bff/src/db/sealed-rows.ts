import { sql, type Kysely } from "kysely";
import type { Database } from "./schema.ts";

/** A table with a column of sealed texts. */
type SealedTable = {
  [Table in keyof Database]: Database[Table] extends { sealed: string | null } ? Table : never;
}[keyof Database];

/** Every one of them. */
const sealedTables = {
  messages: true,
  passwordSuggestions: true,
  templatePreviews: true,
  recoveryRequests: true,
  fingerprintKeys: true,
} satisfies Record<SealedTable, true>;

/** A sealed text, and the id of its row. */
export type SealedRow = { table: string; id: string; sealed: string };

/** So many are read at once. */
const batch = 100;

/** Everything that is sealed, some rows of one table at a time. */
export async function* readSealed(db: Kysely<Database>): AsyncGenerator<readonly SealedRow[]> {
  for (const table of Object.keys(sealedTables)) {
    for (let last = ""; ;) {
      const { rows } = await sql<SealedRow>`
        select ${table} as "table", "id", "sealed" from ${sql.table(table)}
        where "sealed" is not null and "id" > ${last} order by "id" limit ${sql.lit(batch)}`.execute(db);
      if (rows.length > 0) yield rows;
      if (rows.length < batch) break;
      last = rows.at(-1)!.id;
    }
  }
}
