import type { Page } from "playwright/test";

/** One answer of the server: what it weighed on the wire with its headers, in bytes, compressed as it came. */
type Answer = { url: string; bytes: number; headers: Record<string, string> };

/** What the page loads until nothing more comes, as Chromium counts it. */
export async function firstLoadOf(page: Page, load: () => Promise<unknown>): Promise<Answer[]> {
  const session = await page.context().newCDPSession(page);
  const answers = new Map<string, Answer>();
  session.on("Network.responseReceived", ({ requestId, response }) => {
    const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]);
    answers.set(requestId, { url: response.url, bytes: 0, headers: Object.fromEntries(headers) });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const answer = answers.get(requestId);
    if (answer !== undefined) answer.bytes = encodedDataLength;
  });
  await session.send("Network.enable");
  await load();
  await page.waitForLoadState("networkidle");
  await session.detach();
  return [...answers.values()];
}
