import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";
import type { Proxy } from "./open-proxy.ts";

/** The Caddy of this machine; undefined where there is none. */
export const caddy = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "caddy"))
  .find((file) => existsSync(file));

/** What operators are given. */
export const caddyfile = fileURLToPath(new URL("../../../../deploy/Caddyfile", import.meta.url));

/** Starts Caddy with deploy/Caddyfile before these servers, without certificates. Throws where there is no Caddy. */
export async function openCaddy(ports: readonly number[]): Promise<Proxy> {
  if (caddy === undefined) throw new Error("There is no Caddy: apt-get install caddy");
  const folder = mkdtempSync(join(tmpdir(), "latchkey-caddy-"));
  const port = await freePort();
  const child = spawn(caddy, ["run", "--config", caddyfile, "--adapter", "caddyfile"], {
    cwd: folder,
    env: {
      HOME: folder,
      CADDY_ADMIN: `unix/${join(folder, "admin.sock")}`,
      LATCHKEY_SITE: `http://127.0.0.1:${port}`,
      LATCHKEY_SERVERS: ports.map((each) => `127.0.0.1:${each}`).join(" "),
    },
  });
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (words += chunk));
  child.stdout.resume();
  const ended = once(child, "exit");
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`Caddy ended: ${words}`);
    return words;
  }).toContain("serving initial configuration");
  return {
    port,
    // Whoever leaves a page is no failure.
    failures: () =>
      words
        .split("\n")
        .filter((line) => line.includes('"level":"error"') && !line.includes("context canceled")),
    async ready() {
      const answers = ports.map((each) =>
        fetch(`http://127.0.0.1:${each}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      );
      return (await Promise.all(answers)).filter(Boolean).length;
    },
    async close() {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
