import type { BrowserContext, ConsoleMessage } from "playwright/test";

/** Collects, from now on, what the pages of a browser write as errors, throw, or are refused by the content policy. */
export function complaintsOf(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error" && !isRefusalOfTheApi(message))
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(String(error.error().stack ?? error.error())));
  return complaints;
}

/** Chromium itself writes a line for every 4xx answer; those of the API are what stories are about. */
function isRefusalOfTheApi(message: ConsoleMessage): boolean {
  const { url } = message.location();
  return (
    /^Failed to load resource: the server responded with a status of 4\d\d /.test(message.text()) &&
    URL.parse(url)?.pathname.startsWith("/api/") === true
  );
}
