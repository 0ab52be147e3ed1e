import { html } from "hono/html";
import type { MailState } from "./mail.ts";
import type { Fragment } from "./page-frame.ts";

const CHIPS: Record<MailState, { tone: "info" | "ok" | "warn" | "bad"; icon: string; word: string }> = {
  sent: { tone: "info", icon: "↗", word: "Sent" },
  delivery_delayed: { tone: "warn", icon: "…", word: "Delayed" },
  delivered: { tone: "ok", icon: "✓", word: "Delivered" },
  bounced: { tone: "bad", icon: "✕", word: "Bounced" },
  suppressed: { tone: "bad", icon: "⊘", word: "Suppressed" },
  failed: { tone: "bad", icon: "!", word: "Failed" },
  complained: { tone: "warn", icon: "⚑", word: "Complained" },
};

/** What became of a mail, as an icon and a word. */
export function stateChip(state: MailState): Fragment {
  const { tone, icon, word } = CHIPS[state];
  return html`<span class="chip ${tone}"><span aria-hidden="true">${icon}</span> ${word}</span>`;
}
