import { ProblemError } from "@latchkey/contract/problem.ts";
import { passwordRuleText, type PasswordRule } from "@latchkey/contract/password-policy.ts";
import { NewerSchemaError } from "./db/migrate.ts";
import { DatabaseFileError } from "./db/open.ts";
import { EnvError } from "./env.ts";
import { describeError } from "./ports/log.ts";

/** Ends the process with code 1 and says on standard error what was wrong and what to do. */
export function explainAndExit(error: unknown): never {
  process.stderr.write(`Latchkey can not go on.\n${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof EnvError || error instanceof DatabaseFileError) return error.message;
  if (error instanceof NewerSchemaError) {
    return `The database was written by a newer Latchkey (it knows ${error.message}). Start that version, or put back a backup from before the upgrade.`;
  }
  if (error instanceof ProblemError && error.type === "password-refused") {
    const rules = (error.problem.rules ?? []).map((rule) => passwordRuleText[rule as PasswordRule]);
    return `SETUP_ADMIN_PASSWORD: It does not meet the rules (${rules.join("; ")}). Example: SETUP_ADMIN_PASSWORD="a long sentence of yours"`;
  }
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE" && "port" in error) {
    return `Port ${String(error.port)} is taken by another program. Stop it, or choose others: PORT=3100 MAILBOX_PORT=3101`;
  }
  return `An unexpected fault: ${JSON.stringify(describeError(error))}`;
}
