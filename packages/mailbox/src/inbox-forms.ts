import { Hono } from "hono";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { z } from "zod";
import type { Controls } from "./controls.ts";
import { Fault } from "./faults.ts";
import { MailFate } from "./mail-fate.ts";
import { Outcome } from "./mail-life.ts";
import { messagePage, missingPage } from "./page-frame.ts";
import { RateLimit } from "./rate-limit.ts";
import { WebhookManners } from "./webhook-sender.ts";

/** What the forms change; `scan` plays a link scanner and is false when there is no such mail. */
export type InboxFormsParts = { controls: Controls; scan: (mailId: string) => Promise<boolean> };

/** The forms of the inbox, which work without a script: each is posted from an own page, and leads back to it. */
export function inboxForms({ controls, scan }: InboxFormsParts): Hono {
  const { faults, limiter, life, webhooks } = controls;
  const forms = new Hono();

  forms.use(async (c, next) => {
    if (c.req.method !== "POST") return next();
    if (isFromOwnPage(c)) return next();
    return c.html(messagePage("This form came from another site", "Use the one", "/", "in the inbox"), 403);
  });
  forms.use(bodyLimit({ maxSize: 16 * 1024 }));

  forms.post("/mails/:id/fate", async (c) => {
    const parsed = MailFate.safeParse(await readForm(c));
    if (!parsed.success) return notUnderstood(c, parsed.error);
    const mail = await life.meet(c.req.param("id"), parsed.data);
    return mail ? c.redirect(`/mails/${encodeURIComponent(mail.id)}`, 303) : c.html(missingPage, 404);
  });

  forms.post("/mails/:id/scan", async (c) => {
    const id = c.req.param("id");
    const isThere = await scan(id);
    return isThere
      ? c.redirect(`/mails/${encodeURIComponent(id)}?part=links`, 303)
      : c.html(missingPage, 404);
  });

  /** A part of the behaviour that is replaced by what the form says; `boxes` are its fields that are ticked or not. */
  const setting = <Value>(
    name: string,
    schema: z.ZodType<Value>,
    set: (value: Value) => void,
    boxes: string[] = [],
  ) =>
    forms.post(`/behaviour/${name}`, async (c) => {
      const parsed = schema.safeParse(await readForm(c, boxes));
      if (!parsed.success) return notUnderstood(c, parsed.error);
      set(parsed.data);
      return c.redirect("/behaviour", 303);
    });
  setting("faults", Fault, faults.set);
  setting("limit", RateLimit, limiter.set, ["refuse"]);
  setting("outcome", Outcome, life.setOutcome);
  setting("webhooks", WebhookManners, webhooks.setManners, ["duplicate", "reorder", "hold"]);

  forms.post("/behaviour/reset", (c) => {
    controls.reset();
    return c.redirect("/behaviour", 303);
  });

  return forms;
}

/** Browsers that do not tell the site tell the origin; who tells neither is no browser, and has the API. */
function isFromOwnPage(c: Context): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin";
  return c.req.header("origin") === `http://${c.req.header("host")}`;
}

const NUMBERS = ["times", "delayMilliseconds", "retryAfterSeconds", "perSecond", "deliverAfterMilliseconds"];

/** What a form says: an empty field says nothing, an empty box says no; what is no form says nothing at all. */
async function readForm(c: Context, boxes: string[] = []): Promise<Record<string, unknown>> {
  const fields = await c.req.parseBody().catch(() => ({}));
  const sent = Object.entries(fields).map(([name, value]) => [name, String(value).trim()]);
  const said = sent.filter(([, value]) => value !== "");
  const ticks = boxes.map((name) => [name, said.some(([field]) => field === name)]);
  const values = said.map(([name, value]) => [name, NUMBERS.includes(name!) ? Number(value) : value]);
  return Object.fromEntries([...values, ...ticks]) as Record<string, unknown>;
}

function notUnderstood(c: Context, { issues }: z.ZodError): Response | Promise<Response> {
  const words = issues.map(({ path, message }) => `${path.join(".")}: ${message}.`).join(" ");
  return c.html(
    messagePage("This does not fit", `${words} Nothing was changed.`, "/behaviour", "Go back"),
    422,
  );
}
