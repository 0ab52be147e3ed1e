import { parseArgs } from "node:util";
import { readProcessEnv } from "./env.ts";
import { explainAndExit } from "./explain-and-exit.ts";
import { backUp } from "./operator/back-up.ts";
import { examine } from "./operator/examine.ts";
import { printEmergencyLink } from "./operator/print-emergency-link.ts";
import { restore } from "./operator/restore.ts";
import { setClockBack } from "./operator/set-clock-back.ts";
import { withSystem } from "./operator/with-system.ts";

const usage = `Usage: pnpm latchkey COMMAND

  emergency-link [USER NAME]   prints a one-time link for a System Administrator who is locked out; the name may be
                               left out when there is only one. The audit trail keeps it, a mail tells the administrator
  backup FILE                  writes a consistent copy of the database, while Latchkey runs. The secret key is not in it
  restore FILE                 puts a backup in the database's place, with Latchkey stopped. Links, sessions, temporary
                               passwords and waiting mails of the backup have ended, so that nothing revives
  set-clock-back               takes the machine's clock for right, with Latchkey stopped, after it was ahead by mistake.
                               Links, sessions, temporary passwords and waiting mails have ended, so that nothing revives
  doctor                       examines permissions, key, database, mail configuration and clock, and says what to do
`;

try {
  process.exitCode = await run();
} catch (error) {
  explainAndExit(error);
}

/** The shell commands of the operator. Returns the exit code. */
async function run(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, strict: false });
  const [command, argument, ...more] = positionals;
  const env = { ...readProcessEnv(), logLevel: "warn" as const };
  if (more.length === 0 && Object.keys(values).length === 0) {
    // Its name before it had one word everywhere.
    if (command === "emergency-link" || command === "reset-admin")
      return withSystem(env, ({ system }) => printEmergencyLink(system, argument));
    if (command === "backup" && argument !== undefined)
      return withSystem(env, (open) => backUp(open, argument));
    if (command === "restore" && argument !== undefined) return restore(env, argument);
    if (command === "set-clock-back" && argument === undefined) return setClockBack(env);
    if (command === "doctor" && argument === undefined) return examine(env);
  }
  process.stderr.write(usage);
  return 2;
}
