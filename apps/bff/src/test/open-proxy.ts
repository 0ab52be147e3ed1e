import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** A proxy before several servers, as deploy/Caddyfile describes one. */
export type Proxy = {
  port: number;
  /** How many of the servers it leads to at the moment. */
  ready(): Promise<number>;
  close(): Promise<void>;
};

/** So often a server is asked whether it is ready, in milliseconds. */
const lookMilliseconds = 150;

/** One that has not said so after this long is not. */
const patienceMilliseconds = 2000;

/** A request that no server takes is tried again so often, and then given up. */
const mostTries = 100;

type Upstream = { port: number; agent: Agent; isReady: boolean };

/**
 * Leads each request to the next of the servers that say they are ready, over connections that it keeps. What no server has
 * taken it gives to another; what one may have begun it gives up with 502, as a proxy must.
 */
export async function openProxy(ports: readonly number[]): Promise<Proxy> {
  const upstreams = ports.map((port): Upstream => ({
    port,
    agent: new Agent({ keepAlive: true }),
    isReady: false,
  }));
  const closing = new AbortController();
  const looking = upstreams.map((upstream) => look(upstream, closing.signal));
  let turn = 0;
  const next = (): Upstream | undefined => {
    const ready = upstreams.filter(({ isReady }) => isReady);
    return ready[turn++ % ready.length];
  };
  const server = createServer((incoming, outgoing) => {
    void lead(next, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
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
      ({ ok }) => ok,
      () => false,
    );
    await sleep(lookMilliseconds, undefined, { signal }).catch(() => {});
  }
}

type Exchange = { incoming: IncomingMessage; outgoing: ServerResponse; body: Buffer };

async function lead(
  next: () => Upstream | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const exchange = { incoming, outgoing, body: await buffer(incoming) };
  for (let tries = 0; tries < mostTries; tries += 1) {
    const upstream = next();
    if (upstream !== undefined && (await pass(upstream, exchange))) return;
    await sleep(20);
  }
  outgoing.writeHead(502).end();
}

/** Resolves with false when the server did not take it. */
function pass({ port, agent }: Upstream, { incoming, outgoing, body }: Exchange): Promise<boolean> {
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
      if (!outgoing.headersSent) outgoing.writeHead(502).end();
      resolve(true);
    });
    passed.end(body);
  });
}
