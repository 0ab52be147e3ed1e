import Sqlite from "better-sqlite3";
import { onTestFinished, vi } from "vitest";

/**
 * Counts from now on how often a statement is prepared, and how often SQLite plans one anew that gives rows: the driver makes
 * a new function for its rows then. Returns what tells how often since it was asked last.
 */
export function countPlannings(): () => number {
  const prepare = vi.spyOn(Sqlite.prototype, "prepare").mockClear();
  onTestFinished(() => prepare.mockRestore());
  let made = 0;
  const apply = (target: FunctionConstructor, self: unknown, given: string[]) => {
    made += 1;
    return Reflect.apply(target, self, given) as object;
  };
  vi.stubGlobal("Function", new Proxy(Function, { apply }));
  onTestFinished(() => void vi.unstubAllGlobals());
  return () => {
    const count = prepare.mock.calls.splice(0).length + made;
    made = 0;
    return count;
  };
}
