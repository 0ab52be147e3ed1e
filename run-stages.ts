import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What `pnpm test` runs, one after the other, until one fails. */
const stages = [
  ["checks", "pnpm check"],
  ["build", "node apps/web/build-if-changed.ts"],
  ["Vitest", "vitest run"],
  ["browser", "pnpm e2e"],
] as const;

/** Where Linux keeps files in memory, and how many bytes of room the tests' databases may need there. */
const memory = "/dev/shm";
const roomNeeded = 2 ** 31;

// Tests write thousands of small databases, each of them to the disk and back: in memory that costs nothing.
const inMemory = existsSync(memory) && room(memory) >= roomNeeded;
const folder = mkdtempSync(join(inMemory ? memory : tmpdir(), "latchkey-stages-"));
// Some tests run the product as somebody else, who must get through to what is theirs.
chmodSync(folder, 0o711);
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
// One who waits for the stages to end may lose patience; the stage that runs is told as well, and ends first.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});

const begunAt = performance.now();
const lines: string[] = [];
for (const [name, command] of stages) {
  const stageBegunAt = performance.now();
  const isGood = await succeeds(command);
  lines.push(`${name.padEnd(8)} ${secondsSince(stageBegunAt)} s${isGood ? "" : "   failed"}`);
  if (isGood) continue;
  process.exitCode = 1;
  break;
}
console.log(["", ...lines, `${"in all".padEnd(8)} ${secondsSince(begunAt)} s`].join("\n"));

/** Runs a command of the workspace with this terminal. */
async function succeeds(command: string): Promise<boolean> {
  const [program, ...parameters] = command.split(" ") as [string, ...string[]];
  // pnpm puts the workspace's programs on the path.
  const child = spawn(program, parameters, {
    stdio: "inherit",
    shell: process.platform === "win32",
    // oxlint-disable-next-line eslint/no-restricted-properties -- what a stage is given besides
    env: { ...process.env, TMPDIR: folder, NODE_COMPILE_CACHE: join(folder, "compiled") },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code === 0;
}

function secondsSince(moment: number): string {
  return Math.round((performance.now() - moment) / 1000)
    .toString()
    .padStart(5);
}

function room(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}
