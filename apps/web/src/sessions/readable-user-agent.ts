import type { AllMessages, Say } from "../languages/speech.tsx";

/** Browsers in the order in which their marks may be trusted: most also carry those of the ones below them. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bHeadlessChrome\/|\bChrome\/|\bChromium\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMacintosh\b|\bMac OS X\b/, "Mac"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/** A User-Agent header in the words of the page, such as "Safari on iPhone"; programs keep the name that they give themselves. */
export function readableUserAgent(userAgent: string | null, say: Say<AllMessages>): string {
  if (userAgent === null || userAgent === "") return say("session.unknownBrowser");
  const browser = browsers.find(([mark]) => mark.test(userAgent))?.[1];
  const system = systems.find(([mark]) => mark.test(userAgent))?.[1];
  if (browser === undefined) return userAgent.split("/")[0]?.slice(0, 40) || say("session.unknownBrowser");
  return system === undefined ? browser : say("session.browserOn", { browser, system });
}
