import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Mail, MailEvent } from "./mail.ts";
import { readWebhookSecrets, signWebhook } from "./sign-webhook.ts";

const LANES = 8;
const ANSWER_WITHIN_MS = 5000;
const REORDER_WITHIN_MS = 1000;
const ATTEMPTS_REMEMBERED = 20;
const SECOND_MS = 1000;
const RETRY_WAITS_MS = [1, 5, 30, 120, 600, 1800].map((seconds) => seconds * SECOND_MS);

/** Where webhooks go and how they are signed. */
export type WebhookOptions = {
  /** `whsec_` and base64. Several, separated by commas, sign together while a secret is being rotated. */
  secret: string;
  url?: string;
  /** Milliseconds before each further attempt; there are as many as the list is long. */
  retryWaitsMilliseconds?: number[];
  /** Milliseconds after which an attempt counts as failed; 5,000 by default. */
  answerWithinMilliseconds?: number;
  /** The clock that signs, in milliseconds since the epoch; receivers compare it with the real one, so that is the default. */
  now?: () => number;
};

/** How webhooks misbehave. */
export const WebhookManners = z.strictObject({
  /** Each event is posted twice, under the same id. */
  duplicate: z.boolean(),
  /** The events of a mail wait a second (or for the end of `hold`) for one another and leave newest first. */
  reorder: z.boolean(),
  /** Nothing leaves; what waited leaves when this is taken back. */
  hold: z.boolean(),
});
export type WebhookManners = z.infer<typeof WebhookManners>;

/** One attempt to post an event; `status` is null when no answer came. */
export type WebhookAttempt = { at: number; type: string; mailId: string; status: number | null };

/** Posts events to the one who asked for them. */
export type WebhookSender = {
  url(): string | null;
  setUrl(url: string): void;
  manners(): WebhookManners;
  setManners(manners: Partial<WebhookManners>): void;
  /** Posts what happened to a mail; without a secret or an address nothing. */
  post(mail: Mail, event: MailEvent): void;
  /** The last attempts, newest first. */
  attempts(): WebhookAttempt[];
  /** How many are not taken yet, and will be tried (again); of an event that is posted twice both. */
  underWay(): number;
  /** Resolves when nothing is under way any more; call it after `closing` is aborted. */
  close(): Promise<void>;
};

type Delivery = { id: string; mailId: string; type: string; body: string };

/** What a sender stands on; `random` makes ids, `closing` ends every wait. */
type SenderParts = {
  webhook: (WebhookOptions & { now: () => number }) | undefined;
  random: () => string;
  closing: AbortSignal;
};

/**
 * Events of one mail leave in order; a delivery without a 2xx in time is tried again later, under the same id.
 * Throws when the secret can't be read.
 */
export function createWebhookSender({ webhook, random, closing }: SenderParts): WebhookSender {
  const secrets = webhook === undefined ? [] : readWebhookSecrets(webhook.secret);
  const retryWaits = webhook?.retryWaitsMilliseconds ?? RETRY_WAITS_MS;
  const answerWithin = webhook?.answerWithinMilliseconds ?? ANSWER_WITHIN_MS;
  let url = webhook?.url ?? null;
  let manners: WebhookManners = { duplicate: false, reorder: false, hold: false };
  const attempts: WebhookAttempt[] = [];
  const waiting = new Map<string, Delivery[]>();
  let inLanes = 0;
  const lanes = Array.from({ length: LANES }, () => Promise.resolve());

  /** A mail always takes the same lane, so its events keep their order. */
  const inLane = (delivery: Delivery, tries: number) => {
    const lane = [...delivery.mailId].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % LANES;
    lanes[lane] = lanes[lane]!.then(() => attempt(delivery, tries));
  };

  async function attempt(delivery: Delivery, tries: number): Promise<void> {
    if (url === null || webhook === undefined || closing.aborted) return;
    if (manners.hold) {
      inLanes -= 1;
      return setAside(delivery);
    }
    const at = webhook.now();
    const status = await postOnce(url, signWebhook(secrets, delivery.id, at, delivery.body), delivery.body);
    attempts.unshift({ at, type: delivery.type, mailId: delivery.mailId, status });
    attempts.splice(ATTEMPTS_REMEMBERED);
    const isTaken = status !== null && status >= 200 && status <= 299;
    if (isTaken || tries >= retryWaits.length) inLanes -= 1;
    else tryLater(delivery, tries);
  }

  async function postOnce(
    target: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<number | null> {
    try {
      const answer = await fetch(target, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json", "user-agent": "Svix-Webhooks" },
        body,
        redirect: "manual",
        signal: AbortSignal.any([closing, AbortSignal.timeout(answerWithin)]),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return null;
    }
  }

  function tryLater(delivery: Delivery, tries: number): void {
    wait(retryWaits[tries], undefined, { signal: closing, ref: false }).then(
      () => inLane(delivery, tries + 1),
      () => {},
    );
  }

  function setAside(delivery: Delivery): void {
    const together = waiting.get(delivery.mailId);
    if (together) together.push(delivery);
    else waiting.set(delivery.mailId, [delivery]);
  }

  function leave(deliveries: Delivery[]): void {
    const ordered = manners.reorder ? deliveries.toReversed() : deliveries;
    for (const delivery of ordered) {
      inLanes += manners.duplicate ? 2 : 1;
      inLane(delivery, 0);
      // The twin is no attempt that has to succeed: a failed one is repeated by the first.
      if (manners.duplicate) inLane(delivery, retryWaits.length);
    }
  }

  function leaveWaiting(mailId: string): void {
    const deliveries = waiting.get(mailId) ?? [];
    waiting.delete(mailId);
    leave(deliveries);
  }

  function leaveTogether(mailId: string): void {
    wait(REORDER_WITHIN_MS, undefined, { signal: closing, ref: false }).then(
      () => !manners.hold && leaveWaiting(mailId),
      () => {},
    );
  }

  return {
    url: () => url,
    setUrl(target) {
      url = target;
    },
    manners: () => manners,
    setManners(changed) {
      manners = { ...manners, ...changed };
      if (!manners.hold) for (const mailId of waiting.keys()) leaveWaiting(mailId);
    },
    post(mail, event) {
      if (webhook === undefined || url === null) return;
      const type = `email.${event.state}`;
      const body = JSON.stringify(webhookBody(mail, event));
      const delivery = { id: `msg_${random()}`, mailId: mail.id, type, body };
      if (!manners.hold && !manners.reorder) return leave([delivery]);
      if (!manners.hold && !waiting.has(mail.id)) leaveTogether(mail.id);
      setAside(delivery);
    },
    attempts: () => attempts,
    underWay: () => inLanes + [...waiting.values()].flat().length,
    async close() {
      await Promise.all(lanes);
    },
  };
}

/** The body as Resend posts it: tags as an object, and the details of the event inside `data`. */
function webhookBody(mail: Mail, event: MailEvent) {
  const { state, at, ...details } = event;
  return {
    type: `email.${state}`,
    created_at: at,
    data: {
      created_at: mail.receivedAt,
      email_id: mail.id,
      message_id: `<${mail.id}@mailbox.localhost>`,
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      tags: Object.fromEntries(mail.tags.map(({ name, value }) => [name, value])),
      ...details,
    },
  };
}
