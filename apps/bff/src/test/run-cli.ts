import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compileCache } from "./run-program.ts";
import type { BareApp } from "./start.ts";

const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));

/** Runs a shell command of the operator as a process of its own, on an app's data folder. */
export async function runCli(
  app: Pick<BareApp, "folder">,
  given: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [cli, ...given], {
    cwd: app.folder,
    env: { PATH: process.env["PATH"], ...compileCache, DATA_DIR: app.folder, ...env },
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  return { code, out, err };
}
