import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Fault } from "./faults.ts";
import type { Faults } from "./faults.ts";
import { MailFate } from "./mail-fate.ts";
import type { MailLife } from "./mail-life.ts";
import type { MailStore } from "./mail-store.ts";

/** What the API stands on. */
export type InboxApiParts = { store: MailStore; life: MailLife; faults: Faults };

/** The JSON API for tests and QA, mounted at `/api`; open to this machine, closed to other sites' pages. */
export function inboxApi({ store, life, faults }: InboxApiParts): Hono {
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
    const to = c.req.query("to");
    return c.json(to === undefined ? store.mails() : store.mailsTo(to));
  });

  api.get("/mails/:id", (c) => {
    const mail = store.find(c.req.param("id"));
    return mail ? c.json(mail) : c.json({ message: "There is no such mail." }, 404);
  });

  api.post("/mails/:id/:fate", async (c) => {
    const details: unknown = await c.req.json().catch(() => null);
    const parsed = MailFate.safeParse({ ...(details as object), fate: c.req.param("fate") });
    if (!parsed.success) return c.json({ message: "This is no fate.", issues: parsed.error.issues }, 422);
    const mail = await life.meet(c.req.param("id"), parsed.data);
    return mail ? c.json(mail) : c.json({ message: "There is no such mail." }, 404);
  });

  api.delete("/mails", async (c) => {
    await store.empty();
    return c.body(null, 204);
  });

  api.put("/faults", async (c) => {
    const parsed = Fault.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ message: "This is not a fault.", issues: parsed.error.issues }, 422);
    faults.set(parsed.data);
    return c.json(parsed.data);
  });

  return api;
}
