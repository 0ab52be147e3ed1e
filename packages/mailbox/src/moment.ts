import { html } from "hono/html";
import type { Fragment } from "./page-frame.ts";

/** A moment (ISO 8601) in the given words, with the exact time on hover. */
export function moment(iso: string, text: string): Fragment {
  return html`<time datetime="${iso}" title="${exactTime(iso)}">${text}</time>`;
}

/** A moment to the second, with its time zone. */
export function exactTime(iso: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "long" }).format(new Date(iso));
}

/** The time of day, to the second. */
export function clockTime(iso: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" }).format(new Date(iso));
}

/** How long ago a moment was; `now` is in milliseconds since the epoch. */
export function agoText(iso: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000);
  const relative = new Intl.RelativeTimeFormat("en");
  if (minutes < 1) return "just now";
  if (minutes < 60) return relative.format(-minutes, "minute");
  if (minutes < 24 * 60) return relative.format(-Math.floor(minutes / 60), "hour");
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" }).format(new Date(iso));
}
