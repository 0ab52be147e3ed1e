import { Hono } from "hono";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import type { Controls } from "./controls.ts";
import { Fault } from "./faults.ts";
import { MailFate } from "./mail-fate.ts";
import { Outcome } from "./mail-life.ts";
import type { MailStore } from "./mail-store.ts";
import { pageOf } from "./page-of.ts";
import { RateLimit } from "./rate-limit.ts";
import { scanLinks } from "./scan-links.ts";
import { WebhookManners } from "./webhook-sender.ts";

/** What the API stands on; `closing` ends a scan of links. */
export type InboxApiParts = { store: MailStore; controls: Controls; closing: AbortSignal };

const MailsWanted = z.object({
  to: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  after: z.string().optional(),
  before: z.string().optional(),
});

/** The JSON API for tests and QA, mounted at `/api`; open to this machine, closed to other sites' pages. */
export function inboxApi({ store, controls, closing }: InboxApiParts): Hono {
  const { faults, limiter, life, webhooks } = controls;
  const api = new Hono();

  api.use(async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    const origin = c.req.header("origin");
    if (origin !== undefined && origin !== `http://${c.req.header("host")}`)
      return c.json({ message: "Requests from other sites are refused." }, 403);
    if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? ""))
      return c.json({ message: "Send this with content-type: application/json." }, 415);
    return next();
  });
  api.use(bodyLimit({ maxSize: 16 * 1024 }));

  api.get("/mails", (c) => {
    const wanted = MailsWanted.safeParse(c.req.query());
    if (!wanted.success) return c.json({ message: "This is no part of the list." }, 422);
    const { to, limit, ...cursor } = wanted.data;
    const mails = to === undefined ? store.mails() : store.mailsTo(to);
    const page = pageOf(mails, { limit: limit ?? mails.length, ...cursor });
    return page ? c.json(page.mails) : noSuchMail(c);
  });

  api.get("/mails/:id", (c) => {
    const mail = store.find(c.req.param("id"));
    return mail ? c.json(mail) : noSuchMail(c);
  });

  api.post("/mails/:id/scan", async (c) => {
    const mail = store.find(c.req.param("id"));
    return mail ? c.json(await scanLinks(mail, closing)) : noSuchMail(c);
  });

  api.post("/mails/:id/:fate", async (c) => {
    const details = (await readJson(c)) as object;
    const parsed = MailFate.safeParse({ ...details, fate: c.req.param("fate") });
    if (!parsed.success) return notUnderstood(c, "fate", parsed.error);
    const mail = await life.meet(c.req.param("id"), parsed.data);
    return mail ? c.json(mail) : noSuchMail(c);
  });

  api.delete("/mails", async (c) => {
    await store.empty();
    return c.body(null, 204);
  });

  api.get("/behaviour", (c) => c.json(controls.behaviour()));

  /** A setting that is replaced, or mended, by what comes. */
  const setting = <Value>(name: string, schema: z.ZodType<Value>, set: (value: Value) => void) =>
    api.put(`/${name}`, async (c) => {
      const parsed = schema.safeParse(await readJson(c));
      if (!parsed.success) return notUnderstood(c, name, parsed.error);
      set(parsed.data);
      return c.json(parsed.data);
    });
  setting("faults", Fault, faults.set);
  setting("limit", RateLimit, limiter.set);
  setting("outcome", Outcome, life.setOutcome);
  setting("webhooks", WebhookManners.partial(), webhooks.setManners);

  api.post("/reset", (c) => {
    controls.reset();
    return c.body(null, 204);
  });

  return api;
}

function readJson(c: Context): Promise<unknown> {
  return c.req.json().catch(() => null);
}

function noSuchMail(c: Context): Response {
  return c.json({ message: "There is no such mail." }, 404);
}

function notUnderstood(c: Context, what: string, { issues }: z.ZodError): Response {
  return c.json({ message: `This does not fit: ${what}.`, issues }, 422);
}
