import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "./faults.ts";
import type { Mail } from "./mail.ts";
import type { BounceDetails } from "./mail-fate.ts";
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
  timeoutMs?: number;
};

/** A test's hands on a running mailbox. */
export type MailboxClient = {
  /** Newest first; all of them without `to`. */
  mails(filter?: { to?: string }): Promise<Mail[]>;
  /** The newest mail that fits, as soon as there is one; rejects with what it saw instead. */
  waitForMail(wanted: MailWanted): Promise<Mail>;
  /** Lets the mail service fail from now on, or for the next `times` requests; `{ kind: 'none' }` heals it. */
  setFault(fault: Fault): Promise<void>;
  /** What becomes of one mail; each resolves with the mail as it is then, and posts a webhook if one is set up. */
  deliver(mailId: string): Promise<Mail>;
  delay(mailId: string): Promise<Mail>;
  bounce(mailId: string, details?: BounceDetails): Promise<Mail>;
  complain(mailId: string): Promise<Mail>;
  suppress(mailId: string, details?: { message?: string }): Promise<Mail>;
  fail(mailId: string, details?: { reason?: string }): Promise<Mail>;
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

  const mails: MailboxClient["mails"] = async ({ to } = {}) => {
    const query = to === undefined ? "" : `?${new URLSearchParams({ to })}`;
    const answer = await call("GET", `/api/mails${query}`);
    return (await answer.json()) as Mail[];
  };

  const meet = async (mailId: string, fate: string, details: object = {}): Promise<Mail> => {
    const answer = await call("POST", `/api/mails/${encodeURIComponent(mailId)}/${fate}`, details);
    return (await answer.json()) as Mail;
  };

  return {
    mails,
    deliver: (mailId) => meet(mailId, "deliver"),
    delay: (mailId) => meet(mailId, "delay"),
    bounce: (mailId, details) => meet(mailId, "bounce", details),
    complain: (mailId) => meet(mailId, "complain"),
    suppress: (mailId, details) => meet(mailId, "suppress", details),
    fail: (mailId, details) => meet(mailId, "fail", details),

    async waitForMail({ to, subject, after, timeoutMs = 10_000 }) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const received = await mails({ to });
        const newer = after ? newerThan(received, after) : received;
        const found = newer.find((mail) => fits(mail.subject, subject));
        if (found) return found;
        if (performance.now() >= deadline) throw noSuchMail(to, subject, timeoutMs, newer);
        await wait(POLL_EVERY_MS);
      }
    },

    async setFault(fault) {
      await call("PUT", "/api/faults", fault);
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
  timeoutMs: number,
  seen: Mail[],
): Error {
  const wanted = subject === undefined ? "" : ` with the subject ${subject}`;
  const list = seen.map((mail) => `\n- ${mail.receivedAt} ${mail.subject}`).join("");
  return new Error(`No mail to ${to}${wanted} came within ${timeoutMs} ms. Seen: ${list || "nothing."}`);
}
