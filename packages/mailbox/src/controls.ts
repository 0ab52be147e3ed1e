import type { Fault, Faults } from "./faults.ts";
import type { MailLife, Outcome } from "./mail-life.ts";
import type { RateLimit, RateLimiter } from "./rate-limit.ts";
import type { WebhookManners, WebhookSender } from "./webhook-sender.ts";

/** How the mailbox behaves at the moment. */
export type Behaviour = {
  /** What requests meet; none when everything works. */
  faults: Fault[];
  limit: RateLimit;
  outcome: Outcome;
  /** `underWay` counts what is not taken yet. */
  webhooks: WebhookManners & { url: string | null; underWay: number };
};

/** Everything about the mailbox that a test or a person can change while it runs. */
export type Controls = {
  faults: Faults;
  limiter: RateLimiter;
  life: MailLife;
  webhooks: WebhookSender;
  behaviour(): Behaviour;
  /** Lets it behave as it did when it was opened. */
  reset(): void;
};

/** Remembers the start, so that `reset` finds back. */
export function createControls(parts: Pick<Controls, "faults" | "limiter" | "life" | "webhooks">): Controls {
  const { faults, limiter, life, webhooks } = parts;
  const behaviour = (): Behaviour => ({
    faults: faults.list(),
    limit: limiter.limit(),
    outcome: life.outcome(),
    webhooks: { ...webhooks.manners(), url: webhooks.url(), underWay: webhooks.underWay() },
  });
  const start = behaviour();
  return {
    ...parts,
    behaviour,
    reset() {
      faults.set({ kind: "none" });
      limiter.set(start.limit);
      life.setOutcome(start.outcome);
      webhooks.setManners({ duplicate: false, reorder: false, hold: false });
    },
  };
}
