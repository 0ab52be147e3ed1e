import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { password, clearBench, publicUrl, seedPeople, start } from "./bench-bed.ts";
import { freePort } from "./free-port.ts";
import { ms, quantile, runs, say } from "./figures.ts";
import { load, type Wire } from "./raw-load.ts";

/**
 * Measures how many records and pages of the list the product gives a second, 8 at a time on connections that stay open, beside
 * a bare route of Hono's in the same run. Each server is a process of its own, and so is what asks. Prints; judges nothing.
 */
const people = 1000;
const atOnce = 8;
const milliseconds = 2000;

try {
  say(`${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}`);
  await (await start()).stop();
  const [, person] = seedPeople(people);
  const server = await start();
  const cookie = await sessionCookie();
  const { host, port } = new URL(publicUrl);
  const wire = (path: string): Wire => ({
    port: Number(port),
    head: `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}`,
  });
  const record = `/api/users/${person!.id}`;
  const answer = await fetch(publicUrl + record, { headers: { cookie } });
  const ceiling = await bareRoute((await answer.arrayBuffer()).byteLength);
  const bare = await measure("bare Hono route", ceiling.wire, null);
  ceiling.stop();
  await measure("record", wire(record), bare);
  await measure("list, a page of 25", wire("/api/users"), bare);
  await measure("list, a page of 50", wire("/api/users?perPage=50"), bare);
  await measure("search, one found", wire(`/api/users?search=${person!.userName}`), bare);
  await measure("search, many found", wire("/api/users?search=okafor"), bare);
  await server.stop();
} finally {
  clearBench();
}

/** Prints the median rate of several runs, after one that does not count, and returns it. */
async function measure(what: string, wire: Wire, ceiling: number | null): Promise<number> {
  await load(wire, { atOnce, milliseconds });
  const rates: number[] = [];
  const medians: number[] = [];
  for (let run = 0; run < runs; run++) {
    const { perSecond, took } = await load(wire, { atOnce, milliseconds });
    rates.push(perSecond);
    medians.push(quantile(took, 0.5));
  }
  const rate = quantile(rates, 0.5);
  const spread = `${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)}`;
  const share = ceiling === null ? "" : `, ${(rate / ceiling).toFixed(2)} of the bare route`;
  say(
    `${what.padEnd(20)} ${atOnce} at a time ${rate.toFixed(0).padStart(6)}/s (${spread}), p50 ${ms(quantile(medians, 0.5))}${share}`,
  );
  return rate;
}

async function sessionCookie(): Promise<string> {
  const response = await fetch(`${publicUrl}/api/session`, {
    method: "POST",
    headers: { origin: publicUrl, "content-type": "application/json" },
    body: JSON.stringify({ userNameOrEmail: "bench.admin", password }),
  });
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

async function bareRoute(bytes: number): Promise<{ wire: Wire; stop(): void }> {
  const port = await freePort();
  const program = fileURLToPath(new URL("bare-route.ts", import.meta.url));
  const child = spawn(process.execPath, [program, String(port), String(bytes)], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(child.stdout, "data");
  return {
    wire: { port, head: `GET / HTTP/1.1\r\nHost: localhost:${port}` },
    stop: () => void child.kill(),
  };
}
