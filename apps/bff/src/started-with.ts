import { closeSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { makeFile } from "./db/data-folder.ts";
import { EnvError, lineOf, variableNames, type Env, type VariableName } from "./env.ts";

/** What only a server makes something of; without any of the others a shell command would do its work on another installation. */
const serversOwn: readonly VariableName[] = [
  "HOST",
  "DATA_DIR",
  "LOG_LEVEL",
  "MAILBOX_PORT",
  "TRUST_PROXY",
  "PROBE_TOKEN",
  "SETUP_ADMIN_USERNAME",
  "SETUP_ADMIN_EMAIL",
  "SETUP_ADMIN_PASSWORD",
];

/** The names of variables, as the note keeps them; never what they hold. */
const Note = z.object({ variables: z.array(z.string()).readonly() });

const noteFile = (dataDir: string) => join(dataDir, "started-with.json");

/** Notes in the data folder with which variables the server runs, for the shell commands, which have to be given them too. */
export function noteStart({ dataDir, given }: Env): void {
  const draft = `${noteFile(dataDir)}.new`;
  rmSync(draft, { force: true });
  const file = makeFile(draft);
  writeFileSync(file, `${JSON.stringify({ variables: given } satisfies z.infer<typeof Note>)}\n`);
  closeSync(file);
  renameSync(draft, noteFile(dataDir));
}

/**
 * Refuses a shell command that lacks what the server was last started with, before it makes a link to another address or a
 * key of its own. Throws `EnvError` with one line for each variable.
 */
export function requireServersVariables({ dataDir, database, given }: Env): void {
  // The note lies in a folder of the server's, which may be on another machine.
  if ("url" in database && !given.includes("PUBLIC_URL")) {
    throw new EnvError([
      lineOf({
        name: "PUBLIC_URL",
        message: "With PostgreSQL every command needs the servers' own, for the links that it makes.",
      }),
    ]);
  }
  const had = readNote(dataDir);
  // Without a public address it follows from the port.
  const asked = had.includes("PUBLIC_URL") ? [...serversOwn, "PORT"] : serversOwn;
  const missing = variableNames.filter(
    (name) => had.includes(name) && !asked.includes(name) && !given.includes(name),
  );
  if (missing.length === 0) return;
  const message = "The server was started with it, this command was not. Run it in the server's environment.";
  throw new EnvError(missing.map((name) => lineOf({ name, message })));
}

function readNote(dataDir: string): readonly string[] {
  const file = noteFile(dataDir);
  if (!existsSync(file)) return [];
  try {
    return Note.parse(JSON.parse(readFileSync(file, "utf8"))).variables;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
    throw error;
  }
}
