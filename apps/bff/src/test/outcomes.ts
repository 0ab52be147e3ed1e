import { ProblemError } from "@latchkey/contract/problem.ts";

/** Makes the same call many times at once and counts how the calls ended: "done", or the type of the problem. */
export async function outcomes(
  times: number,
  call: (index: number) => Promise<unknown>,
): Promise<Record<string, number>> {
  const ends = await Promise.all(
    Array.from({ length: times }, (_, index) =>
      call(index).then(
        () => "done",
        (error: unknown) => (error instanceof ProblemError ? error.type : String(error)),
      ),
    ),
  );
  return Object.fromEntries([...Map.groupBy(ends, (end) => end)].map(([end, all]) => [end, all.length]));
}
