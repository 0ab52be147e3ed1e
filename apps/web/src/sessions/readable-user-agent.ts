import { readUserAgent } from "@latchkey/contract/user-agents.ts";
import type { AllMessages, Say } from "../languages/speech.tsx";

/** A User-Agent header in the words of the page, such as "Safari on iPhone"; programs keep the name that they give themselves. */
export function readableUserAgent(userAgent: string | null, say: Say<AllMessages>): string {
  if (userAgent === null || userAgent === "") return say("session.unknownBrowser");
  const { browser, system } = readUserAgent(userAgent);
  if (browser === null) return userAgent.split("/")[0]?.slice(0, 40) || say("session.unknownBrowser");
  return system === null ? browser : say("session.browserOn", { browser, system });
}
