import { setTimeout as sleep } from "node:timers/promises";
import type { System } from "../ctx.ts";
import { describeError } from "../ports/log.ts";
import type { Mailer } from "../ports/mailer.ts";
import type { MailKinds } from "./mail-kind.ts";
import { sendNextMail } from "./send-next-mail.ts";

/** Without a nudge the outbox is looked at this often. */
const pollMilliseconds = 1000;

/** The reply of a verb waits for its mail this long at most. */
const graceMilliseconds = 2000;

/** Sends what waits in the outbox, one mail after the other. */
export type MailWorker = {
  /** Wakes the worker. */
  nudge(): void;
  /** Wakes the worker and waits until the message was tried, or the grace is over. */
  sendSoon(messageId: string): Promise<void>;
  /** False when its last look at the outbox failed. */
  isHealthy(): boolean;
  /** Finishes the attempt under way and stops. */
  stop(): Promise<void>;
};

/** Starts the worker. A pause that an earlier process left is lifted: a restart may have mended the configuration. */
export function startMailWorker(
  system: () => System,
  mailer: Mailer,
  kinds: MailKinds,
  /** Work of the rooms that ends in mails, done before each look at the outbox; false when there is none. */
  prepareNext: (system: System) => Promise<boolean>,
): MailWorker {
  const stopping = new AbortController();
  const waiting = new Map<string, () => void>();
  let nudged = Promise.withResolvers<void>();
  let healthy = true;

  async function run(): Promise<void> {
    await system().db.deleteFrom("senderPauses").execute().catch(noteFailure);
    while (!stopping.signal.aborted) {
      const prepared = await prepareNext(system()).catch(noteFailure);
      const moved = await sendNextMail(system(), mailer, kinds).then(noteSuccess, noteFailure);
      for (const id of moved) waiting.get(id)?.();
      if (moved.length > 0 || prepared === true) continue;
      const pause = new AbortController();
      await Promise.race([
        nudged.promise,
        sleep(pollMilliseconds, undefined, { signal: pause.signal }).catch(() => {}),
      ]);
      pause.abort();
      nudged = Promise.withResolvers();
    }
  }

  function noteSuccess(moved: string[]): string[] {
    healthy = true;
    return moved;
  }

  function noteFailure(error: unknown): string[] {
    healthy = false;
    system().log.error("mail.worker-failed", describeError(error));
    return [];
  }

  const running = run();
  return {
    // After the answer has left: the work that follows differs from account to account, and its time must not be seen.
    nudge: () => void setImmediate(() => nudged.resolve()),
    async sendSoon(messageId) {
      const tried = Promise.withResolvers<void>();
      waiting.set(messageId, tried.resolve);
      nudged.resolve();
      const grace = new AbortController();
      await Promise.race([
        tried.promise,
        sleep(graceMilliseconds, undefined, { signal: grace.signal }).catch(() => {}),
      ]);
      grace.abort();
      waiting.delete(messageId);
    },
    isHealthy: () => healthy,
    async stop() {
      stopping.abort();
      nudged.resolve();
      await running;
    },
  };
}
