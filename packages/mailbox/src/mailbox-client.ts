import { setTimeout as wait } from "node:timers/promises";
import type { Behaviour } from "./controls.ts";
import type { Fault } from "./faults.ts";
import type { Mail } from "./mail.ts";
import type { BounceDetails } from "./mail-fate.ts";
import type { Outcome } from "./mail-life.ts";
import type { RateLimit } from "./rate-limit.ts";
import type { LinkVisit } from "./scan-links.ts";
import type { WebhookManners } from "./webhook-sender.ts";
import { splitAtLinks } from "./split-at-links.ts";

const POLL_EVERY_MS = 100;

/** Which mail to wait for. */
export type MailWanted = {
  to: string;
  /** The exact subject, or a pattern for it. */
  subject?: string | RegExp;
  /** Only mail newer than this one. */
  after?: Mail;
  /** Default 10,000. */
  timeoutMilliseconds?: number;
};

/** A test's hands on a running mailbox. */
export type MailboxClient = {
  /** Newest first; all of them without `to` and `limit`. `after` is the id of the mail that the list goes on from. */
  mails(filter?: { to?: string; limit?: number; after?: string }): Promise<Mail[]>;
  /** One mail with its history; rejects when it is not there. */
  mail(mailId: string): Promise<Mail>;
  /** The newest mail that fits, as soon as there is one; rejects with what it saw instead. */
  waitForMail(wanted: MailWanted): Promise<Mail>;
  /**
   * Lets the mail service fail from now on, or for the next `times` requests; `{ kind: 'none' }` heals it. One with `to` stands
   * beside the others, one without replaces them all.
   */
  setFault(fault: Fault): Promise<void>;
  /** What becomes of one mail; each resolves with the mail as it is then, and posts a webhook if one is set up. */
  deliver(mailId: string): Promise<Mail>;
  delay(mailId: string): Promise<Mail>;
  bounce(mailId: string, details?: BounceDetails): Promise<Mail>;
  complain(mailId: string): Promise<Mail>;
  suppress(mailId: string, details?: { message?: string }): Promise<Mail>;
  fail(mailId: string, details?: { reason?: string }): Promise<Mail>;
  /** What becomes of mails on their own; `deliverAfterMilliseconds` is 1,000 unless told. */
  setOutcome(outcome: Outcome["outcome"], deliverAfterMilliseconds?: number): Promise<void>;
  /** What the API announces a second, and whether it refuses what goes beyond. */
  setLimit(limit: RateLimit): Promise<void>;
  /** How webhooks misbehave; what is absent stays as it is. */
  setWebhooks(manners: Partial<WebhookManners>): Promise<void>;
  /** How the mailbox behaves at the moment. */
  behaviour(): Promise<Behaviour>;
  /** Lets the mailbox behave as it did when it was opened; mail stays. */
  reset(): Promise<void>;
  /** Visits every link of the mail with HEAD and GET, as mail scanners do. */
  scanLinks(mailId: string): Promise<LinkVisit[]>;
  /** Forgets all mail. */
  empty(): Promise<void>;
};

/** Talks to the mailbox at this address (the `url` of `openMailbox`); every method throws on an unexpected answer. */
export function mailboxClient(url: string): MailboxClient {
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const answer = await fetch(new URL(path, url), {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.ok) return answer;
    throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };

  const read = async <Read>(path: string): Promise<Read> => (await (await call("GET", path)).json()) as Read;

  const mails: MailboxClient["mails"] = (filter = {}) => {
    const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
    return read(`/api/mails?${new URLSearchParams(wanted.map(([name, value]) => [name, String(value)]))}`);
  };

  const meet = async (mailId: string, fate: string, details: object = {}): Promise<Mail> => {
    const answer = await call("POST", `/api/mails/${encodeURIComponent(mailId)}/${fate}`, details);
    return (await answer.json()) as Mail;
  };

  return {
    mails,
    mail: (mailId) => read(`/api/mails/${encodeURIComponent(mailId)}`),
    deliver: (mailId) => meet(mailId, "deliver"),
    delay: (mailId) => meet(mailId, "delay"),
    bounce: (mailId, details) => meet(mailId, "bounce", details),
    complain: (mailId) => meet(mailId, "complain"),
    suppress: (mailId, details) => meet(mailId, "suppress", details),
    fail: (mailId, details) => meet(mailId, "fail", details),

    async waitForMail({ to, subject, after, timeoutMilliseconds = 10_000 }) {
      const deadline = performance.now() + timeoutMilliseconds;
      for (;;) {
        const received = await mails({ to });
        const newer = after ? newerThan(received, after) : received;
        const found = newer.find((mail) => fits(mail.subject, subject));
        if (found) return found;
        if (performance.now() >= deadline) throw noSuchMail(to, subject, timeoutMilliseconds, newer);
        await wait(POLL_EVERY_MS);
      }
    },

    async setFault(fault) {
      await call("PUT", "/api/faults", fault);
    },

    async setOutcome(outcome, deliverAfterMilliseconds) {
      await call("PUT", "/api/outcome", { outcome, deliverAfterMilliseconds });
    },

    async setLimit(limit) {
      await call("PUT", "/api/limit", limit);
    },

    async setWebhooks(manners) {
      await call("PUT", "/api/webhooks", manners);
    },

    behaviour: () => read("/api/behaviour"),

    async reset() {
      await call("POST", "/api/reset");
    },

    async scanLinks(mailId) {
      const answer = await call("POST", `/api/mails/${encodeURIComponent(mailId)}/scan`);
      return (await answer.json()) as LinkVisit[];
    },

    async empty() {
      await call("DELETE", "/api/mails");
    },
  };
}

/** The address of the first link in the mail's text part; throws when there is none. */
export function firstLink(mail: Mail): string {
  const link = splitAtLinks(mail.text ?? "")[1];
  if (link === undefined) throw new Error(`The text of “${mail.subject}” holds no link.`);
  return link;
}

function newerThan(newestFirst: Mail[], mail: Mail): Mail[] {
  const position = newestFirst.findIndex(({ id }) => id === mail.id);
  return position === -1 ? newestFirst : newestFirst.slice(0, position);
}

function fits(subject: string, wanted: string | RegExp | undefined): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === "string" ? subject === wanted : wanted.test(subject);
}

function noSuchMail(
  to: string,
  subject: string | RegExp | undefined,
  timeoutMilliseconds: number,
  seen: Mail[],
): Error {
  const wanted = subject === undefined ? "" : ` with the subject ${subject}`;
  const list = seen.map((mail) => `\n- ${mail.receivedAt} ${mail.subject}`).join("");
  return new Error(
    `No mail to ${to}${wanted} came within ${timeoutMilliseconds} ms. Seen: ${list || "nothing."}`,
  );
}
