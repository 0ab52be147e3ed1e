import type { TestApp } from "./start.ts";

/** What a request made the server do, in the order in which it did it. */
type Work = { statements: string[]; hasher: number; sealer: number; mailer: number; random: number };

/** Counts what goes through the ports and notes each statement without its values, to compare requests by their work. */
export function watchPorts(app: TestApp): { reset(): void; done(): Work } {
  let work: Work;
  const reset = () => {
    work = { statements: [], hasher: 0, sealer: 0, mailer: 0, random: 0 };
  };
  reset();
  const { system, mailer } = app;
  const countCalls = <Port extends object>(port: Port, name: Exclude<keyof Work, "statements">): Port =>
    new Proxy(port, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== "function") return member;
        return (...given: unknown[]) => {
          work[name] += 1;
          return member.apply(target, given) as unknown;
        };
      },
    });
  system.hasher = countCalls(system.hasher, "hasher");
  system.sealer = countCalls(system.sealer, "sealer");
  system.random = countCalls(system.random, "random");
  const send = mailer.send.bind(mailer);
  mailer.send = (...given) => {
    work.mailer += 1;
    return send(...given);
  };
  const executor = app.db.getExecutor();
  const provide = executor.provideConnection.bind(executor);
  executor.provideConnection = (use) =>
    provide((connection) =>
      use(
        new Proxy(connection, {
          get(target, key) {
            const member: unknown = Reflect.get(target, key);
            if (typeof member !== "function") return member;
            return (...given: [{ sql: string }]) => {
              if (key === "executeQuery") work.statements.push(given[0].sql);
              return member.apply(target, given) as unknown;
            };
          },
        }),
      ),
    );
  return { reset, done: () => work };
}
