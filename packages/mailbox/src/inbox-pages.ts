import { Hono } from "hono";
import { behaviourPage } from "./behaviour-page.ts";
import type { Controls } from "./controls.ts";
import { inboxForms } from "./inbox-forms.ts";
import { listPage } from "./list-page.ts";
import { gaugeSandbox, mailPage, mailSandbox, readView } from "./mail-page.ts";
import type { Mail } from "./mail.ts";
import type { MailStore } from "./mail-store.ts";
import { missingPage } from "./page-frame.ts";
import { readFont } from "./read-style.ts";
import { scanLinks } from "./scan-links.ts";
import type { LinkVisit } from "./scan-links.ts";

const SCANS_REMEMBERED = 50;

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const mailPolicy = (sandbox: string) =>
  `sandbox ${sandbox}; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'`;

/** What the pages need; `style` is the whole style sheet, `script` the content of its file. */
export type InboxPagesParts = {
  store: MailStore;
  controls: Controls;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Ends a scan of links. */
  closing: AbortSignal;
  style: string;
  script: string;
};

/** The inbox for people: the list, one mail in its parts, its HTML as a document of its own, and the mailbox's behaviour. */
export function inboxPages({ store, controls, now, closing, style, script }: InboxPagesParts): Hono {
  const pages = new Hono();
  const scans = new Map<string, LinkVisit[]>();

  async function scan(mailId: string): Promise<boolean> {
    const mail = store.find(mailId);
    if (!mail) return false;
    scans.set(mailId, await scanLinks(mail, closing));
    for (const oldest of scans.keys()) {
      if (scans.size <= SCANS_REMEMBERED) break;
      scans.delete(oldest);
    }
    return true;
  }

  pages.use(async (c, next) => {
    c.header("content-security-policy", PAGE_POLICY);
    await next();
  });
  pages.route("/", inboxForms({ controls, scan }));

  pages.get("/", (c) => {
    const query = { to: c.req.query("to")?.trim() ?? "", after: c.req.query("after") };
    return c.html(listPage(store.mails(), query, controls.faults.list(), now()));
  });

  pages.get("/mails/:id", (c) => {
    const mail = store.find(c.req.param("id"));
    if (!mail) return c.html(missingPage, 404);
    return c.html(mailPage(mail, readView(mail, c.req.query()), scans.get(mail.id) ?? null));
  });

  pages.get("/mails/:id/html", (c) => {
    const mail = store.find(c.req.param("id"));
    if (!mail?.html) return c.html(missingPage, 404);
    c.header(
      "content-security-policy",
      mailPolicy(c.req.query("gauge") === undefined ? mailSandbox : gaugeSandbox),
    );
    return c.html(opensLinksInNewTabs(withPictures(mail.html, mail.attachments)));
  });

  pages.get("/behaviour", (c) => c.html(behaviourPage(controls.behaviour(), controls.webhooks.attempts())));

  pages.get("/inbox.css", (c) => c.body(style, 200, { "content-type": "text/css; charset=utf-8" }));
  pages.get("/files/:font{[a-z-]+\\.woff2}", async (c) => {
    const font = await readFont(c.req.param("font")).catch(() => null);
    if (font === null) return c.notFound();
    return c.body(font, 200, { "content-type": "font/woff2", "cache-control": "public, max-age=86400" });
  });
  pages.get("/inbox-refresh.js", (c) =>
    c.body(script, 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  pages.all("*", (c) => c.html(missingPage, 404));

  return pages;
}

/** An inbox shows the pictures that came with a mail where its HTML names them. */
function withPictures(mailHtml: string, attachments: Mail["attachments"]): string {
  return attachments.reduce(
    (html, { type, contentId, content }) =>
      contentId === null || !/^image\/(?:png|jpeg|gif)$/.test(type ?? "")
        ? html
        : html.replaceAll(`"cid:${contentId}"`, `"data:${type};base64,${content}"`),
    mailHtml,
  );
}

/** The parser puts a `base` that comes first into the head, whatever the mail's own markup looks like. */
function opensLinksInNewTabs(mailHtml: string): string {
  return `<!doctype html><base target="_blank">${mailHtml.replace(/^\s*<!doctype[^>]*>/i, "")}`;
}
