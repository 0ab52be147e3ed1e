import { ProblemError, type ProblemType } from "@latchkey/contract/problem.ts";

/** Whether the error is a refusal of this type. */
export function isProblem(error: unknown, type: ProblemType): error is ProblemError {
  return error instanceof ProblemError && error.type === type;
}

/** From when on the server looks at another attempt (ISO 8601), if it refused this one because there were too many. */
export function retryAtOf(error: unknown): string | null {
  return (error instanceof ProblemError && error.problem.retryAt) || null;
}
