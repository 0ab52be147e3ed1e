import { mailboxClient, type MailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { signOut } from "@latchkey/contract/sign-in.ts";
import { test as base, type BrowserContext, type Page } from "playwright/test";
import { sessionCookieName, signInToApi, type Api } from "./api.ts";
import { complaintsOf } from "./complaints.ts";
import { peopleOf, type People } from "./people.ts";
import { root, setUp, startStack, type Stack, type StackParts } from "./stack.ts";

export { expect } from "playwright/test";

/** What a project of Playwright's configuration may choose in its `use`. */
export type StackOptions = {
  /** What keeps the rows of its stacks. */
  database: NonNullable<StackParts["database"]>;
};

type WorkerFixtures = StackOptions & {
  /** The product, set up with `root` as its first System Administrator. */
  stack: Stack;
};

type Fixtures = {
  /** A System Administrator's hands on the API; the same session as that of `page`. */
  administrator: Api;
  /** Makes users: `await users.active()`. */
  users: People;
  /** The built-in mailbox; whole again after the story. */
  mailbox: MailboxClient;
  /** The server's clock. It never goes back, so that nothing lies ahead of a later story of this worker. */
  clock: Pick<Stack, "now" | "advance">;
  /** A browser of somebody else: of this person, who has signed in, or one in which nobody is signed in. */
  otherBrowser: (as?: { userName: string; password: string }) => Promise<Page>;
  /** A stack of this story alone, not set up. */
  freshStack: Stack;
};

/** A story. `page` is the browser of a System Administrator who has signed in. Any complaint of a page fails it. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  database: ["sqlite", { option: true, scope: "worker" }],

  stack: [
    async ({ database }, use) => {
      const stack = await startStack({ database });
      await setUp(stack);
      await use(stack);
      await stack.stop();
    },
    { scope: "worker" },
  ],

  baseURL: ({ stack }, use) => use(stack.url),

  administrator: async ({ stack }, use) => {
    const api = await signInToApi(stack.url, root.userName, root.password);
    await use(api);
    await api.call(signOut, {});
  },

  users: ({ stack, administrator }, use) => use(peopleOf(stack.url, administrator)),

  context: async ({ context, stack }, use) => {
    const complaints = complaintsOf(context);
    stack.errors.length = 0;
    await use(context);
    base.expect(complaints, "complaints of the browser").toEqual([]);
    base.expect(stack.errors, "errors in the server's log").toEqual([]);
  },

  page: async ({ page, context, stack, administrator }, use) => {
    await takeOver(context, stack.url, administrator);
    await use(page);
  },

  mailbox: async ({ stack }, use) => {
    const mailbox = mailboxClient(stack.mailboxUrl);
    await use(mailbox);
    await mailbox.reset();
  },

  clock: ({ stack }, use) => use(stack),

  otherBrowser: async ({ browser, stack }, use) => {
    const opened: { context: BrowserContext; complaints: string[] }[] = [];
    await use(async (as) => {
      const context = await browser.newContext();
      opened.push({ context, complaints: complaintsOf(context) });
      if (as) await takeOver(context, stack.url, await signInToApi(stack.url, as.userName, as.password));
      return context.newPage();
    });
    for (const { context } of opened) await context.close();
    const complaints = opened.flatMap((one) => one.complaints);
    base.expect(complaints, "complaints of the other browser").toEqual([]);
  },

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter to learn what a fixture needs
  freshStack: async ({}, use) => {
    const stack = await startStack();
    await use(stack);
    await stack.stop();
    base.expect(stack.errors, "errors in the server's log").toEqual([]);
  },
});

/** Gives a browser the session of a caller of the API. */
async function takeOver(context: BrowserContext, url: string, api: Api): Promise<void> {
  await context.addCookies([
    { name: sessionCookieName(url), value: api.cookie() ?? "", url, httpOnly: true },
  ]);
}
