import { Resend } from "resend";

/** A rendered mail, frozen: every attempt sends exactly these bytes. */
export type Mail = { from: string; to: string; subject: string; html: string; text: string; tag: string };

/**
 * What became of one attempt.
 * - `accepted`: the mail service has it
 * - `refused`: this mail will never be taken
 * - `later`: not taken; try again, after `waitSeconds` when the service said so; `wholeSender` when every mail must wait
 * - `unclear`: it may have been taken; only the same key and the same bytes may be tried again
 * - `conflicting`: the service knows the key under another text; a new key could mail twice, so nobody tries again
 * - `stopped`: nothing is taken until somebody mends the configuration
 */
export type MailOutcome =
  | { kind: "accepted"; providerId: string }
  | { kind: "refused"; reason: string }
  | { kind: "later"; reason: string; waitSeconds: number | null; wholeSender: boolean }
  | { kind: "unclear"; reason: string }
  | { kind: "conflicting"; reason: string }
  | { kind: "stopped"; reason: string };

/** Hands mails to the mail service. Never throws. */
export type Mailer = { send(mail: Mail, idempotencyKey: string): Promise<MailOutcome> };

/** How long one attempt may take before its outcome counts as unclear. */
const attemptTimeoutMilliseconds = 10_000;

/** Sends through Resend, or through whatever speaks its API at `baseUrl`. */
export function openResendMailer(options: { apiKey: string; baseUrl: string }): Mailer {
  const resend = new Resend(options.apiKey, { baseUrl: options.baseUrl });
  return {
    async send(mail, idempotencyKey) {
      try {
        const { from, to, subject, html, text, tag } = mail;
        const sent = await resend.emails.send(
          { from, to: [to], subject, html, text, tags: [{ name: "template", value: tag }] },
          withFetchOptions({ idempotencyKey }),
        );
        return readAnswer(sent);
      } catch {
        return { kind: "unclear", reason: "The mail service did not answer in a way that can be read." };
      }
    },
  };
}

/** The SDK hands its options on to fetch, which its types do not say. */
function withFetchOptions<Options extends object>(options: Options): Options {
  return { ...options, signal: AbortSignal.timeout(attemptTimeoutMilliseconds), redirect: "error" };
}

type Answer = {
  data: { id?: unknown } | null;
  error: { name: string; message: string; statusCode: number | null } | null;
  headers?: Record<string, string> | null;
};

/** Reads an answer by status first, then by name: names alone mislead (a wrong key is a `validation_error`). */
export function readAnswer({ data, error, headers }: Answer): MailOutcome {
  if (typeof data?.id === "string") return { kind: "accepted", providerId: data.id };
  const status = error?.statusCode ?? null;
  if (error === null || status === null || status < 400) {
    return {
      kind: "unclear",
      reason: "The mail service could not be reached, or its answer could not be read.",
    };
  }
  if (status === 401 || status === 403) {
    return {
      kind: "stopped",
      reason:
        "The mail service refuses this installation: check the API key, the account and the sender's domain.",
    };
  }
  if (status === 409) return readConflict(error.name);
  if (status === 429) return readLimit(error.name, headers?.["retry-after"]);
  if (status === 503) {
    return { kind: "later", reason: "The mail service is down.", waitSeconds: null, wholeSender: false };
  }
  if (status === 408 || status >= 500)
    return { kind: "unclear", reason: "The mail service has a fault of its own." };
  return { kind: "refused", reason: "The mail service refuses this message: check the address." };
}

function readConflict(name: string): MailOutcome {
  if (name === "concurrent_idempotent_requests") {
    return { kind: "unclear", reason: "The mail service is still working on an earlier attempt." };
  }
  return {
    kind: "conflicting",
    reason: "The mail service knows this message under another text; it may have gone out.",
  };
}

function readLimit(name: string, retryAfter: string | undefined): MailOutcome {
  const hour = 3600;
  if (name === "daily_quota_exceeded") {
    return {
      kind: "later",
      reason: "The mail service's daily quota is used up.",
      waitSeconds: hour,
      wholeSender: true,
    };
  }
  if (name === "monthly_quota_exceeded") {
    return {
      kind: "later",
      reason: "The mail service's monthly quota is used up.",
      waitSeconds: hour,
      wholeSender: true,
    };
  }
  const waitSeconds = Number(retryAfter ?? "1");
  return {
    kind: "later",
    reason: "The mail service asks to send more slowly.",
    waitSeconds: Number.isFinite(waitSeconds) ? Math.min(Math.max(waitSeconds, 1), hour) : 1,
    wholeSender: true,
  };
}
