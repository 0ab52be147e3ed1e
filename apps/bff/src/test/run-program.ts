import {
  spawn,
  spawnSync,
  type ChildProcessWithoutNullStreams,
  type SpawnOptionsWithoutStdio,
} from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";

/** A program of ours in a process of its own. */
export type Program = {
  pid: number;
  /** All of standard output and standard error so far. */
  stdout(): string;
  stderr(): string;
  /** The exit code, as soon as it has ended. */
  ended: Promise<number | null>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Most of a start is compiling: where all stages of `pnpm test` keep what they compiled. */
export const compileCache = { NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] };

/** The user whom every system has for what should own nothing. */
export const nobody = 65_534;

/** Whether tests may run programs as `nobody`: only root may, and only where nobody may read what they run and reach what it makes. */
export const canBeNobody =
  process.getuid?.() === 0 &&
  spawnSync(
    process.execPath,
    [
      "--eval",
      "fs.accessSync(process.argv[1]); fs.accessSync(process.argv[2], fs.constants.X_OK)",
      fileURLToPath(new URL("../run-on-this-node.js", import.meta.url)),
      tmpdir(),
    ],
    { uid: nobody, gid: nobody, env: {}, cwd: "/" },
  ).status === 0;

/** Runs a file of apps/bff/src with these variables and no others of ours. */
export function runProgram(file: string, environment: Record<string, string>, ...given: string[]): Program {
  return runProgramAs({ env: { ...compileCache, ...environment }, cwd: tmpdir() }, file, ...given);
}

/** The same as somebody else, somewhere else, or on another Node. */
export function runProgramAs(
  {
    node = process.execPath,
    ...options
  }: SpawnOptionsWithoutStdio & { node?: string | [string, ...string[]] },
  file: string,
  ...given: string[]
): Program {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  return runCommand([...(typeof node === "string" ? ([node] as const) : node), path, ...given], options);
}

/** Runs any command, killed at the end of the test. */
export function runCommand(
  [command, ...given]: readonly [string, ...string[]],
  options: SpawnOptionsWithoutStdio,
): Program {
  const child: ChildProcessWithoutNullStreams = spawn(command, given, options);
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const stop = (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    return ended;
  };
  onTestFinished(() => void stop("SIGKILL"));
  return { pid: child.pid!, stdout: () => out, stderr: () => err, ended, stop };
}

/** Starts the server in a process of its own and waits until it says where it is. */
export async function runServer(environment: Record<string, string>): Promise<Program> {
  return whenReady(runProgram("main.ts", environment));
}

/** Waits until a server says where it is. */
export async function whenReady(server: Program): Promise<Program> {
  await eventually(() => server.stderr(), 45_000).toContain("Console   ");
  return server;
}

/** A data folder of a test's own, which is not there yet. */
export function freshDataFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), "latchkey-test-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, "data");
}

/** A data folder and ports of a test's own. */
export async function freshPlace() {
  return {
    DATA_DIR: freshDataFolder(),
    PORT: String(await freePort()),
    MAILBOX_PORT: String(await freePort()),
  };
}
