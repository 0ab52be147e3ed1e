import { ProblemError } from "@latchkey/contract/problem.ts";
import { transact, type Dialect, type Tx } from "./transaction.ts";

/** So many share one commit at most: longer would hold up everybody who only reads. */
const largestGroup = 50;

type Waiting = {
  work: (tx: Tx) => Promise<unknown>;
  resolve: (result: never) => void;
  reject: (reason: unknown) => void;
};

const groups = new WeakMap<Dialect, { waiting: Waiting[]; isCommitting: boolean }>();

/**
 * As `transact`, for small work that many ask for at the same time: while one transaction is committed, those that come
 * meanwhile wait and share the next one. Work that throws is taken back alone. Resolves after the commit.
 */
export function transactTogether<Result>(
  { dialect }: { dialect: Dialect },
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const group = groups.get(dialect) ?? { waiting: [], isCommitting: false };
  groups.set(dialect, group);
  return new Promise<Result>((resolve, reject) => {
    group.waiting.push({ work, resolve, reject });
    if (!group.isCommitting) void commitAll(dialect, group);
  });
}

async function commitAll(
  dialect: Dialect,
  group: { waiting: Waiting[]; isCommitting: boolean },
): Promise<void> {
  group.isCommitting = true;
  while (group.waiting.length > 0) await commitGroup(dialect, group.waiting.splice(0, largestGroup));
  group.isCommitting = false;
}

async function commitGroup(dialect: Dialect, members: readonly Waiting[]): Promise<void> {
  try {
    const results = await transact({ dialect }, async (tx) => {
      const done: unknown[] = [];
      for (const { work } of members) done.push(await work(tx));
      return done;
    });
    for (const [index, { resolve }] of members.entries()) resolve(results[index] as never);
  } catch (error) {
    // What the database says of one holds for all of them.
    const isOfAll = error instanceof ProblemError && error.problem.status === 503;
    if (members.length === 1 || isOfAll) {
      for (const { reject } of members) reject(error);
      return;
    }
    // One of them threw and took the others back: each on its own.
    for (const member of members) await commitGroup(dialect, [member]);
  }
}
