import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** A proxy before several servers, as deploy/Caddyfile describes one. */
export type Proxy = {
  port: number;
  /** How many of the servers it leads to at the moment. */
  ready(): Promise<number>;
  /** Each request that it gave up, and why. */
  failures(): string[];
  close(): Promise<void>;
};

/** So often a server is asked whether it is ready, in milliseconds; one that has not said so in time is not. */
const lookMilliseconds = 100;
const patienceMilliseconds = 700;

/** A connection on which nothing comes is given up before the server gives it up, as deploy/Caddyfile does it. */
const idleMilliseconds = 3000;

/** A request that no server takes is tried again for so long, as Caddy does it, and then given up. */
const mostMilliseconds = 20_000;

type Upstream = { port: number; agent: Agent; isReady: boolean };

/**
 * Leads each request to the next of the servers that say they are ready, over connections that it keeps. What no server has
 * taken it gives to another; what one may have begun it gives up with 502, as a proxy must.
 */
export async function openProxy(ports: readonly number[]): Promise<Proxy> {
  const upstreams = ports.map((port): Upstream => ({
    port,
    agent: new Agent({ keepAlive: true, timeout: idleMilliseconds }),
    isReady: false,
  }));
  const closing = new AbortController();
  const looking = upstreams.map((upstream) => look(upstream, closing.signal));
  const failures: string[] = [];
  let turn = 0;
  const next = (): Upstream | undefined => {
    const ready = upstreams.filter(({ isReady }) => isReady);
    return ready[turn++ % ready.length];
  };
  const server = createServer((incoming, outgoing) => {
    const fail = (why: string | undefined) => {
      failures.push(`${incoming.method} ${incoming.url}: ${why}`);
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end();
    };
    void buffer(incoming)
      // oxlint-disable-next-line promise/no-callback-in-promise -- it is asked which server is next
      .then((body) => lead(next, { incoming, outgoing, body, fail }))
      .catch((error: NodeJS.ErrnoException) => fail(error.code));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    failures: () => failures,
    ready: async () => upstreams.filter(({ isReady }) => isReady).length,
    async close() {
      closing.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      for (const { agent } of upstreams) agent.destroy();
      await Promise.all(looking);
    },
  };
}

async function look(upstream: Upstream, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const patient = AbortSignal.any([signal, AbortSignal.timeout(patienceMilliseconds)]);
    upstream.isReady = await fetch(`http://127.0.0.1:${upstream.port}/readyz`, { signal: patient }).then(
      async (response) => response.ok && (await response.text()) !== "",
      () => false,
    );
    await sleep(lookMilliseconds, undefined, { signal }).catch(() => {});
  }
}

type Exchange = {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  body: Buffer;
  fail(why: string | undefined): void;
};

async function lead(next: () => Upstream | undefined, exchange: Exchange): Promise<void> {
  for (const until = performance.now() + mostMilliseconds; performance.now() < until;) {
    const upstream = next();
    if (upstream !== undefined && (await pass(upstream, exchange))) return;
    await sleep(20);
  }
  exchange.fail("no server is ready");
}

/** Resolves with false when the server did not take it. */
function pass({ port, agent }: Upstream, { incoming, outgoing, body, fail }: Exchange): Promise<boolean> {
  const { method, url, headers } = incoming;
  return new Promise((resolve) => {
    const passed = request({ host: "127.0.0.1", port, agent, method, path: url, headers });
    passed.once("response", (response) => {
      outgoing.writeHead(response.statusCode!, response.headers);
      response.pipe(outgoing).once("close", () => resolve(true));
      response.once("error", () => outgoing.destroy());
      outgoing.once("close", () => passed.destroy());
    });
    passed.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") return resolve(false);
      if (!outgoing.destroyed) fail(error.code);
      resolve(true);
    });
    passed.end(body);
  });
}
