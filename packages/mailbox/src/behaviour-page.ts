import { html } from "hono/html";
import type { Behaviour } from "./controls.ts";
import { faultSentence, faultWords } from "./fault-words.ts";
import { moment } from "./moment.ts";
import { pageFrame, refreshScript } from "./page-frame.ts";
import type { Fragment } from "./page-frame.ts";
import type { WebhookAttempt } from "./webhook-sender.ts";

/** How the mailbox behaves, with a form for each part of it. */
export function behaviourPage(behaviour: Behaviour, attempts: WebhookAttempt[]): Fragment {
  return pageFrame(
    "Mail service – Mailbox",
    html`
      <p class="back"><a href="/">← Inbox</a></p>
      <div class="head">
        <h1>Mail service</h1>
        <form class="end" method="post" action="/behaviour/reset">
          <button>Reset everything</button>
        </form>
      </div>
      <div class="panels">
        <div>${faultPanel(behaviour)}</div>
        <div>${outcomePanel(behaviour)} ${limitPanel(behaviour)}</div>
        <div class="wide">${webhookPanel(behaviour, attempts)}</div>
      </div>
      ${refreshScript}
    `,
  );
}

function faultPanel({ faults }: Behaviour): Fragment {
  return html`<section class="card panel" aria-labelledby="faults-title">
    <h2 id="faults-title">How it answers</h2>
    <div id="faults" data-live>
      ${
        faults.length === 0
          ? html`<p class="muted">Everything works.</p>`
          : html`<ul class="plain">
              ${faults.map((fault) => html`<li>${faultSentence(fault)}.</li>`)}
            </ul>`
      }
    </div>
    <form class="fields" method="post" action="/behaviour/faults">
      <label>
        What is wrong
        <select name="kind">
          ${Object.entries(faultWords).map(([kind, words]) => html`<option value="${kind}">${words}</option>`)}
        </select>
      </label>
      <label>
        How many times
        <input name="times" type="number" min="1" inputmode="numeric" placeholder="Until you change it" />
      </label>
      <label>
        Only for mails to
        <input name="to" type="text" placeholder="Any address" autocomplete="off" spellcheck="false" />
      </label>
      <label>
        Wait before each answer, in milliseconds
        <input
          name="delayMilliseconds"
          type="number"
          min="0"
          max="120000"
          inputmode="numeric"
          placeholder="0"
        />
      </label>
      <label>
        With “Too many requests”: try again after so many seconds
        <input
          name="retryAfterSeconds"
          type="number"
          min="0"
          max="86400"
          inputmode="numeric"
          placeholder="1"
        />
      </label>
      <button>Save</button>
    </form>
  </section>`;
}

function outcomePanel({ outcome }: Behaviour): Fragment {
  const radio = (value: string, label: string) =>
    html`<label class="tick">
      <input type="radio" name="outcome" value="${value}" ${outcome.outcome === value ? "checked" : ""} />
      ${label}
    </label>`;
  return html`<section class="card panel" aria-labelledby="outcome-title">
    <h2 id="outcome-title">What happens after a mail is sent</h2>
    <form class="fields" method="post" action="/behaviour/outcome">
      ${radio("none", "Nothing: it stays sent")} ${radio("deliver", "It is delivered")}
      <label>
        Time until it is delivered, in milliseconds
        <input
          name="deliverAfterMilliseconds"
          type="number"
          min="0"
          max="3600000"
          inputmode="numeric"
          required
          value="${outcome.deliverAfterMilliseconds}"
        />
      </label>
      <button>Save</button>
    </form>
  </section>`;
}

function limitPanel({ limit }: Behaviour): Fragment {
  return html`<section class="card panel" aria-labelledby="limit-title">
    <h2 id="limit-title">How fast mails may come</h2>
    <form class="fields" method="post" action="/behaviour/limit">
      <label>
        Requests a second
        <input
          name="perSecond"
          type="number"
          min="1"
          max="10000"
          inputmode="numeric"
          required
          value="${limit.perSecond}"
        />
      </label>
      ${tick("refuse", "Refuse what comes faster", limit.refuse)}
      <button>Save</button>
    </form>
  </section>`;
}

function webhookPanel({ webhooks }: Behaviour, attempts: WebhookAttempt[]): Fragment {
  return html`<section class="card panel" aria-labelledby="webhooks-title">
    <h2 id="webhooks-title">Reports to Latchkey</h2>
    ${
      webhooks.url === null
        ? html`<p class="muted">No webhook is set up: Latchkey is not told what happens to its mails.</p>`
        : html`<p class="muted">Reports go to <span class="url">${webhooks.url}</span></p>`
    }
    <form class="fields" method="post" action="/behaviour/webhooks">
      ${tick("duplicate", "Send each report twice", webhooks.duplicate)}
      ${tick("reorder", "Send the newest report of a mail first", webhooks.reorder)}
      ${tick("hold", "Send nothing for now", webhooks.hold)}
      <button>Save</button>
    </form>
    <div id="attempts" data-live>${attempts.length > 0 ? attemptTable(attempts) : ""}</div>
  </section>`;
}

function tick(name: string, label: string, isOn: boolean): Fragment {
  return html`<label class="tick">
    <input type="checkbox" name="${name}" ${isOn ? "checked" : ""} />
    ${label}
  </label>`;
}

function attemptTable(attempts: WebhookAttempt[]): Fragment {
  return html`<table class="attempts">
    <caption>
      Latest reports
    </caption>
    <thead>
      <tr>
        <th scope="col">Time</th>
        <th scope="col">Report</th>
        <th scope="col">Answer</th>
      </tr>
    </thead>
    <tbody>
      ${attempts.map(({ at, type, mailId, status }) => {
        const iso = new Date(at).toISOString();
        return html`<tr>
          <td>${moment(iso, "clock")}</td>
          <td><a href="/mails/${encodeURIComponent(mailId)}">${type}</a></td>
          <td>${status ?? "None"}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}
