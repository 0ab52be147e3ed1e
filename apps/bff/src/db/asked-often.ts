import type { Compilable, CompiledQuery, DialectAdapter, Kysely } from "kysely";
import type { Database } from "./schema.ts";
import type { Tx } from "./transaction.ts";

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
export function askedOften<Values, Row>(
  build: (db: Kysely<Database>, later: Later<Values>) => Compilable<Row>,
): (db: Kysely<Database> | Tx, values: Values) => Promise<Row[]> {
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
