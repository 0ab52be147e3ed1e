import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { createUser } from "@latchkey/contract/users.ts";
import { firstLink, mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { chromium, type Page } from "playwright";
import { firstLoadOf } from "@latchkey/playwright/first-load.ts";
import { signInToApi, sessionCookieName } from "@latchkey/playwright/api.ts";
import { findBrowser } from "./support/find-browser.ts";
import { root, setUp, startStack } from "@latchkey/playwright/stack.ts";

/** Runs of each page, with an empty cache. */
const runs = 7;

/**
 * Prints what the first load of a page weighs on the wire and how long it takes in Chromium, beside what no page can be faster
 * than: an empty one with one script of the same server. Asserts nothing.
 */
const stack = await startStack();
await setUp(stack);
const administrator = await signInToApi(stack.url, root.userName, root.password);
const jane = await administrator.call(createUser, {
  body: { userName: "jane.okafor", lastName: "Okafor", email: "jane.okafor@acme.test" },
});
await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
const link = firstLink(await mailboxClient(stack.mailboxUrl).waitForMail({ to: "jane.okafor@acme.test" }));
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath: findBrowser(), args });

await report("An empty page with one script", async (page) => {
  const address = `${stack.url}/empty`;
  const body = `<!doctype html><script src="/theme.js"></script><button>Empty</button>`;
  await page.route(address, (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(address);
  await seen(page, "Empty");
});
await report("Reset page", async (page) => {
  await page.goto(link);
  await seen(page, "Change Password");
});
await report("Sign-in page", async (page) => {
  await page.goto(`${stack.url}/sign-in`);
  await seen(page, "Sign In");
});
await report("Console, the list of users", async (page) => {
  const value = administrator.cookie() ?? "";
  const name = sessionCookieName(stack.url);
  await page.context().addCookies([{ name, value, url: stack.url, httpOnly: true }]);
  await page.goto(`${stack.url}/users`);
  await seen(page, "Create User");
});
await browser.close();
await stack.stop();

/** Waits for what a person came for, until it can be pressed. */
function seen(page: Page, name: string): Promise<void> {
  return page.getByRole("button", { name }).or(page.getByRole("link", { name })).waitFor();
}

async function report(name: string, open: (page: Page) => Promise<void>): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await timed(open));
  const sorted = times.toSorted((a, b) => a - b).map(Math.round);
  const context = await browser.newContext();
  const page = await context.newPage();
  const loaded = await firstLoadOf(page, () => open(page));
  await context.close();
  const kilobytes = loaded.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
  process.stdout.write(
    `${name}: ${kilobytes.toFixed(1)} kB in ${loaded.length} requests, median ${sorted[Math.floor(runs / 2)]} ms to be usable (${sorted[0]}–${sorted.at(-1)} ms, ${runs} runs)\n`,
  );
}

/** Milliseconds from an empty cache until what a person came for can be pressed. */
async function timed(open: (page: Page) => Promise<void>): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const begun = performance.now();
  await open(page);
  const took = performance.now() - begun;
  await context.close();
  return took;
}
