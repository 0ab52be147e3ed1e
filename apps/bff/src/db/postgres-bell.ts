import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { openBell, type Bell } from "../ports/bell.ts";
import { newId } from "../ports/random.ts";

/** The bell of all servers on one database. */
export type PostgresBell = Pick<Bell, "ring" | "onRing"> & { close(): Promise<void> };

/** What the servers tell each other on. */
const channel = "latchkey";

/** Rings this close to one another are told as one, in milliseconds: every one that is told takes a lock of all commits. */
const gatherMilliseconds = 50;

/** A connection that was lost is tried again after so many milliseconds, and after twice as many each time. */
const backOff = { first: 100, longest: 5_000 };

/**
 * Rings here at once and, after a moment, on every other server of the database, by NOTIFY outside of any transaction. What
 * was told while the connection was lost is gone, so everybody looks again when it is back.
 */
export function openPostgresBell(
  connect: () => Client,
  tell: (channel: string, from: string) => Promise<unknown>,
): PostgresBell {
  const bell = openBell();
  const self = newId();
  const stop = new AbortController();
  let gathering: NodeJS.Timeout | undefined;
  let listening: Client | undefined;

  async function listen(): Promise<void> {
    for (let pause = backOff.first; !stop.signal.aborted; pause = Math.min(2 * pause, backOff.longest)) {
      const client = connect();
      const ended = new Promise<void>((resolve) => void client.once("end", resolve));
      // It ends as well, and is connected anew.
      client.on("error", () => {});
      client.on("notification", ({ payload }) => {
        if (payload !== self) bell.ring();
      });
      try {
        await client.connect();
        listening = client;
        // Whoever closed the bell meanwhile found nothing to end.
        if (!stop.signal.aborted) {
          await client.query(`listen "${channel}"`);
          bell.ring();
          pause = backOff.first;
          await ended;
        }
      } catch {
        // It is tried again.
      } finally {
        listening = undefined;
        await client.end().catch(() => {});
      }
      await sleep(pause, undefined, { signal: stop.signal, ref: false }).catch(() => {});
    }
  }
  const listened = listen();

  return {
    onRing: bell.onRing,
    ring() {
      bell.ring();
      gathering ??= setTimeout(() => {
        gathering = undefined;
        // Whoever did not hear it looks every two seconds all the same.
        tell(channel, self).catch(() => {});
      }, gatherMilliseconds);
    },
    async close() {
      stop.abort();
      clearTimeout(gathering);
      await listening?.end();
      await listened;
    },
  };
}
