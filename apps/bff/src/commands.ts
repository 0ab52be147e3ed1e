import { readProcessEnv } from "./env.ts";
import { explainAndExit } from "./explain-and-exit.ts";
import { runCommand } from "./operator/run-command.ts";

try {
  process.exitCode = await runCommand(process.argv.slice(2), readProcessEnv);
} catch (error) {
  explainAndExit(error);
}
