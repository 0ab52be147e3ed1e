import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { getUser, listUsers } from "@latchkey/contract/users.ts";
import { administrator, clearBench, seedPeople, start } from "./bench-bed.ts";
import { residentMegabytes, runs, say, spread } from "./figures.ts";

/**
 * Measures how long the product takes to be ready, with what Node compiled kept and without, and what memory it takes: at 100
 * users, or as many as are given (`node apps/bff/src/test/bench-start.ts 1000000`). Beside it an empty Node and a bare Hono
 * server of the same machine. Prints; judges nothing.
 */
const compiled = fileURLToPath(new URL("../../../../node_modules/.compiled", import.meta.url));
const hono = `
  const { Hono } = await import("hono");
  const { serve } = await import("@hono/node-server");
  serve({ fetch: new Hono().get("/", (c) => c.text("")).fetch, port: 0 }, () => process.stdout.write("ready"));`;

try {
  const size = Number(process.argv[2] ?? 100);
  say(`${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}`);
  say(`an empty Node          ${spread(await several(() => bare("process.stdout.write('ready')")))}`);
  say(`a bare Hono server     ${spread(await several(() => bare(hono)))}`);
  await (await start()).stop();
  seedPeople(size);
  const cold = await several(() => {
    rmSync(compiled, { recursive: true, force: true });
    return ready();
  });
  say(`ready, cold            ${spread(cold)} at ${size.toLocaleString("en")} users`);
  say(`ready, warm            ${spread(await several(ready))}`);
  const idle: number[] = [];
  const after: number[] = [];
  for (let run = 0; run < 3; run++) {
    const server = await start();
    // What a start leaves behind is collected in the first seconds.
    await sleep(5000);
    idle.push(residentMegabytes(server.pid) ?? NaN);
    await load();
    await sleep(5000);
    after.push(residentMegabytes(server.pid) ?? NaN);
    await server.stop();
  }
  say(`memory, idle           ${idle.join(", ")} MB; after 2,000 records and lists ${after.join(", ")} MB`);
} finally {
  clearBench();
}

async function several(once: () => Promise<number>): Promise<number[]> {
  await once();
  const took: number[] = [];
  for (let run = 0; run < runs; run++) took.push(await once());
  return took;
}

/** Starts the product and stops it. Returns milliseconds from the start of Node. */
async function ready(): Promise<number> {
  const server = await start();
  await server.stop();
  return server.ready;
}

/** The same of a program that writes as soon as it is ready. */
async function bare(program: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const took = performance.now() - startedAt;
  child.kill();
  return took;
}

async function load(): Promise<void> {
  const { call } = await administrator();
  const { users } = await call(listUsers, { query: {} });
  for (let times = 0; times < 1000; times++) {
    await call(getUser, { params: { userId: users[times % users.length]!.id } });
    await call(listUsers, { query: { search: "okafor" } });
  }
}
