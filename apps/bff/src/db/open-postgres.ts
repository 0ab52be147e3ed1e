import { Kysely, PostgresDialect, sql } from "kysely";
import { Client, Pool, types, type ClientConfig } from "pg";
import { DatabaseFileError, type Finding, type OpenDatabase } from "./open.ts";
import { millisecondsBetween, type Moment } from "../ports/clock.ts";
import { openPostgresBell } from "./postgres-bell.ts";
import type { Database } from "./schema.ts";
import { searchByPgTrgm } from "./search-by-pg-trgm.ts";
import { hasCode, refuseInsideTransaction, type Tx } from "./transaction.ts";

/** So many connections one server has open at most, and one more that listens. */
const mostConnections = 10;

/** How long, in milliseconds, a statement may take, a lock be waited for, a transaction lie idle, a connection be waited for. */
const limits = {
  statement_timeout: 10_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 15_000,
  connectionTimeoutMillis: 5_000,
};

/** Rows lie on solid state; to compile a question takes longer than to answer it; and others need the other processors. */
const planning = "-c jit=off -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0";

/** So many transactions of one server are under way at once; the other connections are for those who read. */
const lanes = 4;

/** `count(*)` and sums of whole numbers, all far below 2^53, are numbers as they are on SQLite. */
const whole = new Set<number>([types.builtins.INT8, types.builtins.NUMERIC]);

const getTypeParser = ((oid: number, format?: "text") =>
  whole.has(oid) ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser;

const serverName = "latchkey";

/** The schema in which the servers agree who does what. */
export const roundsSchema = "latchkey_rounds";

/** What every connection of ours begins with; by its name servers are told from other programs. */
function configOf(url: string, name = serverName): ClientConfig {
  return {
    connectionString: url,
    application_name: name,
    keepAlive: true,
    options: planning,
    types: { getTypeParser },
    ...limits,
  };
}

/** The oldest version that is supported by its makers. */
const oldestVersion = 14;

/** Opens it, as soon as it is known to be one that can be used. Throws `DatabaseFileError`. */
export async function connectPostgres(url: string, name: string): Promise<OpenDatabase> {
  const { version, mayCreate, mayAgree, user } = await askAt(url, name, async (client) => {
    const { rows } = await client.query<{
      version: number;
      mayCreate: boolean;
      mayAgree: boolean;
      user: string;
    }>(
      `select current_setting('server_version_num')::int / 10000 as version,
        has_schema_privilege(current_schema(), 'create') as "mayCreate",
        coalesce(has_schema_privilege(to_regnamespace($1), 'create'),
          has_database_privilege(current_database(), 'create')) as "mayAgree",
        quote_ident(current_user) as "user"`,
      [roundsSchema],
    );
    return rows[0]!;
  });
  if (version < oldestVersion) {
    throw new DatabaseFileError(
      `The database ${name} is PostgreSQL ${version}. Latchkey needs ${oldestVersion} or later.`,
    );
  }
  if (!mayCreate) {
    throw new DatabaseFileError(
      `The user of the database ${name} may make no tables there. Make them its owner: alter database … owner to …`,
    );
  }
  if (!mayAgree) {
    throw new DatabaseFileError(
      `The user of the database ${name} may make nothing in the schema in which servers agree who of them sends the mails. As the owner of the database run: create schema if not exists ${roundsSchema}; grant all on schema ${roundsSchema} to ${user}`,
    );
  }
  return openPostgres(url);
}

/** Whether Latchkey has been there. Throws `DatabaseFileError`. */
export function isMigrated(url: string, name: string): Promise<boolean> {
  return askAt(url, name, async (client) => {
    const { rows } = await client.query(`select to_regclass('"schemaMigrations"') is not null as there`);
    return rows[0].there === true;
  });
}

/** How many servers are connected to it. Throws `DatabaseFileError`. */
export function countServers(url: string, name: string): Promise<number> {
  return askAt(url, name, async (client) => {
    // Each listens with one connection.
    const { rows } = await client.query(
      `select count(*) as servers from pg_stat_activity
        where datname = current_database() and application_name = $1 and query ilike 'listen%'`,
      [serverName],
    );
    return Number(rows[0].servers);
  });
}

/** Asks once, over a connection of its own. Throws `DatabaseFileError` when there is none to be had. */
async function askAt<Result>(
  url: string,
  name: string,
  ask: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client(configOf(url, "latchkey command"));
  client.on("error", () => {});
  try {
    await client.connect();
    return await ask(client);
  } catch (error) {
    // What `pg` says may hold the password that was tried.
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new DatabaseFileError(
      `The database ${name} can't be reached${code}. Check DATABASE_URL, and whether PostgreSQL runs and lets this user in.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Opens the PostgreSQL database at a URL, TLS by its own parameters (`sslmode`). Connections are made when they are needed:
 * nothing here throws when there is no server.
 */
export function openPostgres(url: string): OpenDatabase {
  const config = configOf(url);
  const pool = new Pool({ ...config, max: mostConnections });
  // A connection that breaks while nobody uses it, or inside a transaction, must not end the process: whoever used it is told
  // by the statement that fails.
  pool.on("error", () => {}).on("connect", (client) => void client.on("error", () => {}));
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [refuseInsideTransaction],
  });
  const bell = openPostgresBell(
    () => new Client(config),
    (channel, from) => pool.query("select pg_notify($1, $2)", [channel, from]),
  );
  const begin = () => db.transaction().setIsolationLevel("serializable");
  return {
    db,
    dialect: {
      begin,
      runUnflushed: (work) =>
        begin().execute(async (tx) => {
          await sql`set local synchronous_commit = off`.execute(tx);
          await work(tx);
        }),
      isBusy: (error) => hasCode(error, /^(?:40001|40P01|55P03)$/),
      isClash: (error) => hasCode(error, /^23505$/),
      isAway,
      lanes,
      longestGroup: 50,
      hold: (table) => sql`for update of ${sql.table(table)} skip locked`,
      migrate: (work) =>
        db
          .withoutPlugins()
          .transaction()
          // Each statement sees what was there when it began: whoever waited for the lock sees what the other one did.
          .setIsolationLevel("read committed")
          .execute(async (tx) => {
            for (const limit of ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"])
              await sql`select set_config(${limit}, '0', true)`.execute(tx);
            await sql`select pg_advisory_xact_lock(hashtext('latchkey migrations'))`.execute(tx);
            await work(tx);
            await sortAsWeDo(tx);
          }),
      isFull: (error) => hasCode(error, /^(?:53100|25006|58030)$/),
      notify: bell.ring,
      onCommit: bell.onRing,
      search: searchByPgTrgm,
    },
    checkpoint: () => true,
    copiedOtherwise: (file) =>
      `PostgreSQL copies its databases itself: pg_dump --format=custom --file=${file} "$DATABASE_URL". Keep the secret key apart from it: who has both can read waiting mails.`,
    copyTo() {
      throw new Error("PostgreSQL copies itself.");
    },
    findDamage: () => [],
    examineBeside: async () => null,
    refuseChanges: () => {},
    examine: (now) => examine(db, url, now),
    async openRounds(log) {
      const { openPostgresRounds } = await import("./postgres-rounds.ts");
      const { rows } = await pool.query(`select to_regnamespace($1) is null as missing`, [roundsSchema]);
      const connection = { connectionString: url, keepAlive: true, ...limits };
      const place = { schema: roundsSchema, createSchema: rows[0].missing === true };
      return openPostgresRounds({ connection: { ...connection, ...place }, bell, log });
    },
    async close() {
      await bell.close();
      await db.destroy();
    },
  };
}

/** What the system and PostgreSQL say when there is no connection: no such place, ended, too many, cut off. */
const awayCodes =
  /^(?:ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08\w{3}|57P0[1-3]|53300|25P0[34]|57014)$/;

/** What `pg` says by words alone. */
const awayWords =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after)/;

function isAway(error: unknown): boolean {
  if (hasCode(error, awayCodes)) return true;
  if (error instanceof AggregateError) return error.errors.some(isAway);
  return error instanceof Error && awayWords.test(error.message);
}

/** Texts are in the order of their code points, as they are on SQLite and in JavaScript, whatever language the database has. */
async function sortAsWeDo(tx: Tx): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select "table_name" as "table", "column_name" as "column" from information_schema.columns
    where table_schema = current_schema() and data_type = 'text' and collation_name is distinct from 'C'`.execute(
    tx,
  );
  for (const { table, column } of rows) {
    await sql`alter table ${sql.table(table)} alter column ${sql.ref(column)} type text collate "C"`.execute(
      tx,
    );
  }
}

/** Whose clock is further off than this, in milliseconds, gives links another life than they were promised. */
const tolerated = 60_000;

async function examine(db: Kysely<Database>, url: string, here: Moment): Promise<Finding[]> {
  const { rows } = await sql<{
    version: string;
    off: string | null;
    isIndexed: boolean;
    port: number | null;
    there: Moment;
  }>`
    select current_setting('server_version') as "version",
      (select string_agg(name, ', ') from pg_settings
        where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off') as "off",
      exists (select from pg_extension where extname = 'pg_trgm') as "isIndexed",
      inet_server_port() as "port",
      to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "there"`.execute(db);
  const { version, off, isIndexed, port, there } = rows[0]!;
  const seconds = Math.round(millisecondsBetween(here, there) / 1000);
  const isDirect = port === null || port === Number(new URL(url).port || 5432);
  return [
    { what: `The database is PostgreSQL ${version}`, remedy: null },
    {
      what: "The database keeps what it acknowledges",
      remedy:
        off === null ? null : `Off are ${off}: turn them on, or a power cut takes back what was promised.`,
    },
    {
      what: "Users are found by an index (pg_trgm)",
      remedy: isIndexed ? null : "Let the owner of the database run: create extension pg_trgm",
    },
    {
      what: isDirect
        ? "The servers hear at once of what another one did"
        : "Something stands before PostgreSQL: if that is a pooler in transaction mode, servers hear of one another within two seconds, not at once",
      remedy: null,
    },
    {
      what: "The clocks of PostgreSQL and of this machine agree",
      remedy:
        Math.abs(seconds) * 1000 <= tolerated
          ? null
          : `PostgreSQL's is ${Math.abs(seconds)} seconds ${seconds > 0 ? "ahead" : "behind"}. Set both right.`,
    },
  ];
}
