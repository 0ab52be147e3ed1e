import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { openBell, type Bell } from "../ports/bell.ts";
import { newId } from "../ports/random.ts";

/** The bell of all servers on one database. */
export type PostgresBell = Pick<Bell, "ring" | "onRing"> & {
  /** Tells the other servers a word; it may get lost. */
  tell(word: string): void;
  /** Calls the listener with each word that another server tells. Returns how to stop that. */
  onTold(listener: (word: string) => void): () => void;
  close(): Promise<void>;
};

/** What the servers tell each other on. */
const channel = "latchkey";

/** What a commit tells. */
const committed = "committed";

/** After a word the same one is told once more at most in so many milliseconds: each takes a lock of all commits. */
const gatherMilliseconds = 50;

/** A connection that was lost is tried again after so many milliseconds, and after twice as many each time. */
const backOff = { first: 100, longest: 5_000 };

/**
 * Rings here and on every other server of the database, by NOTIFY outside of any transaction. What was told while the
 * connection was lost is gone, so everybody looks again when it is back.
 */
export function openPostgresBell(
  connect: () => Client,
  tell: (channel: string, from: string) => Promise<unknown>,
): PostgresBell {
  const bell = openBell();
  const self = newId();
  const stop = new AbortController();
  const listeners = new Set<(word: string) => void>();
  /** The words that were told in the last moment, and whether they are to be told again. */
  const lately = new Map<string, { timer: NodeJS.Timeout; again: boolean }>();
  let listening: Client | undefined;

  function hear(payload: string): void {
    const [from, word = ""] = payload.split("/");
    if (from === self) return;
    if (word === committed) bell.ring();
    for (const listener of listeners) listener(word);
  }

  function tellAll(word: string): void {
    const told = lately.get(word);
    if (told !== undefined) {
      told.again = true;
      return;
    }
    const timer = setTimeout(() => {
      const isMore = lately.get(word)?.again === true;
      lately.delete(word);
      if (isMore) tellAll(word);
    }, gatherMilliseconds);
    lately.set(word, { timer, again: false });
    // Whoever did not hear it looks after a while all the same.
    tell(channel, `${self}/${word}`).catch(() => {});
  }

  async function listen(): Promise<void> {
    for (let pause = backOff.first; !stop.signal.aborted; pause = Math.min(2 * pause, backOff.longest)) {
      const client = connect();
      const ended = new Promise<void>((resolve) => void client.once("end", resolve));
      // It ends as well, and is connected anew.
      client.on("error", () => {});
      client.on("notification", ({ payload }) => hear(payload ?? ""));
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
      tellAll(committed);
    },
    tell: tellAll,
    onTold(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      stop.abort();
      for (const { timer } of lately.values()) clearTimeout(timer);
      await listening?.end();
      await listened;
    },
  };
}
