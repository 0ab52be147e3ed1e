import type { SqliteDatabase, SqliteStatement } from "kysely";
import { LRUCache } from "lru-cache";

/** How a transaction of ours begins: who waits for it waits elsewhere, without holding up the event loop. */
export const begin = "begin immediate";

/** What is kept of statements at most, in characters of their texts: SQLite needs a few times as many bytes. */
const mostKept = 500_000;

/** What changes tables or settings is seldom asked again; SQLite would prepare that anew by itself. */
const worthKeeping = /^\s*(?:select|insert|update|delete|with|begin|commit|rollback|savepoint|release)\b/i;

/**
 * A database that keeps its statements prepared, the latest used ones: by their texts, which hold no values. Whoever but a
 * beginning transaction meets another process's lock is run once more by `patiently`.
 */
export function keepStatements(
  sqlite: SqliteDatabase,
  patiently: <Result>(run: () => Result) => Result,
): SqliteDatabase {
  const kept = new LRUCache<string, SqliteStatement>({
    maxSize: mostKept,
    sizeCalculation: (_, text) => text.length,
  });

  function prepare(text: string): SqliteStatement {
    const statement = patiently(() => sqlite.prepare(text));
    if (text === begin) return statement;
    return {
      reader: statement.reader,
      all: (values) => patiently(() => statement.all(values)),
      run: (values) => patiently(() => statement.run(values)),
      // Of its own: what is read bit by bit can't be run again meanwhile.
      iterate: (values) => sqlite.prepare(text).iterate(values),
    };
  }

  return {
    prepare(text) {
      const found = kept.get(text);
      if (found !== undefined) return found;
      const statement = prepare(text);
      if (worthKeeping.test(text)) kept.set(text, statement);
      return statement;
    },
    close: () => sqlite.close(),
  };
}
