import { ProblemError, type ProblemType } from "@latchkey/contract/problem.ts";
import type { FormProblems } from "../shared/form-problems.tsx";
import { problemText } from "../shared/problem-text.ts";

/** The checkbox that asks for the mail; not a field of the user, but it can be wrong all the same. */
export const sendAccessInfoField = "sendAccessInfo";

/**
 * Shows why the server refused a Save. Refusals that name no field belong to one all the same: `changesActive` says whether
 * it is the unticked Is Active, or else the Type, that the server stands against.
 */
export function showUserProblem(problems: FormProblems, error: unknown, changesActive: boolean) {
  const field = error instanceof ProblemError ? fieldAbout(error.type, changesActive) : undefined;
  const named = error instanceof ProblemError && (error.problem.errors ?? []).length > 0;
  if (field === undefined || named) problems.show(error);
  else problems.showFields({ [field]: problemText(error) });
}

function fieldAbout(type: ProblemType, changesActive: boolean): string | undefined {
  const fields: Partial<Record<ProblemType, string>> = {
    "user-name-taken": "userName",
    "email-taken": "email",
    "email-missing": "email",
    "email-invalid": "email",
    "user-inactive": "isActive",
    "last-administrator": changesActive ? "isActive" : "type",
    "own-account": changesActive ? "isActive" : "type",
  };
  return fields[type];
}
