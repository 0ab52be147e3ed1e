import { html } from "hono/html";

/** A piece of a page, escaped. */
export type Fragment = ReturnType<typeof html> | "";

/** A whole page of the inbox around its content. */
export function pageFrame(title: string, content: Fragment): ReturnType<typeof html> {
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
              <circle cx="7.6" cy="11" r="2.85" />
              <path d="M10.6 11h6.6M14 11.2v2.6M16.9 11.2v3.6" />
            </svg>
            <span>Latchkey <span class="muted">Mailbox</span></span>
          </a>
          <p class="muted">Nothing sent here leaves this machine.</p>
          <a class="aside-link" href="/behaviour">Mail service</a>
        </header>
        <main>${content}</main>
      </body>
    </html>`;
}

/** Keeps what is marked `data-live` fresh on the page that holds it. */
export const refreshScript = html`<script src="/inbox-refresh.js" defer></script>`;

/** A page that says one thing and where to go next. */
export function messagePage(title: string, text: string, href: string, label: string): Fragment {
  return pageFrame(
    `${title} – Mailbox`,
    html`<div class="empty card">
      <h1>${title}</h1>
      <p>${text} <a href="${href}">${label}</a>.</p>
    </div>`,
  );
}

/** What a page says that shows a mail which is not there. */
export const missingPage = messagePage(
  "There is no such mail",
  "The mailbox may have been emptied.",
  "/",
  "Go to the inbox",
);
