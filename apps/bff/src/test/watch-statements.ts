import { SqliteDriver, type CompiledQuery, type QueryResult } from "kysely";

/** Is told of each statement on SQLite before it runs and, with what it gave, after it. */
export type StatementWatcher = {
  before?(query: CompiledQuery): void;
  after?(query: CompiledQuery, result: QueryResult<unknown>): void;
};

/** Watches every statement of this process's SQLite databases that are opened from now on. Returns how to stop that. */
export function watchStatements(watcher: StatementWatcher): () => void {
  const { acquireConnection } = SqliteDriver.prototype;
  const watched = new WeakSet<object>();
  let isOver = false;
  SqliteDriver.prototype.acquireConnection = async function acquireWatched(...options) {
    const connection = await acquireConnection.apply(this, options);
    if (watched.has(connection)) return connection;
    watched.add(connection);
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async <Row>(query: CompiledQuery) => {
      if (isOver) return execute<Row>(query);
      watcher.before?.(query);
      const result = await execute<Row>(query);
      watcher.after?.(query, result);
      return result;
    };
    return connection;
  };
  return () => {
    isOver = true;
    SqliteDriver.prototype.acquireConnection = acquireConnection;
  };
}
