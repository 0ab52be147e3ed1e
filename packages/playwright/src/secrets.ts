import type { Mail } from "@latchkey/mailbox/mail.ts";
import { expect, type Page } from "playwright/test";

/** The temporary password in a mail of the template Access Info; throws when there is none. */
export function passwordIn(mail: Mail): string {
  const password = /^Temporary password:\n(\S+)$/m.exec(mail.text ?? "")?.[1];
  if (password === undefined) throw new Error(`“${mail.subject}” holds no temporary password.`);
  return password;
}

/** The address of the "this wasn't me" page in a mail; throws when there is none. */
export function stopLinkIn(mail: Mail): string {
  const link = /^https?:\/\/\S+\/stop#[\w-]{43}$/m.exec(mail.text ?? "")?.[0];
  if (link === undefined) throw new Error(`“${mail.subject}” holds no “this wasn't me” link.`);
  return link;
}

/** Collects, from now on, what the server's API answers to this page. */
export function answersTo(page: Page): { all(): Promise<string> } {
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    // A stream of hints has no end to wait for, and no data.
    if (!pathname.startsWith("/api/") || pathname.endsWith("/live")) return;
    // An answer to a page that is gone by now can't be read, and showed nothing.
    bodies.push(response.text().catch(() => ""));
  });
  return { all: async () => (await Promise.all(bodies)).join("\n") };
}

/** Expects a secret to stand nowhere in the page: not in its elements, its fields, its address, its history or its stores. */
export async function expectNowhere(page: Page, secret: string): Promise<void> {
  expect(secret).not.toBe("");
  const places = await page.evaluate(async () => ({
    elements: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll<HTMLInputElement>("input, textarea")]
      .map(({ value }) => value)
      .join("\n"),
    title: document.title,
    address: location.href,
    history: JSON.stringify(history.state),
    stores: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    databases: JSON.stringify([await indexedDB.databases(), await caches.keys()]),
  }));
  const found = Object.entries(places).filter(([, text]) => text.includes(secret));
  expect(found.map(([place]) => place)).toEqual([]);
}
