import type { AttachedPicture } from "@latchkey/mails/attached-pictures.ts";
import { Resend } from "resend";
import { millisecondsBetween } from "./clock.ts";

/** A rendered mail, frozen: every attempt sends exactly these bytes. Those frozen before it existed lack what is optional. */
export type Mail = {
  from: string;
  to: string;
  /** Where answers go; absent: to `from`. */
  replyTo?: string;
  subject: string;
  html: string;
  text: string;
  tag: string;
  headers?: Record<string, string>;
  /** What its HTML shows by `cid:`. The mail service takes no batch with it: such a mail leaves alone. */
  pictures?: AttachedPicture[];
};

/** A mail and the message of ours that it is; the mail service names the message when it reports on the mail. */
export type OutgoingMail = { messageId: string; mail: Mail };

/**
 * What became of one attempt.
 * - `accepted`: the mail service has it; one id of its own for each mail, in order
 * - `refused`: this request will never be taken; `isVerdict` when the service looked at the mail itself and would have
 *   refused it at every earlier attempt as well
 * - `later`: not taken; try again, after `waitSeconds` when the service said so; `pause` when every mail must wait, and why
 * - `unclear`: it may have been taken; only the same key and the same bytes may be tried again; `busy` when the service is
 *   still working on an earlier attempt, so that nothing is wrong with it
 * - `conflicting`: the service knows the key under another text; a new key could mail twice, so nobody tries again
 * - `stopped`: nothing is taken until somebody mends the configuration
 */
export type MailOutcome =
  | { kind: "accepted"; providerIds: string[] }
  | { kind: "refused"; reason: string; isVerdict: boolean }
  | { kind: "later"; reason: string; waitSeconds: number | null; pause: "limit" | "quota" | null }
  | { kind: "unclear"; reason: string; busy?: true }
  | { kind: "conflicting"; reason: string }
  | { kind: "stopped"; reason: string };

/** An attempt's outcome, and how many requests a second the service allows, when it said so. */
export type Attempt = { outcome: MailOutcome; requestsPerSecond: number | null };

/** Hands mails to the mail service. Never throws. */
export type Mailer = {
  /** One request under this idempotency key: one mail, or a batch of 2 to 100, taken whole or not at all. */
  send(mails: readonly OutgoingMail[], idempotencyKey: string): Promise<Attempt>;
  /** The service's id of this very mail, if it is among the newest that it took since then (ISO 8601); null otherwise. */
  find(mail: Mail, since: string): Promise<string | null>;
};

/** How long one attempt may take before its outcome counts as unclear. */
const attemptTimeoutMilliseconds = 10_000;

/** Among so many of the newest mails a lost one is looked for. */
const searchedMails = 100;

/** Sends through Resend, or through whatever speaks its API at `baseUrl`. */
export function openResendMailer(options: { apiKey: string; baseUrl: string }): Mailer {
  const resend = new Resend(options.apiKey, { baseUrl: options.baseUrl });
  return {
    async send(mails, idempotencyKey) {
      const [first, ...others] = mails.map(toPayload);
      if (first === undefined) throw new TypeError("A request needs a mail.");
      try {
        const options = withFetchOptions({ idempotencyKey });
        const answer: Answer =
          others.length === 0
            ? await resend.emails.send(first, options)
            : await resend.batch.send([first, ...others], options);
        return {
          outcome: readAnswer(answer, mails.length),
          requestsPerSecond: readLimitHeader(answer.headers?.["ratelimit-limit"]),
        };
      } catch {
        const reason = "The mail service did not answer in a way that can be read.";
        return { outcome: { kind: "unclear", reason }, requestsPerSecond: null };
      }
    },

    async find(mail, since) {
      try {
        const listed = await resend.emails.list({ limit: searchedMails }, withFetchOptions({}));
        const candidates = (listed.data?.data ?? []).filter(
          (sent) =>
            sent.to.includes(mail.to) &&
            sent.subject === mail.subject &&
            millisecondsBetween(since, sent.created_at) >= -clockTolerance,
        );
        for (const { id } of candidates.slice(0, mostComparedMails)) {
          const { data } = await resend.emails.get(id, withFetchOptions({}));
          if (data?.html === mail.html && data.text === mail.text) return id;
        }
        return null;
      } catch {
        return null;
      }
    },
  };
}

/** So many mails to the same person under the same subject are compared: each costs a request. */
const mostComparedMails = 5;

/** The service's clock and ours may differ by so many milliseconds. */
const clockTolerance = 5 * 60_000;

function toPayload({ messageId, mail }: OutgoingMail) {
  const { from, to, subject, html, text, tag, replyTo, headers, pictures } = mail;
  const tags = [
    { name: "template", value: tag },
    { name: messageTag, value: messageId },
  ];
  const attachments = pictures?.map(({ contentId, name: filename, type: contentType, content }) => ({
    filename,
    content,
    contentType,
    contentId,
  }));
  return {
    from,
    to: [to],
    subject,
    html,
    text,
    tags,
    ...(replyTo !== undefined && { replyTo }),
    ...(headers !== undefined && { headers }),
    ...(attachments !== undefined && { attachments }),
  };
}

/** The tag under which a mail carries the id of its message. */
const messageTag = "message";

/** The SDK hands its options on to fetch, which its types do not say. */
function withFetchOptions<Options extends object>(options: Options): Options {
  return { ...options, signal: AbortSignal.timeout(attemptTimeoutMilliseconds), redirect: "error" };
}

type Answer = {
  /** Absent, null or empty in answers that make no sense. */
  data: { id?: unknown } | { data?: unknown } | null;
  /** What the service says of itself: its fields may hold anything. */
  error: { name: string; message: string; statusCode: number | null } | null;
  headers?: Record<string, string> | null;
};

/**
 * Reads an answer to a request of so many mails, by status first, then by name: names alone mislead (a wrong key is a
 * `validation_error`).
 */
export function readAnswer({ data, error, headers }: Answer, mails = 1): MailOutcome {
  const providerIds = readIds(data, mails);
  if (providerIds !== null) return { kind: "accepted", providerIds };
  const status = typeof error?.statusCode === "number" ? error.statusCode : null;
  if (error === null || status === null || status < 400) {
    return {
      kind: "unclear",
      reason: "The mail service could not be reached, or its answer could not be read.",
    };
  }
  if (status === 401 || status === 403) return { kind: "stopped", reason: configurationFault(error) };
  if (status === 404 || status === 405) {
    return {
      kind: "stopped",
      reason: "There is no mail service at the address that mails are handed to: check RESEND_BASE_URL.",
    };
  }
  if (error.name === "invalid_from_address") {
    return { kind: "stopped", reason: "The mail service refuses the sender: check MAIL_FROM." };
  }
  if (status === 409) return readConflict(error.name);
  if (status === 429) return readLimit(error.name, headers?.["retry-after"]);
  if (status === 503) {
    return { kind: "later", reason: "The mail service is down.", waitSeconds: null, pause: null };
  }
  if (status === 408 || status >= 500)
    return { kind: "unclear", reason: "The mail service has a fault of its own." };
  return {
    kind: "refused",
    reason: "The mail service refuses this message: check the address.",
    isVerdict: status === 400 || status === 422,
  };
}

/** Success is an id for each mail, of the letters and length that ids have, and nothing else. */
function readIds(data: Answer["data"], mails: number): string[] | null {
  if (typeof data !== "object" || data === null) return null;
  const rows = "data" in data ? data.data : [data];
  if (!Array.isArray(rows) || rows.length !== mails) return null;
  const ids = rows.map((row: { id?: unknown } | null) => row?.id);
  return ids.every(isId) ? ids : null;
}

function isId(id: unknown): id is string {
  return typeof id === "string" && /^[\x21-\x7e]{1,200}$/.test(id);
}

/** What is wrong with the installation, as far as the service says it. Never the recipient's fault. */
function configurationFault({ name, message }: { name: string; message: string }): string {
  if (/testing emails|own email address/i.test(message)) {
    return "The mail service is in its sandbox: it mails its own account only. Verify a domain there and set MAIL_FROM to it.";
  }
  if (/domain/i.test(message) && /verif/i.test(message)) {
    return "The sender's domain is not verified with the mail service. Verify it there, or correct MAIL_FROM.";
  }
  if (/suspend|disabled|blocked/i.test(message) || name === "account_suspended") {
    return "The mail service has suspended the account. Ask it why; nothing leaves until then.";
  }
  if (/restricted/.test(name)) {
    return "The mail service's key may not send mail: check the API key's permissions.";
  }
  return "The mail service refuses this installation: check the API key, the account and the sender's domain.";
}

function readConflict(name: string): MailOutcome {
  if (name === "concurrent_idempotent_requests") {
    return {
      kind: "unclear",
      reason: "The mail service is still working on an earlier attempt.",
      busy: true,
    };
  }
  return {
    kind: "conflicting",
    reason: "The mail service knows this message under another text; it may have gone out.",
  };
}

function readLimit(name: string, retryAfter: string | undefined): MailOutcome {
  const hour = 3600;
  const quota = { kind: "later", waitSeconds: hour, pause: "quota" } as const;
  if (name === "daily_quota_exceeded") {
    return { ...quota, reason: "The mail service's daily quota is used up." };
  }
  if (name === "monthly_quota_exceeded") {
    return { ...quota, reason: "The mail service's monthly quota is used up." };
  }
  const waitSeconds = Number(retryAfter ?? "1");
  return {
    kind: "later",
    reason: "The mail service asks to send more slowly.",
    waitSeconds: Number.isFinite(waitSeconds) ? Math.min(Math.max(waitSeconds, 1), hour) : 1,
    pause: "limit",
  };
}

/** A limit beyond this one is none: the worker is slower. */
const highestLimit = 1000;

function readLimitHeader(value: string | undefined): number | null {
  const limit = Number.parseInt(value ?? "", 10);
  return limit >= 1 ? Math.min(limit, highestLimit) : null;
}

/** What the mail service reports of a mail that it took. */
export type MailReport = {
  /** The delivery's own id: the same on every attempt. */
  id: string;
  /** Resend's name of the event; those that are none of ours are unknown to `event`. */
  type: string;
  event: "accepted" | "delivered" | "delayed" | "bounced" | "complained" | "failed" | "suppressed" | null;
  /** When it happened, in ISO 8601; null when it is not said. */
  at: string | null;
  providerId: string | null;
  /** Our message, when the mail carries its tag. */
  messageId: string | null;
  /** The other side's own words, or ours where it has none. */
  reason: string | null;
  /** The address is dead for good. */
  isPermanent: boolean;
};

/** Reads what comes to the webhook address: the report, or null when the signature or the time is not right. */
export type ReportReader = (
  payload: string,
  header: (name: string) => string | undefined,
) => MailReport | null;

const events: Record<string, MailReport["event"]> = {
  "email.sent": "accepted",
  "email.delivered": "delivered",
  "email.delivery_delayed": "delayed",
  "email.bounced": "bounced",
  "email.complained": "complained",
  "email.failed": "failed",
  "email.suppressed": "suppressed",
};

/** Reads Resend's webhooks, signed as Standard Webhooks are: raw body, five minutes, several signatures during rotation. */
export function openResendReports(webhookSecret: string): ReportReader {
  const resend = new Resend("re_none");
  return (payload, header) => {
    const id = header("svix-id");
    const timestamp = header("svix-timestamp");
    const signature = header("svix-signature");
    if (id === undefined || timestamp === undefined || signature === undefined) return null;
    try {
      resend.webhooks.verify({ payload, headers: { id, timestamp, signature }, webhookSecret });
    } catch (error) {
      // The text is read only once the signature is right: what is no JSON was signed all the same.
      if (!(error instanceof SyntaxError)) return null;
    }
    return readReport(id, parsePayload(payload));
  };
}

/** What is no JSON reports nothing that we know. */
function parsePayload(payload: string): Payload {
  try {
    return JSON.parse(payload) as Payload;
  } catch {
    return null;
  }
}

type Facts = {
  email_id?: unknown;
  tags?: unknown;
  bounce?: { message?: unknown; type?: unknown };
  failed?: { reason?: unknown };
  suppressed?: { message?: unknown };
};

type Payload = { type?: unknown; created_at?: unknown; data?: Facts } | null;

function readReport(id: string, payload: Payload): MailReport {
  const type = name(payload?.type) ?? "";
  const data = payload?.data ?? {};
  return {
    id,
    type,
    event: Object.hasOwn(events, type) ? events[type]! : null,
    at: text(payload?.created_at),
    providerId: name(data.email_id),
    messageId: readTag(data.tags),
    reason: text(data.bounce?.message) ?? text(data.failed?.reason) ?? text(data.suppressed?.message),
    isPermanent: text(data.bounce?.type)?.toLowerCase() === "permanent",
  };
}

/** Tags come as an object in webhooks, and as a list elsewhere. */
function readTag(tags: unknown): string | null {
  if (typeof tags !== "object" || tags === null) return null;
  if (!Array.isArray(tags)) return name((tags as Record<string, unknown>)[messageTag]);
  const found = tags.find((tag: { name?: unknown } | null) => tag?.name === messageTag) as
    | { value?: unknown }
    | undefined;
  return name(found?.value);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Names what may be ours: PostgreSQL takes no NUL in a question, and nothing of ours has one. */
function name(value: unknown): string | null {
  const named = text(value);
  return named?.includes("\0") ? null : named;
}
