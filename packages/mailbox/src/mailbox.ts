import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { HttpBindings, ServerType } from "@hono/node-server";
import { Hono } from "hono";
import { createControls } from "./controls.ts";
import { createFaults } from "./faults.ts";
import { inboxApi } from "./inbox-api.ts";
import { inboxPages } from "./inbox-pages.ts";
import { createMailLife } from "./mail-life.ts";
import { openMailStore } from "./mail-store.ts";
import { readStyle } from "./read-style.ts";
import { createRateLimiter } from "./rate-limit.ts";
import type { RateLimit } from "./rate-limit.ts";
import { resendApi } from "./resend-api.ts";
import { createWebhookSender } from "./webhook-sender.ts";
import type { WebhookOptions } from "./webhook-sender.ts";

/** How to open a mailbox. */
export type MailboxOptions = {
  /** Where mail is kept; created for the owner only. */
  folder: string;
  /** On 127.0.0.1; 0 takes any free port. */
  port: number;
  /** The key that senders must show; a fresh one when absent. */
  apiKey?: string;
  /** Announced in headers; by default 10 a second, and nothing is refused. */
  rateLimit?: RateLimit;
  /** Without it states change as well, but nobody is told. */
  webhook?: WebhookOptions;
  /** What becomes of mails on their own; by default nothing. */
  outcome?: "deliver" | "none";
  /** How long an accepted mail takes with the outcome `deliver`; by default 1,000. */
  deliverAfterMilliseconds?: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** A new unique id. */
  random?: () => string;
};

/** An open mailbox. */
export type Mailbox = {
  /** The inbox page. */
  url: string;
  /** The base URL for the Resend SDK. */
  apiUrl: string;
  apiKey: string;
  /** Where webhooks go from now on; the server that takes them may start after the mailbox. */
  setWebhookUrl(url: string): void;
  /** Stops listening, breaks open connections and closes the log. */
  close(): Promise<void>;
};

/** Opens a local mailbox that speaks Resend's HTTP API; rejects when the port is taken or the folder can't be used. */
export async function openMailbox({
  folder,
  port,
  now = Date.now,
  random = randomUUID,
  rateLimit = { perSecond: 10, refuse: false },
  apiKey = `re_${random()}`,
  webhook,
  outcome = "none",
  deliverAfterMilliseconds = 1000,
}: MailboxOptions): Promise<Mailbox> {
  const style = await readStyle();
  const script = await readFile(new URL("./inbox-refresh.js", import.meta.url), "utf8");
  const closing = new AbortController();
  const { signal } = closing;
  const webhooks = createWebhookSender({
    webhook: webhook && { now: Date.now, ...webhook },
    random,
    closing: signal,
  });
  const store = await openMailStore(folder, now);
  const life = createMailLife({
    store,
    webhooks,
    now,
    outcome: { outcome, deliverAfterMilliseconds },
    closing: signal,
  });
  const limiter = createRateLimiter(rateLimit, now);
  const controls = createControls({ faults: createFaults(), limiter, life, webhooks });

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    // A page of another site can point its own host name at 127.0.0.1; the name stays in the Host header.
    if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/i.test(c.req.header("host") ?? ""))
      return c.text("The mailbox answers to localhost and 127.0.0.1 only.", 421);
    c.header("cache-control", "no-store");
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "no-referrer");
    c.header("cross-origin-resource-policy", "same-origin");
    return next();
  });
  app.route("/emails", resendApi({ store, controls, apiKey, now, random, closing: signal }));
  app.route("/api", inboxApi({ store, controls, closing: signal }));
  app.route("/", inboxPages({ store, controls, now, closing: signal, style, script }));

  const server = createAdaptorServer({ fetch: app.fetch });
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    await store.close();
    throw error;
  }

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    apiUrl: url,
    apiKey,
    setWebhookUrl: webhooks.setUrl,
    async close() {
      closing.abort();
      await stopServer(server);
      await webhooks.close();
      await store.close();
    },
  };
}

async function stopServer(server: ServerType): Promise<void> {
  const closed = once(server, "close");
  server.close();
  if ("closeAllConnections" in server) server.closeAllConnections();
  await closed;
}
