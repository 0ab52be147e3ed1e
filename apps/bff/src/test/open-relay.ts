import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** How a connection between a server and its database fails: it is broken and refused, or nothing comes through any more. */
export const cuts = ["broken", "silent"] as const;

/** What stands between a server and its database, and can part them. */
export type Relay = {
  port: number;
  /** Parts them until `mend`. */
  cut(how: (typeof cuts)[number]): void;
  /** What was held back goes on. */
  mend(): void;
  close(): Promise<void>;
};

/** Passes connections on to a port of this machine. */
export async function openRelay(to: number): Promise<Relay> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isCut: (typeof cuts)[number] | null = null;

  const join = (near: Socket) => {
    const far = connect(to, "127.0.0.1");
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near]] as const) {
      one.setNoDelay();
      one.on("error", () => {});
      one.on("data", (chunk) => void other.write(chunk));
      one.once("close", () => {
        // Nobody hears through a silent connection that the other end is gone.
        if (isCut === "silent") return;
        other.destroy();
        pairs.delete(pair);
      });
    }
  };
  const held = new Set<Socket>();
  const server = createServer((near) => {
    if (isCut === null) join(near);
    else if (isCut === "broken") near.destroy();
    else held.add(near.on("error", () => {}).pause());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    port: (server.address() as AddressInfo).port,
    cut(how) {
      isCut = how;
      for (const each of [...pairs].flat()) {
        if (how === "broken") each.destroy();
        else each.pause();
      }
    },
    mend() {
      isCut = null;
      for (const pair of pairs) {
        const isOver = pair.some(({ destroyed }) => destroyed);
        for (const each of pair) {
          if (isOver) each.destroy();
          else each.resume();
        }
        if (isOver) pairs.delete(pair);
      }
      for (const near of held) {
        join(near);
        near.resume();
      }
      held.clear();
    },
    async close() {
      for (const each of [...held, ...[...pairs].flat()]) each.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
