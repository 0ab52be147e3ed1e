import type { Fault } from "./faults.ts";

/** What requests meet, in words, in the order of the list on the page. */
export const faultWords: Record<Fault["kind"], string> = {
  none: "Nothing: it works",
  down: "It is down (503)",
  "server-error": "It fails (500)",
  unreachable: "It can’t be reached",
  "no-answer": "It does not answer for two minutes",
  "lost-answer": "It sends the mail, but its answer gets lost",
  "rate-limited": "Too many requests (429)",
  "daily-quota": "The daily quota is used up (429)",
  "monthly-quota": "The monthly quota is used up (429)",
  "invalid-key": "The API key is wrong (401)",
  "restricted-key": "The API key does not allow this (401)",
  "suspended-key": "The API key is suspended (403)",
  "unverified-domain": "The sender’s domain is not verified (403)",
  "sandbox-sender": "It sends to the owner’s address only (403)",
  "bad-address": "The address is refused (422)",
  "concurrent-key": "The same request is still being worked on (409)",
  "changed-body": "The same request came with a different text (409)",
  "empty-answer": "It sends the mail and answers {}",
  "null-answer": 'It sends the mail and answers {"data":null}',
  "html-answer": "It sends the mail and answers with a web page",
  "cut-answer": "It sends the mail and answers with half of the JSON",
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
