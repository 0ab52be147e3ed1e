import type { MailPause } from "@latchkey/contract/mail.ts";

/** How a queue that waits is told in a word or two. */
export const pauseStates: Record<MailPause["kind"], { word: string; tone: "bad" | "warn" | "info" }> = {
  limit: { word: "Slowed down", tone: "info" },
  quota: { word: "Quota used up", tone: "bad" },
  outage: { word: "Service fails", tone: "warn" },
  configuration: { word: "Stopped", tone: "bad" },
  manual: { word: "Paused", tone: "warn" },
};

/** Pauses that somebody has to hear of at once, and what lifts them is called. The others pass by themselves. */
export const pauseAlerts: Partial<Record<MailPause["kind"], { title: string; lift: "Release" | "Resume" }>> =
  {
    configuration: { title: "Mail is stopped", lift: "Release" },
    quota: { title: "The mail quota is used up", lift: "Release" },
    manual: { title: "Mail is paused", lift: "Resume" },
  };
