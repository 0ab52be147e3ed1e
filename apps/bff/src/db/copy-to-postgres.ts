import { sql } from "kysely";
import { openChecksum } from "../ports/checksum.ts";
import { DatabaseFileError } from "./open.ts";
import type { Database } from "./schema.ts";
import type { Tx } from "./transaction.ts";

type Table = Exclude<keyof Database, "schemaMigrations">;

/** Every table but that of the migrations, which ran on both sides, with its primary key: first those that others refer to. */
const tables = {
  users: "id",
  messages: "id",
  sessions: "id",
  recoveries: "id",
  passwordSuggestions: "id",
  templatePreviews: "id",
  stopLinks: "id",
  templateVersions: "id",
  templateDrafts: "id",
  readerDefaults: "id",
  messageEvents: "id",
  parcels: "id",
  webhookDeliveries: "id",
  senderPauses: "id",
  senderLimits: "id",
  auditEvents: "id",
  throttles: "key",
  fingerprintKeys: "id",
  recoveryRequests: "id",
  setupLinks: "id",
  clockMarks: "id",
} as const satisfies Record<Table, string>;

const tableNames = Object.keys(tables) as Table[];

/** What SQLite's own search keeps with the users: PostgreSQL has an index of its own. */
const searchColumn = "searchNumber";

/** What nobody copies: the migrations ran on both sides, and the words of users follow from them. */
const uncopied: readonly string[] = ["schemaMigrations", "userSearchWords"];

/** So many rows are under way at once: a mail is some ten thousand characters. */
const batch = 200;

type Row = Record<string, unknown>;

/** How much of a table there is, and a checksum of all of it in the order of its primary key. */
type Contents = { rows: number; checksum: string };

/** What a table held here, and what arrived there. */
export type Copied = { table: string; here: Contents; there: Contents };

/** Of the tables in a PostgreSQL database one in which something stands, or which is not ours; null when there is none. */
export async function findOccupied(to: Tx): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select "tablename" as "name" from pg_tables where schemaname = current_schema() order by 1`.execute(to);
  for (const { name } of rows.filter((row) => !uncopied.includes(row.name))) {
    if (!(name in tables)) return name;
    const first = await sql`select 1 from ${sql.table(name)} limit 1`.execute(to);
    if (first.rows.length > 0) return name;
  }
  return null;
}

/**
 * Copies every row of an SQLite database into the migrated tables of a PostgreSQL one, and reads both sides again: what
 * differs is for the caller to refuse. Throws `DatabaseFileError` for what PostgreSQL can't keep, by table, column and row.
 */
export async function copyToPostgres(from: Tx, to: Tx): Promise<Copied[]> {
  const copied: Copied[] = [];
  for (const table of tableNames) {
    const columns = await readColumns(from, to, table);
    await eachBatch(from, table, columns, async (rows) => {
      for (const row of rows) refuseUnfit(table, row, columns);
      // One parameter, and PostgreSQL makes of each value what its column is.
      await sql`insert into ${sql.table(table)}
        select * from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
        to,
      );
    });
    copied.push({
      table,
      here: await readContents(from, table, columns),
      there: await readContents(to, table, columns),
    });
  }
  // The first questions are planned by what there is.
  await sql`analyze ${sql.join(tableNames.map((table) => sql.table(table)))}`.execute(to);
  return copied;
}

type Columns = ReadonlyMap<string, string>;

/** The names of a table's columns with PostgreSQL's types. Throws when the two sides have not the same. */
async function readColumns(from: Tx, to: Tx, table: Table): Promise<Columns> {
  const { rows: there } = await sql<{ name: string; type: string }>`
    select "column_name" as "name", "data_type" as "type" from information_schema.columns
    where "table_schema" = current_schema() and "table_name" = ${table} order by "ordinal_position"`.execute(
    to,
  );
  const { rows: here } = await sql<{
    name: string;
  }>`select "name" from pragma_table_info(${table}) where "name" <> ${searchColumn}`.execute(from);
  const columns = new Map(there.map(({ name, type }) => [name, type]));
  if (here.length !== columns.size || !here.every(({ name }) => columns.has(name))) {
    throw new Error(`The columns of ${table} are not the same.`);
  }
  return columns;
}

async function eachBatch(
  db: Tx,
  table: Table,
  columns: Columns,
  work: (rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  const key = tables[table];
  const chosen = sql.join([...columns.keys()].map((name) => sql.ref(name)));
  for (let last: unknown = null; ;) {
    const rest = last === null ? sql`` : sql`where ${sql.ref(key)} > ${last}`;
    const { rows } = await sql<Row>`
      select ${chosen} from ${sql.table(table)} ${rest} order by ${sql.ref(key)} limit ${sql.lit(batch)}`.execute(
      db,
    );
    await work(rows);
    if (rows.length < batch) return;
    last = rows.at(-1)![key];
  }
}

async function readContents(db: Tx, table: Table, columns: Columns): Promise<Contents> {
  const checksum = openChecksum();
  await eachBatch(db, table, columns, async (rows) => {
    for (const row of rows) checksum.add(`${JSON.stringify([...columns.keys()].map((name) => row[name]))}\n`);
  });
  return { rows: await count(db, table), checksum: checksum.end() };
}

async function count(db: Tx, table: string): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as "count" from ${sql.table(table)}`.execute(db);
  return rows[0]!.count;
}

/** What is wrong with a value for a column of this type; null when nothing is. SQLite keeps anything anywhere. */
const faultOf: Record<string, (value: unknown) => string | null> = {
  text: (value) => (typeof value !== "string" ? "no text" : value.includes("\0") ? "a NUL character" : null),
  integer: (value) => (Number.isInteger(value) && (Number(value) | 0) === value ? null : "no whole number"),
  bigint: (value) => (Number.isSafeInteger(value) ? null : "no whole number"),
  "double precision": (value) => (Number.isFinite(value) ? null : "no number"),
};

/** Throws `DatabaseFileError` when PostgreSQL would refuse a value, or make another one of it; it says nothing of what it is. */
function refuseUnfit(table: Table, row: Row, columns: Columns): void {
  for (const [name, type] of columns) {
    const value = row[name];
    if (value === null) continue;
    const findFault = faultOf[type];
    if (findFault === undefined) throw new Error(`Nobody knows how a ${type} is copied.`);
    const fault = findFault(value);
    if (fault === null) continue;
    throw new DatabaseFileError(
      `The row ${String(row[tables[table]])} of the table ${table} holds ${fault} in ${name}, which PostgreSQL can't keep. Nothing was moved. Change it, in Latchkey or with sqlite3, and call this again.`,
    );
  }
}
