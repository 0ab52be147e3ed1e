import { accessSync, existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { placeOf } from "../db/place.ts";
import type { Env } from "../env.ts";
import { requireServersVariables } from "../started-with.ts";
import { backUp } from "./back-up.ts";
import { examine } from "./examine.ts";
import { moveToPostgres } from "./move-to-postgres.ts";
import { printEmergencyLink } from "./print-emergency-link.ts";
import { rotateKey } from "./rotate-key.ts";
import { restore } from "./restore.ts";
import { setClockBack } from "./set-clock-back.ts";
import { withSystem } from "./with-system.ts";

const usage = `Usage: pnpm latchkey COMMAND

  emergency-link [USER NAME]   prints a one-time link for a System Administrator who is locked out; the name may be
                               left out when there is only one. The audit trail keeps it, a mail tells the administrator
  backup FILE                  writes a consistent copy of the database, while Latchkey runs. The secret key is not in it
  restore FILE                 puts a backup in the database's place, with Latchkey stopped. Links, sessions, temporary
                               passwords and waiting mails of the backup have ended, so that nothing revives. On
                               PostgreSQL without FILE, after a copy was put back there: ends them in what is there
  move-to-postgres URL         copies the installation, with Latchkey stopped, into an empty PostgreSQL database, compares
                               every table, and says what to set. In place of URL, which holds a password, the name of a
                               file that holds it will do. The SQLite file is kept, and serves no server any more
  rotate-key                   seals under the first key of SECRET_KEY what is sealed under the second, while Latchkey runs,
                               and says when the second is not needed any more
  set-clock-back               takes the machine's clock for right, with Latchkey stopped, after it was ahead by mistake.
                               Links, sessions, temporary passwords and waiting mails have ended, so that nothing revives
  doctor                       examines permissions, key, database, mail configuration and clock, and says what to do

Each needs the environment of the server. Root may run them: what they make belongs to the owner of its folder.
`;

/**
 * Runs a shell command of the operator. Returns the exit code.
 * Throws `EnvError` when the environment is not the server's, and what the commands throw.
 */
export async function runCommand(given: string[], readEnv: () => Env): Promise<number> {
  const { positionals, values } = parseArgs({ args: given, allowPositionals: true, strict: false });
  const [command, argument, ...more] = positionals;
  const run =
    more.length === 0 && Object.keys(values).length === 0 ? findCommand(command, argument) : undefined;
  if (run === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  process.umask(0o077);
  const env = { ...readEnv(), logLevel: "warn" as const };
  // Whoever named a database that is there and a folder that is not would get a key and a clock of their own for it.
  if (placeOf(env.database).files.some((file) => existsSync(file))) accessSync(env.dataDir);
  requireServersVariables(env);
  return run(env);
}

type Command = (env: Env) => Promise<number>;

function findCommand(command: string | undefined, argument: string | undefined): Command | undefined {
  // Its name before it had one word everywhere.
  if (command === "emergency-link" || command === "reset-admin")
    return (env) => withSystem(env, ({ system }) => printEmergencyLink(system, argument));
  if (command === "backup" && argument !== undefined)
    return (env) => withSystem(env, (open) => backUp(open, argument));
  if (command === "restore") return (env) => restore(env, argument);
  if (command === "move-to-postgres" && argument !== undefined) return (env) => moveToPostgres(env, argument);
  if (command === "rotate-key" && argument === undefined) return (env) => withSystem(env, rotateKey);
  if (command === "set-clock-back" && argument === undefined) return setClockBack;
  if (command === "doctor" && argument === undefined) return examine;
  return undefined;
}
