import type { Fault } from "./faults.ts";

/** What requests meet, in words, in the order of the list on the page. */
export const faultWords: Record<Fault["kind"], string> = {
  none: "It works",
  down: "It is down (503)",
  "server-error": "It has a fault of its own (500)",
  unreachable: "It can’t be reached",
  "no-answer": "It is silent for two minutes",
  "lost-answer": "It takes the mail, and the answer gets lost",
  "rate-limited": "Too many requests (429)",
  "daily-quota": "The daily quota is used up (429)",
  "monthly-quota": "The monthly quota is used up (429)",
  "invalid-key": "The API key is wrong (401)",
  "restricted-key": "The API key may not do this (401)",
  "suspended-key": "The API key is suspended (403)",
  "unverified-domain": "The sender’s domain is not verified (403)",
  "sandbox-sender": "The sender may write to its owner only (403)",
  "bad-address": "The address is refused (422)",
  "concurrent-key": "The idempotency key is in progress (409)",
  "changed-body": "The idempotency key came with another text (409)",
  "empty-answer": "It takes the mail and answers {}",
  "null-answer": 'It takes the mail and answers {"data":null}',
  "html-answer": "It takes the mail and answers a web page",
  "cut-answer": "It takes the mail and answers half of the JSON",
};

/** One fault in force as a sentence without its full stop. */
export function faultSentence({ kind, times, to, delayMilliseconds }: Fault): string {
  const parts = [
    kind === "none" ? "It is slow" : faultWords[kind],
    delayMilliseconds === undefined ? "" : `after ${delayMilliseconds.toLocaleString("en")} ms`,
    to === undefined ? "" : `for mail to ${to}`,
    times === undefined ? "" : times === 1 ? "at the next request" : `at the next ${times} requests`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
