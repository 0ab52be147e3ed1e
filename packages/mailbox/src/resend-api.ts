import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { sameAddress } from "./address.ts";
import type { Controls } from "./controls.ts";
import { faultError } from "./fault-errors.ts";
import type { Fault } from "./faults.ts";
import type { Mail } from "./mail.ts";
import type { Acceptance, MailStore } from "./mail-store.ts";
import { pageOf } from "./page-of.ts";
import { parseEmail } from "./parse-email.ts";
import type { EmailContent } from "./parse-email.ts";
import { ResendError } from "./resend-error.ts";

/** What the API stands on. */
export type ResendApiParts = {
  store: MailStore;
  controls: Controls;
  apiKey: string;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** A new mail id. */
  random: () => string;
  /** Ends every delay when the mailbox closes. */
  closing: AbortSignal;
};

const SILENCE_MS = 120_000;

type Env = {
  Bindings: HttpBindings;
  Variables: {
    /** Waits as the fault at hand asks. */
    delay: () => Promise<void>;
    /** The recipient that is refused at the moment. */
    badAddress: string | null;
  };
};
type Json = NonNullable<Acceptance["replay"]>["answer"];
type Accepted = { mails: Mail[]; answer: Json };

/** Resend's HTTP API as its SDK 6.38 uses it, mounted at `/emails`: send, send a batch, list, look one up. */
export function resendApi(parts: ResendApiParts): Hono<Env> {
  const { store } = parts;
  const { faults, limiter, life } = parts.controls;
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
    const verdict = limiter.next();
    for (const [name, value] of Object.entries(verdict.headers)) c.header(name, value);
    if (verdict.refused) throw tooManyRequests(c, 1);
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

  api.use(async (c, next) => {
    const changed = faults.inForce();
    const fault = await faults.take(() => recipientsOf(c));
    const delay = async () => {
      const signal = AbortSignal.any([parts.closing, changed]);
      await wait(fault.delayMilliseconds ?? 0, undefined, { signal }).catch(() => {});
      parts.closing.throwIfAborted();
    };
    c.set("delay", delay);
    // A batch is refused for one address alone, or goes without it, so the address is looked for in each mail.
    const onlyOneAddress = fault.kind === "bad-address" && fault.to !== undefined;
    c.set("badAddress", onlyOneAddress ? fault.to! : null);

    const error = onlyOneAddress ? null : faultError(fault.kind);
    if (error !== null || fault.kind === "unreachable") await delay();
    if (fault.kind === "rate-limited") throw tooManyRequests(c, fault.retryAfterSeconds ?? 1);
    if (error !== null) throw error;
    if (fault.kind === "no-answer") await wait(SILENCE_MS, undefined, { signal: parts.closing });
    if (fault.kind === "unreachable" || fault.kind === "no-answer") return dropConnection(c);
    await next();
    await spoilAnswer(c, fault.kind);
  });

  api.use(async (c, next) => {
    const authorization = c.req.header("authorization");
    if (!authorization) throw new ResendError(401, "missing_api_key", "Missing API Key");
    if (authorization !== `Bearer ${parts.apiKey}`) throw faultError("invalid-key")!;
    await next();
  });

  api.post("/", (c) =>
    accept(c, (body, toMail) => {
      const mail = toMail(parseEmailFor(c, body));
      return { mails: [mail], answer: { id: mail.id } };
    }),
  );

  api.post("/batch", (c) => {
    const permissive = c.req.header("x-batch-validation") === "permissive";
    return accept(c, (body, toMail) => {
      const { emails, errors } = parseBatch(c, body, permissive);
      const mails = emails.map(toMail);
      const data = mails.map(({ id }) => ({ id }));
      const answer: Json = permissive ? { data, errors } : { data };
      return { mails, answer };
    });
  });

  api.get("/", async (c) => {
    await c.var.delay();
    const wanted = ListWanted.safeParse(c.req.query());
    if (!wanted.success) throw new ResendError(422, "validation_error", "The `limit` is from 1 to 100.");
    const page = pageOf(store.mails(), wanted.data);
    if (!page) throw new ResendError(422, "validation_error", "There is no email with this cursor.");
    const data = page.mails.map((mail) => {
      const { object: _, html: __, text: ___, tags: ____, ...listed } = asResendShowsIt(mail);
      return listed;
    });
    return c.json({ object: "list", has_more: page.hasMore, data });
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
      if (earlier) throw faultError("changed-body")!;
      if (inProgress.has(key)) throw faultError("concurrent-key")!;
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
      life.begin(mails);
      return c.json(answer);
    } finally {
      if (key !== null) inProgress.delete(key);
    }
  }
}

/** The query of a list, as the SDK sends it. */
const ListWanted = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().optional(),
  before: z.string().optional(),
});

/** Whom a sending request is for, as far as its body can be read. */
async function recipientsOf(c: Context<Env>): Promise<string[]> {
  if (c.req.method !== "POST") return [];
  try {
    const emails = [JSON.parse(await c.req.text())].flat() as ({ to?: unknown } | null)[];
    return emails.flatMap((email) => email?.to).filter((address) => typeof address === "string");
  } catch {
    return [];
  }
}

/** Makes an answer unreadable, or loses it, after the mail was kept. */
async function spoilAnswer(c: Context<Env>, kind: Fault["kind"]): Promise<void> {
  const answerWith = (body: string, type = "application/json") => {
    c.res = new Response(body, { headers: { "content-type": type } });
  };
  if (!c.res.ok) return;
  switch (kind) {
    case "lost-answer":
      c.res = dropConnection(c);
      return;
    case "empty-answer":
      return answerWith("{}");
    case "null-answer":
      return answerWith('{"data":null}');
    case "html-answer":
      return answerWith("<!doctype html><title>Just a moment</title>", "text/html");
    case "cut-answer": {
      const whole = await c.res.text();
      return answerWith(whole.slice(0, whole.length / 2));
    }
  }
}

function dropConnection(c: Context<Env>): Response {
  c.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

function tooManyRequests(c: Context<Env>, waitSeconds: number): ResendError {
  c.header("retry-after", String(waitSeconds));
  return faultError("rate-limited")!;
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

/** Reads one mail and refuses the recipient that is refused at the moment. */
function parseEmailFor(c: Context<Env>, body: unknown): EmailContent {
  const email = parseEmail(body);
  const { badAddress } = c.var;
  if (badAddress !== null && email.to.some((address) => sameAddress(address, badAddress)))
    throw faultError("bad-address")!;
  return email;
}

/** In strict mode one bad mail throws; in permissive mode it is told by its index and the others go. */
function parseBatch(c: Context<Env>, body: unknown, permissive: boolean) {
  if (!Array.isArray(body) || body.length < 1 || body.length > 100)
    throw new ResendError(422, "validation_error", "A batch is a list of 1 to 100 emails.");
  const emails: EmailContent[] = [];
  const errors: { index: number; message: string }[] = [];
  for (const [index, email] of body.entries()) {
    try {
      const parsed = parseEmailFor(c, email);
      if (parsed.attachments.length > 0) throw attachmentInBatch();
      emails.push(parsed);
    } catch (error) {
      if (!permissive || !(error instanceof ResendError)) throw error;
      errors.push({ index, message: error.message });
    }
  }
  return { emails, errors };
}

/** As Resend's documentation has it: its batches carry no files. */
function attachmentInBatch(): ResendError {
  return new ResendError(422, "validation_error", "The `attachments` field is not supported in a batch.");
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
