import { setTimeout as sleep } from "node:timers/promises";
import { pathOf } from "@latchkey/contract/client.ts";
import { getUser, watchUser } from "@latchkey/contract/users.ts";
import type { LabBrowser } from "./crash-lab.ts";

/** A page of a user record, as a browser keeps it true. */
export type WatchedPage = {
  /** The version of the record that it shows; 0 before it shows any. */
  shown(): number;
  /** Resolves when it shows this version or a later one. */
  shows(version: number): Promise<void>;
  close(): Promise<void>;
};

/** As the screens do (apps/web/src/shared/watch-live.ts): all in milliseconds. */
const firstRetry = 1000;
const patience = 3000;
const lookEvery = 4000;

/** Opens the page of a user in this browser: it listens to hints, comes back when its stream ends, and looks meanwhile. */
export function watchPage(browser: LabBrowser, userId: string): WatchedPage {
  const closing = new AbortController();
  const { signal } = closing;
  const waiting = new Set<() => void>();
  let version = 0;
  let isLive = false;

  async function look(): Promise<void> {
    try {
      version = (await browser(getUser, { params: { userId } })).version;
      for (const each of waiting) each();
    } catch {
      // The screens ask again after a second.
      await sleep(firstRetry, undefined, { signal });
      return look();
    }
  }
  async function listen(): Promise<void> {
    let retry = firstRetry;
    while (!signal.aborted) {
      try {
        const response = await browser.fetch(pathOf(watchUser, { params: { userId } }), { signal });
        let text = "";
        for await (const chunk of response.ok ? response.body!.pipeThrough(new TextDecoderStream()) : []) {
          text += chunk;
          const events = text.split("\n\n");
          text = events.pop()!;
          const wait = events.map((event) => /^retry: (\d+)$/m.exec(event)?.[1]).findLast(Boolean);
          if (wait !== undefined) retry = Number(wait);
          if (!events.some((event) => event.startsWith("event: "))) continue;
          isLive = true;
          void look().catch(() => {});
        }
      } catch {
        // It comes back.
      }
      isLive = false;
      await sleep(retry, undefined, { signal }).catch(() => {});
    }
  }
  async function lookMeanwhile(): Promise<void> {
    while (!signal.aborted) {
      await sleep(isLive ? patience : lookEvery, undefined, { signal }).catch(() => {});
      if (!isLive && !signal.aborted) await look().catch(() => {});
    }
  }
  const all = [listen(), lookMeanwhile()];
  return {
    shown: () => version,
    shows: (wanted) =>
      new Promise((resolve) => {
        const settle = () => {
          if (version < wanted) return;
          waiting.delete(settle);
          resolve();
        };
        waiting.add(settle);
        settle();
      }),
    async close() {
      closing.abort();
      await Promise.all(all);
    },
  };
}
