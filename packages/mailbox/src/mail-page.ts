import { html } from "hono/html";
import { linksIn } from "./links-in.ts";
import type { Mail, MailEvent } from "./mail.ts";
import { moment } from "./moment.ts";
import { pageFrame, refreshScript } from "./page-frame.ts";
import type { Fragment } from "./page-frame.ts";
import type { LinkVisit } from "./scan-links.ts";
import { splitAtLinks } from "./split-at-links.ts";
import { stateChip } from "./state-chip.ts";

/** The mail once more, out of sight, for the page to measure: nothing in it may act, neither script nor link nor form. */
export const gaugeSandbox = "allow-same-origin";

/** Links in a mail must work, and open outside the sandbox; nothing else in it may act. */
export const mailSandbox =
  "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

const PARTS = { html: "HTML", text: "Text", headers: "Headers", links: "Links" } as const;
const SCHEMES = { device: "Device", light: "Light", dark: "Dark" } as const;
const WIDTHS = { desktop: "Desktop", phone: "Phone" } as const;
const FATES = {
  deliver: "Deliver",
  delay: "Delay",
  complain: "Complain",
  suppress: "Suppress",
  fail: "Fail",
} as const;
const PROBLEMS: Record<NonNullable<LinkVisit["problem"]>, string> = {
  "no-answer": "No answer",
  "too-many-redirects": "Too many redirects",
  "not-a-web-page": "Not a web page",
};

type View = { part: keyof typeof PARTS; scheme: keyof typeof SCHEMES; width: keyof typeof WIDTHS };

/** Reads from an address which part of a mail is looked at, and how; anything unknown counts as absent. */
export function readView(mail: Mail, query: Record<string, string>): View {
  return {
    part: chosen(PARTS, query["part"], mail.html === null ? "text" : "html"),
    scheme: chosen(SCHEMES, query["scheme"], "device"),
    width: chosen(WIDTHS, query["width"], "desktop"),
  };
}

function chosen<Choice extends string>(
  choices: Record<Choice, string>,
  wanted: string | undefined,
  otherwise: Choice,
): Choice {
  return wanted !== undefined && Object.hasOwn(choices, wanted) ? (wanted as Choice) : otherwise;
}

/** One mail: what became of it, its parts, and what a link scanner found (null before it was played). */
export function mailPage(mail: Mail, view: View, scan: LinkVisit[] | null): Fragment {
  const { part } = view;
  return pageFrame(
    `${mail.subject} – Mailbox`,
    html`
      <p class="back"><a href="/">← Inbox</a></p>
      <div class="head">
        <h1>${mail.subject}</h1>
        <span id="state" data-live>${stateChip(mail.state)}</span>
      </div>
      <div class="record">
        <div class="parts">
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
              <dd>${moment(mail.receivedAt, "exact")}</dd>
            </div>
          </dl>
          <div class="bar">
            ${switchOf("Parts of this mail", PARTS, part, (key) => ({ part: key }))}
            ${part === "html" && mail.html !== null ? paperSwitches(view) : ""}
          </div>
          <section class="card" aria-label="${PARTS[part]}">${partContent(mail, view, scan)}</section>
        </div>
        <aside>
          <section class="card panel" aria-labelledby="history-title">
            <h2 id="history-title">History</h2>
            <div id="history" data-live>${historyList(mail.history)}</div>
          </section>
          <section class="card panel" aria-labelledby="fate-title">
            <h2 id="fate-title">What happens to this mail</h2>
            ${fateForms(mail)}
          </section>
        </aside>
      </div>
      ${refreshScript}
    `,
  );
}

function paperSwitches({ scheme, width }: View): Fragment {
  const part = "html";
  return html`<div class="switches">
    ${switchOf("Light or dark", SCHEMES, scheme, (key) => ({ part, scheme: key, width }))}
    ${switchOf("Width", WIDTHS, width, (key) => ({ part, scheme, width: key }))}
  </div>`;
}

function switchOf<Choice extends string>(
  name: string,
  choices: Record<Choice, string>,
  current: Choice,
  query: (choice: Choice) => Record<string, string>,
): Fragment {
  return html`<nav class="tabs" aria-label="${name}">
    ${(Object.entries(choices) as [Choice, string][]).map(([key, label]) => {
      const href = `?${new URLSearchParams(query(key))}`;
      return key === current
        ? html`<a href="${href}" aria-current="page">${label}</a>`
        : html`<a href="${href}">${label}</a>`;
    })}
  </nav>`;
}

function historyList(history: MailEvent[]): Fragment {
  return html`<ol class="history">
    ${history.toReversed().map(
      (event) =>
        html`<li>
          <div>${stateChip(event.state)} ${moment(event.at, "clock")}</div>
          ${detailsOf(event).map((detail) => html`<p>${detail}</p>`)}
        </li>`,
    )}
  </ol>`;
}

function detailsOf({ bounce, failed, suppressed }: MailEvent): string[] {
  if (bounce) return [`${bounce.type}, ${bounce.subType}. ${bounce.message}`, ...bounce.diagnosticCode];
  if (failed) return [failed.reason];
  return suppressed ? [suppressed.message] : [];
}

function fateForms(mail: Mail): Fragment {
  const action = `/mails/${encodeURIComponent(mail.id)}/fate`;
  return html`
    <form class="buttons" method="post" action="${action}">
      ${Object.entries(FATES).map(
        ([fate, label]) => html`<button name="fate" value="${fate}">${label}</button>`,
      )}
    </form>
    <form class="fields" method="post" action="${action}">
      <input type="hidden" name="fate" value="bounce" />
      <label>
        Why it bounces
        <select name="type">
          <option value="Permanent">The address does not exist</option>
          <option value="Transient">The mailbox is full for now</option>
          <option value="Undetermined">Nobody knows</option>
        </select>
      </label>
      <label>
        What the other mail server says
        <input name="smtpText" placeholder="550 5.1.1 Mailbox does not exist" autocomplete="off" />
      </label>
      <button>Bounce</button>
    </form>
  `;
}

function partContent(mail: Mail, { part, scheme, width }: View, scan: LinkVisit[] | null): Fragment {
  switch (part) {
    case "html":
      if (mail.html === null) return html`<p class="none">This mail has no HTML part.</p>`;
      return html`<div class="desk ${width}">
        <div class="sheet">
          <iframe
            class="paper ${scheme}"
            title="The mail as HTML"
            sandbox="${mailSandbox}"
            src="/mails/${encodeURIComponent(mail.id)}/html"
          ></iframe>
        </div>
      </div>`;
    case "text":
      if (mail.text === null) return html`<p class="none">This mail has no text part.</p>`;
      return html`<pre>
${splitAtLinks(mail.text).map((piece, index) =>
  index % 2 === 0 ? piece : html`<a href="${piece}" target="_blank" rel="noreferrer">${piece}</a>`,
)}</pre>`;
    case "headers":
      return headersTable(mail);
    case "links":
      return linksPart(mail, scan);
  }
}

function linksPart(mail: Mail, scan: LinkVisit[] | null): Fragment {
  const links = linksIn(mail);
  if (links.length === 0) return html`<p class="none">This mail holds no link.</p>`;
  return html`
    <div class="scan">
      <p>
        Security software opens every link before a person does, without the part after “#”. A link must still
        work after that.
      </p>
      <form method="post" action="/mails/${encodeURIComponent(mail.id)}/scan">
        <button>Open the links as it does</button>
      </form>
    </div>
    <ul class="links">
      ${links.map(
        (link) =>
          html`<li>
            <span class="url">${link}</span>
            ${(scan ?? []).filter(({ url }) => url === link).map(visitText)}
          </li>`,
      )}
    </ul>
  `;
}

function visitText({ method, statuses, problem }: LinkVisit): Fragment {
  const answers = [...statuses.map(String), ...(problem === null ? [] : [PROBLEMS[problem]])].join(" → ");
  const isFine = problem === null && (statuses.at(-1) ?? 0) < 400;
  return html`<span class="chip ${isFine ? "ok" : "warn"}">${method} ${answers}</span>`;
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
    ...mail.attachments.map(({ name, type, contentId, content }): [string, string] => [
      "Attachment",
      [name, type, contentId, `${Math.ceil((content.length * 0.75) / 1000)} kB`].filter(Boolean).join(" · "),
    ]),
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
