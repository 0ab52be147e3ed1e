import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Mail } from "./mail.ts";
import { eventOf } from "./mail-fate.ts";
import type { MailFate } from "./mail-fate.ts";
import type { MailStore } from "./mail-store.ts";
import type { WebhookSender } from "./webhook-sender.ts";

/** What becomes of mails on their own: nothing, or delivery some milliseconds after they were accepted. */
export const Outcome = z.strictObject({
  outcome: z.enum(["deliver", "none"]),
  deliverAfterMilliseconds: z.int().min(0).max(3_600_000).default(1000),
});
export type Outcome = z.infer<typeof Outcome>;

/** What happens to mails once they are kept. */
export type MailLife = {
  /** Tells that these mails were accepted, and lets the outcome take its course. */
  begin(mails: Mail[]): void;
  /** Keeps and posts what a test or a person made happen; null when there is no such mail. */
  meet(mailId: string, fate: MailFate): Promise<Mail | null>;
  outcome(): Outcome;
  /** Holds for the mails to come; with `none`, those on their way stay where they are too. */
  setOutcome(outcome: Outcome): void;
};

/** What it stands on; `now` is in milliseconds, `closing` ends every wait; `pause` is a timer unless a test keeps its own. */
type LifeParts = {
  store: MailStore;
  webhooks: Pick<WebhookSender, "post">;
  outcome: Outcome;
  now: () => number;
  closing: AbortSignal;
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
};

/** Starts with the given outcome. */
export function createMailLife({
  store,
  webhooks,
  now,
  closing,
  pause = (milliseconds, signal) => wait(milliseconds, undefined, { signal, ref: false }),
  ...start
}: LifeParts): MailLife {
  let outcome = start.outcome;

  async function happen(mailIds: string[], fate: MailFate): Promise<Mail[]> {
    const event = eventOf(fate, new Date(now()).toISOString());
    const mails = await store.note(mailIds, event);
    for (const mail of mails) webhooks.post(mail, event);
    return mails;
  }

  async function deliver(mailIds: string[]): Promise<void> {
    if (closing.aborted || outcome.outcome !== "deliver") return;
    const untouched = mailIds.filter((id) => store.find(id)?.state === "sent");
    if (untouched.length > 0) await happen(untouched, { fate: "deliver" });
  }

  return {
    begin(mails) {
      for (const mail of mails) webhooks.post(mail, mail.history[0]!);
      if (outcome.outcome === "none") return;
      const mailIds = mails.map(({ id }) => id);
      // A full disk costs the event, never the process: the mail simply stays where it is.
      pause(outcome.deliverAfterMilliseconds, closing)
        .then(() => deliver(mailIds))
        .catch(() => {});
    },
    async meet(mailId, fate) {
      const [mail] = await happen([mailId], fate);
      return mail ?? null;
    },
    outcome: () => outcome,
    setOutcome(changed) {
      outcome = changed;
    },
  };
}
