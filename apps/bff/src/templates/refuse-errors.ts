import { ProblemError } from "@latchkey/contract/problem.ts";
import type { LintFinding } from "@latchkey/contract/templates.ts";

/** Throws `invalid-fields` with every error that lint found, each where it is; warnings pass. `prefix` points to the source. */
export function refuseErrors(findings: readonly LintFinding[], prefix = ""): void {
  const errors = findings
    .filter(({ level }) => level === "error")
    .map(({ part, line, column, message }) => ({
      pointer: part === "layout" ? prefix : `${prefix}/${part}`,
      message: line === null ? message : `Line ${line}, column ${column}: ${message}`,
    }));
  if (errors.length > 0) throw new ProblemError("invalid-fields", { errors });
}
