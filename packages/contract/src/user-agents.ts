/** Browsers in the order in which their marks may be trusted: most also carry those of the ones below them. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bHeadlessChrome\/|\bChrome\/|\bChromium\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
  // A mail program's own window on Apple's devices names the engine alone.
  [/\((?:iPhone|iPad|Macintosh);.*\bAppleWebKit\//, "Safari"],
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

/** A browser's family, and what it runs on; null where the header does not tell of one that we know. */
export type UserAgent = { browser: string | null; system: string | null };

/** Reads a User-Agent header. It gives names of ours alone, whatever its sender wrote there. */
export function readUserAgent(header: string): UserAgent {
  const nameIn = (marks: typeof browsers) => marks.find(([mark]) => mark.test(header))?.[1] ?? null;
  return { browser: nameIn(browsers), system: nameIn(systems) };
}
