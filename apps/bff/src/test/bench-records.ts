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
const milliseconds = 1000;

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
  const wires = {
    "bare Hono route": ceiling.wire,
    record: wire(record),
    "list, a page of 25": wire("/api/users"),
    "list, a page of 50": wire("/api/users?perPage=50"),
    "search, one found": wire(`/api/users?search=${person!.userName}`),
    "search, many found": wire("/api/users?search=okafor"),
  };
  await measure(wires);
  ceiling.stop();
  await server.stop();
} finally {
  clearBench();
}

/**
 * Prints the median rates of several rounds, after one that does not count, and their shares of the first of the same round:
 * whatever else the machine does meanwhile slows all of a round down.
 */
async function measure(wires: Record<string, Wire>): Promise<void> {
  const rounds: { rates: Map<string, number>; medians: Map<string, number> }[] = [];
  for (let round = 0; round <= runs; round++) {
    const rates = new Map<string, number>();
    const medians = new Map<string, number>();
    for (const [what, wire] of Object.entries(wires)) {
      const { perSecond, took } = await load(wire, { atOnce, milliseconds });
      rates.set(what, perSecond);
      medians.set(what, quantile(took, 0.5));
    }
    if (round > 0) rounds.push({ rates, medians });
  }
  const [first] = Object.keys(wires);
  for (const what of Object.keys(wires)) {
    const rates = rounds.map((round) => round.rates.get(what)!);
    const shares = rounds.map((round) => round.rates.get(what)! / round.rates.get(first!)!);
    const took = rounds.map((round) => round.medians.get(what)!);
    const spread = `${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)}`;
    say(
      `${what.padEnd(20)} ${atOnce} at a time ${quantile(rates, 0.5).toFixed(0).padStart(6)}/s (${spread}), p50 ${ms(quantile(took, 0.5))}, ${quantile(shares, 0.5).toFixed(2)} of the ${first}`,
    );
  }
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
