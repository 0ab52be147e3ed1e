import type { Compilable, CompiledQuery, DialectAdapter, Insertable, Kysely, Transaction } from "kysely";
import type { Database } from "./schema.ts";

/** A value of a question, by how it is made of what the question is asked with. */
export type Later<Values> = <Value>(make: (values: Values) => Value) => Value;

/** Stands in a question for a value that comes when it is asked. */
class Place<Values> {
  readonly make: (values: Values) => unknown;

  constructor(make: (values: Values) => unknown) {
    this.make = make;
  }
}

/**
 * A question of nearly every request: its text is put together once for each kind of database, which costs more than asking.
 * Whatever changes from time to time must come by `later`.
 */
export function askedOften<Values, Row, Tables = Database>(
  build: (db: Kysely<Tables>, later: Later<Values>) => Compilable<Row>,
): (db: Kysely<Tables> | Transaction<Tables>, values: Values) => Promise<Row[]> {
  const questions = new WeakMap<DialectAdapter, CompiledQuery<Row>>();
  return async (db, values) => {
    const executor = db.getExecutor();
    const question =
      questions.get(executor.adapter) ?? build(db, (make) => new Place(make) as never).compile();
    questions.set(executor.adapter, question);
    // Nothing asks the plugins otherwise: they refuse the outer handle inside a transaction.
    executor.transformQuery(question.query, question.queryId);
    const parameters = question.parameters.map((each) => (each instanceof Place ? each.make(values) : each));
    const { rows } = await db.executeQuery<Row>({ ...question, parameters });
    return rows;
  };
}

/** A question about more things than this is put together anew: there would be no end to what is kept. */
const mostOften = 20;

/**
 * As `askedOften`, for a list of things, none of which makes no question: its text is put together once for each length, of
 * those that come often.
 */
export function askedOftenOfEach<Value, Row, Tables = Database>(
  build: (
    db: Kysely<Tables>,
    laterOfEach: <Made>(make: (later: Later<Value>) => Made) => Made[],
  ) => Compilable<Row>,
): (db: Kysely<Tables> | Transaction<Tables>, values: readonly Value[]) => Promise<Row[]> {
  const ofLength = new Map<number, ReturnType<typeof askedOften<readonly Value[], Row, Tables>>>();
  return async (db, values) => {
    const { length } = values;
    if (length === 0) return [];
    const ask =
      ofLength.get(length) ??
      askedOften<readonly Value[], Row, Tables>((asked, later) =>
        build(asked, (make) =>
          Array.from({ length }, (_, place) => make((of) => later((all) => of(all[place]!)))),
        ),
      );
    if (length <= mostOften) ofLength.set(length, ask);
    return ask(db, values);
  };
}

/** As `askedOften`, to write a new row into a table: the text is put together once for the columns that are given. */
export function insertedOften<Table extends keyof Database>(
  table: Table,
): (tx: Transaction<Database>, row: Insertable<Database[Table]>) => Promise<void> {
  const ofColumns = new Map<string, ReturnType<typeof askedOften<Insertable<Database[Table]>, unknown>>>();
  return async (tx, row) => {
    const columns = Object.keys(row) as (keyof typeof row)[];
    const key = columns.join();
    const insert =
      ofColumns.get(key) ??
      askedOften<Insertable<Database[Table]>, unknown>((db, later) => {
        const values = Object.fromEntries(columns.map((name) => [name, later((given) => given[name])]));
        return db.insertInto(table).values(values as Insertable<Database[Table]>);
      });
    ofColumns.set(key, insert);
    await insert(tx, row);
  };
}
