import type { BrowserContext, ConsoleMessage } from "playwright/test";

/** Collects, from now on, what the pages of a browser write as errors, throw, or are refused by the content policy. */
export function complaintsOf(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error" && !isExpectedRefusal(message))
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(String(error.error().stack ?? error.error())));
  return complaints;
}

/** Chromium itself writes a line for every 4xx answer; those of the API, and of a page that is none, are what stories are about. */
function isExpectedRefusal(message: ConsoleMessage): boolean {
  const pathname = URL.parse(message.location().url)?.pathname;
  return (
    /^Failed to load resource: the server responded with a status of 4\d\d /.test(message.text()) &&
    (pathname?.startsWith("/api/") === true || pathname === "/no-such-page")
  );
}
