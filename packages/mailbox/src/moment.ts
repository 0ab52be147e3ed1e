import { html } from "hono/html";
import type { Fragment } from "./page-frame.ts";

/** How a moment is told: to the second with its date, as a time of day, or by how long ago it was. */
export type MomentForm = "exact" | "clock" | "ago";

/**
 * A moment (ISO 8601) in a form, with the exact time on hover; `now`, in milliseconds since the epoch, for how long ago it was. In
 * UTC, and said so, until the page's script tells it in the time zone of whoever reads: only the browser knows that.
 */
export function moment(iso: string, form: MomentForm, now = 0): Fragment {
  const text = form === "ago" ? agoText(iso, now) : exact(iso);
  // How long ago it was is the same everywhere; what day it was is not.
  const told = form === "ago" && !isRecent(iso, now) ? "day" : form;
  return html`<time datetime="${iso}" title="${exact(iso)}" data-form="${told}">${text}</time>`;
}

function exact(iso: string): string {
  const format = { dateStyle: "medium", timeStyle: "long", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-GB", format).format(new Date(iso));
}

const isRecent = (iso: string, now: number) => now - Date.parse(iso) < 24 * 60 * 60_000;

function agoText(iso: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000);
  const relative = new Intl.RelativeTimeFormat("en");
  if (minutes < 1) return "just now";
  if (minutes < 60) return relative.format(-minutes, "minute");
  if (isRecent(iso, now)) return relative.format(-Math.floor(minutes / 60), "hour");
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(new Date(iso));
}
