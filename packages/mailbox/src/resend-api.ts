import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Fault, Faults } from "./faults.ts";
import type { Mail } from "./mail.ts";
import type { MailLife } from "./mail-life.ts";
import type { Acceptance, MailStore } from "./mail-store.ts";
import { parseEmail } from "./parse-email.ts";
import type { EmailContent } from "./parse-email.ts";
import { createRateLimiter } from "./rate-limit.ts";
import type { RateLimit } from "./rate-limit.ts";
import { ResendError } from "./resend-error.ts";

/** What the API stands on. */
export type ResendApiParts = {
  store: MailStore;
  life: MailLife;
  faults: Faults;
  apiKey: string;
  rateLimit: RateLimit;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** A new mail id. */
  random: () => string;
  /** Ends every delay when the mailbox closes. */
  closing: AbortSignal;
};

type Env = { Bindings: HttpBindings; Variables: { delay: () => Promise<void> } };
type Json = NonNullable<Acceptance["replay"]>["answer"];
type Accepted = { mails: Mail[]; answer: Json };

/** Resend's HTTP API as its SDK 6.38 uses it, mounted at `/emails`: send, send a batch, look one up. */
export function resendApi(parts: ResendApiParts): Hono<Env> {
  const { store } = parts;
  const nextVerdict = createRateLimiter(parts.rateLimit, parts.now);
  const inProgress = new Set<string>();
  const api = new Hono<Env>();

  api.onError((error, c) => {
    const { statusCode, name, message } =
      error instanceof ResendError
        ? error
        : new ResendError(500, "internal_server_error", `The mailbox failed: ${error.message}`);
    return c.json({ statusCode, name, message }, statusCode as ContentfulStatusCode);
  });

  api.use(async (c, next) => {
    const verdict = nextVerdict();
    for (const [name, value] of Object.entries(verdict.headers)) c.header(name, value);
    if (verdict.refused) throw tooManyRequests(c);
    await next();
  });

  api.use(async (c, next) => {
    const fault = parts.faults.take();
    const delay = () => wait(fault.delayMs ?? 0, undefined, { signal: parts.closing });
    c.set("delay", delay);
    if (fault.kind !== "none" && fault.kind !== "lost-answer") {
      await delay();
      return fail(c, fault.kind);
    }
    await next();
    if (fault.kind === "lost-answer") c.res = dropConnection(c);
  });

  api.use(async (c, next) => {
    const authorization = c.req.header("authorization");
    if (!authorization) throw new ResendError(401, "missing_api_key", "Missing API Key");
    if (authorization !== `Bearer ${parts.apiKey}`) throw invalidKey();
    await next();
  });

  api.use(
    bodyLimit({
      maxSize: 40 * 1024 * 1024,
      onError: () => {
        throw new ResendError(413, "validation_error", "The request body is larger than 40 MB.");
      },
    }),
  );

  api.post("/", (c) =>
    accept(c, (body, toMail) => {
      const mail = toMail(parseEmail(body));
      return { mails: [mail], answer: { id: mail.id } };
    }),
  );

  api.post("/batch", (c) => {
    const permissive = c.req.header("x-batch-validation") === "permissive";
    return accept(c, (body, toMail) => {
      const { emails, errors } = parseBatch(body, permissive);
      const mails = emails.map(toMail);
      const data = mails.map(({ id }) => ({ id }));
      const answer: Json = permissive ? { data, errors } : { data };
      return { mails, answer };
    });
  });

  api.get("/:id", async (c) => {
    await c.var.delay();
    const mail = store.find(c.req.param("id"));
    if (!mail) throw new ResendError(404, "not_found", "Email not found");
    return c.json(asResendShowsIt(mail));
  });

  api.all("*", () => {
    throw new ResendError(405, "method_not_allowed", "The built-in mailbox does not offer this.");
  });

  return api;

  /** Reads, keeps and answers one sending request, once for each idempotency key. */
  async function accept(
    c: Context<Env>,
    read: (body: unknown, toMail: (content: EmailContent) => Mail) => Accepted,
  ): Promise<Response> {
    const key = readIdempotencyKey(c);
    const body = await c.req.text();
    const fingerprint = createHash("sha256")
      .update(`${c.req.path}\n${c.req.header("x-batch-validation")}\n${body}`)
      .digest("hex");

    if (key !== null) {
      const earlier = store.replayOf(key);
      if (earlier?.fingerprint === fingerprint) return c.json(earlier.answer);
      if (earlier) throw conflict("invalid_idempotent_request");
      if (inProgress.has(key)) throw conflict("concurrent_idempotent_requests");
      inProgress.add(key);
    }
    try {
      await c.var.delay();
      const receivedAt = new Date(parts.now()).toISOString();
      const { mails, answer } = read(parseJson(body), (content) => ({
        id: parts.random(),
        state: "sent",
        history: [{ state: "sent", at: receivedAt }],
        receivedAt,
        idempotencyKey: key,
        ...content,
      }));
      const replay = key === null ? null : { key, fingerprint, answer };
      await store.keep({ acceptedAt: receivedAt, mails, replay });
      parts.life.begin(mails);
      return c.json(answer);
    } finally {
      if (key !== null) inProgress.delete(key);
    }
  }
}

function fail(c: Context<Env>, kind: Exclude<Fault["kind"], "none" | "lost-answer">): Response {
  switch (kind) {
    case "unreachable":
      return dropConnection(c);
    case "down":
      throw new ResendError(
        503,
        "application_error",
        "Internal server error. We are unable to process your request right now, please try again later.",
      );
    case "rate-limited":
      throw tooManyRequests(c);
    case "invalid-key":
      throw invalidKey();
    case "bad-address":
      throw new ResendError(
        422,
        "validation_error",
        "Invalid `to` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.",
      );
  }
}

function dropConnection(c: Context<Env>): Response {
  c.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

function tooManyRequests(c: Context<Env>): ResendError {
  c.header("retry-after", "1");
  return new ResendError(
    429,
    "rate_limit_exceeded",
    "Too many requests. See the rate limit response headers for more information.",
  );
}

function invalidKey(): ResendError {
  return new ResendError(401, "validation_error", "API key is invalid");
}

function conflict(name: "invalid_idempotent_request" | "concurrent_idempotent_requests"): ResendError {
  const message =
    name === "invalid_idempotent_request"
      ? "Same idempotency key used with a different request payload."
      : "Same idempotency key used while original request is still in progress.";
  return new ResendError(409, name, message);
}

function readIdempotencyKey(c: Context): string | null {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return null;
  if (key.length >= 1 && key.length <= 256) return key;
  throw new ResendError(400, "invalid_idempotency_key", "The key must be between 1-256 chars.");
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ResendError(400, "validation_error", "The request body is not valid JSON.");
  }
}

/** In strict mode one bad mail throws; in permissive mode it is told by its index and the others go. */
function parseBatch(body: unknown, permissive: boolean) {
  if (!Array.isArray(body) || body.length < 1 || body.length > 100)
    throw new ResendError(422, "validation_error", "A batch is a list of 1 to 100 emails.");
  const emails: EmailContent[] = [];
  const errors: { index: number; message: string }[] = [];
  for (const [index, email] of body.entries()) {
    try {
      emails.push(parseEmail(email));
    } catch (error) {
      if (!permissive || !(error instanceof ResendError)) throw error;
      errors.push({ index, message: error.message });
    }
  }
  return { emails, errors };
}

function asResendShowsIt(mail: Mail) {
  const listOrNull = (list: string[]) => (list.length > 0 ? list : null);
  return {
    object: "email",
    id: mail.id,
    message_id: `<${mail.id}@mailbox.localhost>`,
    created_at: mail.receivedAt,
    scheduled_at: null,
    last_event: mail.state,
    from: mail.from,
    to: mail.to,
    cc: listOrNull(mail.cc),
    bcc: listOrNull(mail.bcc),
    reply_to: listOrNull(mail.replyTo),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    tags: mail.tags,
  };
}
