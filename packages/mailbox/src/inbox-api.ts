import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { sameAddress } from "./address.ts";
import { Fault } from "./faults.ts";
import type { Faults } from "./faults.ts";
import type { MailStore } from "./mail-store.ts";

/** The JSON API for tests and QA, mounted at `/api`; open to this machine, closed to other sites' pages. */
export function inboxApi(store: MailStore, faults: Faults): Hono {
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
    const mails = store.mails();
    if (to === undefined) return c.json(mails);
    return c.json(mails.filter((mail) => mail.to.some((address) => sameAddress(address, to))));
  });

  api.get("/mails/:id", (c) => {
    const mail = store.mails().find(({ id }) => id === c.req.param("id"));
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
