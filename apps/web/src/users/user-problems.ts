import { ProblemError, type ProblemType } from "@latchkey/contract/problem.ts";
import type { FormProblems } from "../shared/form-problems.tsx";
import { problemText } from "../shared/problem-text.ts";

/**
 * Shows why the server refused a Save, at the fields that it is about. Refusals that name no field belong to one all the
 * same: `changesActive` says whether it is the unticked Is Active, or else the Type, that the server stands against.
 */
export function showUserProblem(problems: FormProblems, error: unknown, changesActive: boolean) {
  if (!(error instanceof ProblemError)) return problems.show(error);
  const named = Object.fromEntries(
    (error.problem.errors ?? []).map(({ pointer, message }) => [pointer.split("/")[1] ?? "", message]),
  );
  if (Object.keys(named).length > 0) return problems.showFields(named);
  const field = fieldAbout(error.type, changesActive);
  if (field === undefined) return problems.show(error);
  problems.showFields({ [field]: problemText(error) });
}

function fieldAbout(type: ProblemType, changesActive: boolean): string | undefined {
  const fields: Partial<Record<ProblemType, string>> = {
    "user-name-taken": "userName",
    "user-name-alike": "userName",
    "email-taken": "email",
    "email-missing": "email",
    "email-invalid": "email",
    "user-inactive": "isActive",
    "address-at-fault": "despiteAddressFault",
    "reason-needed": "reason",
    "last-administrator": changesActive ? "isActive" : "type",
    "own-account": changesActive ? "isActive" : "type",
  };
  return fields[type];
}
