import { html } from "hono/html";
import type { Fault } from "./faults.ts";
import { faultSentence } from "./fault-words.ts";
import type { Mail } from "./mail.ts";
import { moment } from "./moment.ts";
import { pageFrame, refreshScript } from "./page-frame.ts";
import type { Fragment } from "./page-frame.ts";
import { pageOf } from "./page-of.ts";
import { stateChip } from "./state-chip.ts";

const SHOWN_AT_MOST = 100;

/** What the list is asked for: a part of the recipient's address, and the mail that the page goes on from. */
export type ListQuery = { to: string; after: string | undefined };

/** The list of mails, newest first; `now` is in milliseconds since the epoch. */
export function listPage(mails: Mail[], { to, after }: ListQuery, faults: Fault[], now: number): Fragment {
  const wanted = to.toLowerCase();
  const found = mails.filter((mail) => mail.to.some((address) => address.toLowerCase().includes(wanted)));
  const fromStart = { limit: SHOWN_AT_MOST };
  const page = pageOf(found, { ...fromStart, after }) ?? pageOf(found, fromStart)!;
  return pageFrame(
    "Mailbox",
    html`
      <div class="head">
        <h1>Inbox</h1>
        <p class="muted" role="status">${countText(found.length)}</p>
        <form class="search" role="search" action="/">
          <label for="to">To</label>
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
      <div id="notice" data-live>${faults.length > 0 ? faultNotice(faults) : ""}</div>
      <section id="inbox" aria-label="Mail" data-live>
        ${found.length > 0 ? mailList(page.mails, now) : emptyState(to)}
        ${pager(to, after, page.hasMore ? page.mails.at(-1)!.id : null)}
      </section>
      ${refreshScript}
    `,
  );
}

function countText(count: number): string {
  return count === 1 ? "1 mail" : `${count.toLocaleString("en")} mails`;
}

function faultNotice(faults: Fault[]): Fragment {
  return html`<p class="notice">
    <span aria-hidden="true">⚠</span>
    <span>
      The mail service does not work as it should. ${faults.map((fault) => `${faultSentence(fault)}. `)}
      <a href="/behaviour">Change this</a>
    </span>
  </p>`;
}

function mailList(mails: Mail[], now: number): Fragment {
  return html`<ol class="mails card">
    ${mails.map(
      (mail) => html`
        <li>
          <a href="/mails/${encodeURIComponent(mail.id)}">
            <span class="to">${mail.to.join(", ")}</span>
            <span class="subject">${mail.subject}</span>
            ${stateChip(mail.state)} ${moment(mail.receivedAt, "ago", now)}
          </a>
        </li>
      `,
    )}
  </ol>`;
}

function pager(to: string, after: string | undefined, last: string | null): Fragment {
  if (after === undefined && last === null) return "";
  const filter: Record<string, string> = to === "" ? {} : { to };
  const newest = `/?${new URLSearchParams(filter)}`;
  const older = `/?${new URLSearchParams({ ...filter, after: last ?? "" })}`;
  return html`<nav class="pager" aria-label="Pages">
    ${after === undefined ? "" : html`<a href="${newest}">← Newest</a>`}
    ${last === null ? "" : html`<a class="older" href="${older}">Older →</a>`}
  </nav>`;
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
