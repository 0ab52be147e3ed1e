import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { createUser } from "@latchkey/contract/users.ts";
import { firstLink, mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { chromium, type Browser } from "playwright";
import { signInToApi, sessionCookieName } from "@latchkey/playwright/api.ts";
import { findBrowser } from "./support/find-browser.ts";
import { root, setUp, startStack } from "@latchkey/playwright/stack.ts";

/** Runs of each page, with an empty cache. */
const runs = 7;

/** Prints how long the first load of the console and of the reset page takes in Chromium; asserts nothing. */
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

await report("Console, the list of users", `${stack.url}/users`, "Create User");
await report("Reset page", link, "Change Password");
await browser.close();
await stack.stop();

async function report(name: string, address: string, seen: string): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await firstLoad(browser, address, seen));
  const sorted = times.toSorted((a, b) => a - b).map(Math.round);
  process.stdout.write(
    `${name}: median ${sorted[Math.floor(runs / 2)]} ms to be usable (${sorted[0]}–${sorted.at(-1)} ms, ${runs} runs)\n`,
  );
}

/** Milliseconds from the navigation until what a person came for can be pressed. */
async function firstLoad(within: Browser, address: string, seen: string): Promise<number> {
  const context = await within.newContext();
  await context.addCookies([
    {
      name: sessionCookieName(stack.url),
      value: administrator.cookie() ?? "",
      url: stack.url,
      httpOnly: true,
    },
  ]);
  const page = await context.newPage();
  const begun = performance.now();
  await page.goto(address);
  await page
    .getByRole("button", { name: seen })
    .or(page.getByRole("link", { name: seen }))
    .waitFor();
  const took = performance.now() - begun;
  await context.close();
  return took;
}
