import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { freePort } from "./test/free-port.ts";
import {
  canBeNobody,
  freshDataFolder,
  nobody,
  runProgramAs,
  whenReady,
  type Program,
} from "./test/run-program.ts";

/** Every Node on this machine's path, by its version. */
const nodes = new Map(
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "node"))
    .filter((file) => existsSync(file))
    .map((file) => [spawnSync(file, ["--version"], { encoding: "utf8" }).stdout.trim(), file] as const),
);

const needed = /^Latchkey needs Node 22\.18 or later, and this is \d+\.\d+\.\d+\. [^\n]*\n$/;

test.for([...nodes])(
  "on Node %s server and commands work, or say in a line what is needed",
  async ([, node]) => {
    const DATA_DIR = freshDataFolder();
    const command = runProgramAs({ node, env: { DATA_DIR }, cwd: "/" }, "cli.ts", "doctor");
    expect(await command.ended).toBe(1);
    const isOld = needed.test(command.stderr());
    if (!isOld) expect(command.stderr()).toContain("There is no database at");

    const server = await startWithLeast({ node, DATA_DIR });
    const code = await (isOld ? server.ended : server.stop());

    expect(code).toBe(isOld ? 1 : 0);
    if (isOld) expect(server.stderr()).toMatch(needed);
  },
);

test("a Node that reads no TypeScript is told of in one line, with what to do", async () => {
  for (const file of ["main.ts", "cli.ts"]) {
    const program = runProgramAs({ env: { NODE_OPTIONS: "--no-strip-types" }, cwd: "/" }, file);

    expect(await program.ended).toBe(1);
    expect(program.stderr()).toMatch(needed);
    expect(program.stderr()).toMatch(/node_modules\/\.bin\/node \/.*\.ts\n$|npx -y pnpm@12 install\n$/);
  }
});

test("without its packages it says how to install them", async () => {
  const hook = `import { registerHooks } from "node:module";
    registerHooks({ resolve(name, context, next) {
      if (!/^(?:[./]|file:|node:|data:)/.test(name))
        throw Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });
      return next(name, context);
    } });`;
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(hook)}`;
  const program = runProgramAs({ env: { NODE_OPTIONS }, cwd: "/" }, "main.ts");

  expect(await program.ended).toBe(1);
  expect(program.stderr()).toMatch(
    /^Latchkey's packages are not installed, [^\n]* npx -y pnpm@12 install\n$/,
  );
});

test.skipIf(!canBeNobody)(
  "as a service: no home, no path, in a folder that systemd made (needs root)",
  async () => {
    const DATA_DIR = freshDataFolder();
    mkdirSync(DATA_DIR);
    chownSync(join(DATA_DIR, ".."), nobody, nobody);
    chownSync(DATA_DIR, nobody, nobody);

    const server = await startWithLeast({ DATA_DIR, uid: nobody, gid: nobody });

    expect((statSync(DATA_DIR).mode & 0o777).toString(8)).toBe("755");
    expect(await server.stop("SIGTERM")).toBe(0);
  },
);

test.skipIf(!canBeNobody)(
  "where it may write nothing it says which folder, and what to do (needs root)",
  async () => {
    const env = { DATA_DIR: "data-of-nobody" };
    const program = runProgramAs({ env, cwd: "/", uid: nobody, gid: nobody }, "main.ts");

    expect(await program.ended).toBe(1);
    expect(program.stderr()).toMatch(
      /^Latchkey can not go on\.\n\/data-of-nobody can't be used by [^\n]*\(chown\)[^\n]*\n$/,
    );
  },
);

const unshare: [string, ...string[]] = ["unshare", "--pid", "--fork", "--kill-child"];
const canUnshare = spawnSync(unshare[0], [...unshare.slice(1), "true"]).status === 0;

test.skipIf(!canUnshare)("as the first process of a container it ends when told (needs root)", async () => {
  const node: typeof unshare = [...unshare, process.execPath];
  const server = await startWithLeast({ node, DATA_DIR: freshDataFolder() });
  const children = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, "utf8");

  process.kill(Number(children.trim()), "SIGTERM");

  expect(await server.ended).toBe(0);
});

/** Starts the server with nothing but its folder and ports, in `/`; it is ready then, or has ended. */
async function startWithLeast({
  DATA_DIR,
  ...options
}: { DATA_DIR: string } & Parameters<typeof runProgramAs>[0]): Promise<Program> {
  const ports = { PORT: String(await freePort()), MAILBOX_PORT: String(await freePort()) };
  const server = runProgramAs({ ...options, env: { DATA_DIR, ...ports }, cwd: "/" }, "main.ts");
  await Promise.race([whenReady(server).catch(() => {}), server.ended]);
  return server;
}
