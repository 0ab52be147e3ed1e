import { Hono } from "hono";
import { html } from "hono/html";
import type { Mail } from "./mail.ts";
import type { MailStore } from "./mail-store.ts";
import { splitAtLinks } from "./split-at-links.ts";

const SHOWN_AT_MOST = 200;

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

// Links in a mail must work, and open outside the sandbox; nothing else in it may act.
const SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";
const MAIL_POLICY = `sandbox ${SANDBOX}; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'`;

const PARTS = { html: "HTML", text: "Text", headers: "Headers" } as const;
const SCHEMES = { device: "Device", light: "Light", dark: "Dark" } as const;

type Fragment = ReturnType<typeof html>;
type Part = keyof typeof PARTS;
type Scheme = keyof typeof SCHEMES;

/** What the pages need; `style` and `script` are the contents of their two files. */
export type InboxPagesParts = {
  store: MailStore;
  /** Milliseconds since the epoch. */
  now: () => number;
  style: string;
  script: string;
};

/** The inbox for people: the list, one mail in its parts, and the mail's HTML as a document of its own. */
export function inboxPages({ store, now, style, script }: InboxPagesParts): Hono {
  const pages = new Hono();
  const find = (id: string) => store.find(id);

  pages.use(async (c, next) => {
    c.header("content-security-policy", PAGE_POLICY);
    await next();
  });

  pages.get("/", (c) => c.html(listPage(store.mails(), c.req.query("to")?.trim() ?? "", now())));

  pages.get("/mails/:id", (c) => {
    const mail = find(c.req.param("id"));
    if (!mail) return c.html(missingPage(), 404);
    const part = chosen(PARTS, c.req.query("part"), mail.html === null ? "text" : "html");
    const scheme = chosen(SCHEMES, c.req.query("scheme"), "device");
    return c.html(mailPage(mail, part, scheme));
  });

  pages.get("/mails/:id/html", (c) => {
    const mail = find(c.req.param("id"));
    if (!mail?.html) return c.html(missingPage(), 404);
    c.header("content-security-policy", MAIL_POLICY);
    return c.html(opensLinksInNewTabs(mail.html));
  });

  pages.get("/inbox.css", (c) => c.body(style, 200, { "content-type": "text/css; charset=utf-8" }));
  pages.get("/inbox-refresh.js", (c) =>
    c.body(script, 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  pages.all("*", (c) => c.html(missingPage(), 404));

  return pages;
}

function chosen<Choice extends string>(
  choices: Record<Choice, string>,
  wanted: string | undefined,
  otherwise: Choice,
): Choice {
  return wanted !== undefined && Object.hasOwn(choices, wanted) ? (wanted as Choice) : otherwise;
}

/** The parser puts a `base` that comes first into the head, whatever the mail's own markup looks like. */
function opensLinksInNewTabs(mailHtml: string): string {
  return `<!doctype html><base target="_blank">${mailHtml.replace(/^\s*<!doctype[^>]*>/i, "")}`;
}

function page(title: string, content: Fragment): Fragment {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/inbox.css" />
      </head>
      <body>
        <header class="top">
          <a class="mark" href="/">
            <svg viewBox="0 0 22 22" aria-hidden="true">
              <rect width="22" height="22" rx="6" />
              <path d="M5.5 7.5h11v7.5h-11zM5.5 8l5.5 4.25L16.5 8" />
            </svg>
            Mailbox
          </a>
          <p class="muted">Nothing sent here leaves this machine.</p>
        </header>
        <main>${content}</main>
      </body>
    </html>`;
}

function listPage(mails: Mail[], to: string, now: number): Fragment {
  const wanted = to.toLowerCase();
  const found = mails.filter((mail) => mail.to.some((address) => address.toLowerCase().includes(wanted)));
  return page(
    "Mailbox",
    html`
      <div class="head">
        <h1>Inbox</h1>
        <p class="muted" role="status">${countText(found.length)}</p>
        <form class="search" role="search" action="/">
          <label for="to">Recipient</label>
          <input
            id="to"
            name="to"
            type="search"
            value="${to}"
            placeholder="Any address"
            autocomplete="off"
            spellcheck="false"
          />
          <button>Search</button>
        </form>
      </div>
      <section id="inbox" aria-label="Mail">
        ${found.length > 0 ? mailList(found, now) : emptyState(to)}
      </section>
      <script src="/inbox-refresh.js" defer></script>
    `,
  );
}

function countText(count: number): string {
  return count === 1 ? "1 mail" : `${count.toLocaleString("en")} mails`;
}

function mailList(mails: Mail[], now: number): Fragment {
  return html`
    <ol class="mails card">
      ${mails.slice(0, SHOWN_AT_MOST).map(
        (mail) => html`
          <li>
            <a href="/mails/${encodeURIComponent(mail.id)}">
              <span class="to">${mail.to.join(", ")}</span>
              <span class="subject">${mail.subject}</span>
              ${stateChip()} ${moment(mail.receivedAt, agoText(mail.receivedAt, now))}
            </a>
          </li>
        `,
      )}
    </ol>
    ${
      mails.length > SHOWN_AT_MOST
        ? html`<p class="muted">
            These are the newest ${SHOWN_AT_MOST}. Search by recipient to see older mail.
          </p>`
        : ""
    }
  `;
}

function emptyState(to: string): Fragment {
  if (to === "")
    return html`<div class="empty card">
      <h2>No mail yet</h2>
      <p>Mail appears here by itself as soon as it is sent.</p>
    </div>`;
  return html`<div class="empty card">
    <h2>No mail to “${to}”</h2>
    <p>Check the address, or <a href="/">show all mail</a>.</p>
  </div>`;
}

function stateChip(): Fragment {
  return html`<span class="chip"><span aria-hidden="true">✓</span> Sent</span>`;
}

function moment(iso: string, text: string): Fragment {
  return html`<time datetime="${iso}" title="${exactTime(iso)}">${text}</time>`;
}

function exactTime(iso: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "long" }).format(new Date(iso));
}

function agoText(iso: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000);
  const relative = new Intl.RelativeTimeFormat("en");
  if (minutes < 1) return "just now";
  if (minutes < 60) return relative.format(-minutes, "minute");
  if (minutes < 24 * 60) return relative.format(-Math.floor(minutes / 60), "hour");
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" }).format(new Date(iso));
}

function mailPage(mail: Mail, part: Part, scheme: Scheme): Fragment {
  return page(
    `${mail.subject} – Mailbox`,
    html`
      <p class="back"><a href="/">← Inbox</a></p>
      <div class="head">
        <h1>${mail.subject}</h1>
        ${stateChip()}
      </div>
      <dl class="facts">
        <div>
          <dt>To</dt>
          <dd>${mail.to.join(", ")}</dd>
        </div>
        <div>
          <dt>From</dt>
          <dd>${mail.from}</dd>
        </div>
        <div>
          <dt>Received</dt>
          <dd>${moment(mail.receivedAt, exactTime(mail.receivedAt))}</dd>
        </div>
      </dl>
      <div class="bar">
        <nav class="tabs" aria-label="Parts of this mail">
          ${Object.entries(PARTS).map(([key, label]) => choice(`?part=${key}`, label, key === part))}
        </nav>
        ${part === "html" && mail.html !== null ? schemeSwitch(scheme) : ""}
      </div>
      <section class="card" aria-label="${PARTS[part]}">${partContent(mail, part, scheme)}</section>
    `,
  );
}

function schemeSwitch(scheme: Scheme): Fragment {
  return html`<nav class="tabs" aria-label="Light or dark">
    ${Object.entries(SCHEMES).map(([key, label]) =>
      choice(`?part=html&scheme=${key}`, label, key === scheme),
    )}
  </nav>`;
}

function choice(href: string, label: string, current: boolean): Fragment {
  return current
    ? html`<a href="${href}" aria-current="page">${label}</a>`
    : html`<a href="${href}">${label}</a>`;
}

function partContent(mail: Mail, part: Part, scheme: Scheme): Fragment {
  switch (part) {
    case "html":
      if (mail.html === null) return html`<p class="none">This mail has no HTML part.</p>`;
      return html`<iframe
        class="paper ${scheme}"
        title="The mail as HTML"
        sandbox="${SANDBOX}"
        src="/mails/${encodeURIComponent(mail.id)}/html"
      ></iframe>`;
    case "text":
      if (mail.text === null) return html`<p class="none">This mail has no text part.</p>`;
      return html`<pre>
${splitAtLinks(mail.text).map((piece, index) =>
  index % 2 === 0 ? piece : html`<a href="${piece}" target="_blank" rel="noreferrer">${piece}</a>`,
)}</pre>`;
    case "headers":
      return headersTable(mail);
  }
}

function headersTable(mail: Mail): Fragment {
  const rows: [string, string][] = [
    ["From", mail.from],
    ["To", mail.to.join(", ")],
    ["Cc", mail.cc.join(", ")],
    ["Bcc", mail.bcc.join(", ")],
    ["Reply-To", mail.replyTo.join(", ")],
    ["Subject", mail.subject],
    ...Object.entries(mail.headers),
    ...mail.tags.map(({ name, value }): [string, string] => [`Tag ${name}`, value]),
    ["Idempotency-Key", mail.idempotencyKey ?? ""],
    ["Received", mail.receivedAt],
    ["Id", mail.id],
  ];
  return html`<table>
    <tbody>
      ${rows
        .filter(([, value]) => value !== "")
        .map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${value}</td>
            </tr>`,
        )}
    </tbody>
  </table>`;
}

function missingPage(): Fragment {
  return page(
    "Not found – Mailbox",
    html`<div class="empty card">
      <h1>There is no such mail</h1>
      <p>The mailbox may have been emptied. <a href="/">Go to the inbox</a>.</p>
    </div>`,
  );
}
