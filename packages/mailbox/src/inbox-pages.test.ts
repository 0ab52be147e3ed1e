import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openMailbox } from "./mailbox.ts";
import type { Mailbox } from "./mailbox.ts";

const EVIL = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;

let folder: string;
let time: number;
let mailbox: Mailbox;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mailbox-pages-test-"));
  time = Date.parse("2026-11-23T09:00:00.000Z");
  mailbox = await openMailbox({ folder, port: 0, now: () => time });
});

afterEach(async () => {
  await mailbox.close();
  await rm(folder, { recursive: true });
});

async function send(change: object = {}): Promise<string> {
  const resend = new Resend(mailbox.apiKey, { baseUrl: mailbox.apiUrl });
  const { data, error } = await resend.emails.send(
    {
      from: "Latchkey <no-reply@latchkey.test>",
      to: "jane.okafor@acme.dev",
      subject: "Choose a new password",
      html: '<!DOCTYPE html><html lang="en"><head><title>Hi</title></head><body>Hello</body></html>',
      text: "Open https://acme.dev/a?b=1&c=2.",
      ...change,
    },
    { idempotencyKey: crypto.randomUUID() },
  );
  if (!data) throw new Error(error.message);
  return data.id;
}

async function get(path: string) {
  const answer = await fetch(new URL(path, mailbox.url));
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

test("an empty mailbox says what to expect", async () => {
  const { status, body } = await get("/");
  expect(status).toBe(200);
  expect(body).toContain("<title>Mailbox</title>");
  expect(body).toContain("No mail yet");
});

test("the list shows the newest first, and finds by a part of the address", async () => {
  await send({ subject: "Older" });
  time += 5 * 60_000;
  await send({ subject: "Newer", to: "kenji.ito@acme.dev" });
  const all = (await get("/")).body;
  expect(all.indexOf("Newer")).toBeLessThan(all.indexOf("Older"));
  expect(all).toContain("2 mails");
  expect(all).toContain("5 minutes ago");

  const found = (await get("/?to=KENJI")).body;
  expect(found).toContain("Newer");
  expect(found).not.toContain("Older");
  expect((await get("/?to=nobody")).body).toContain("No mail to “nobody”");
});

test("the pages look like the product: its font, its tokens, its reset, and what the inbox adds", async () => {
  const { headers, body: style } = await get("/inbox.css");
  expect(headers.get("content-type")).toContain("text/css");
  const order = ["@font-face", "--accent: light-dark(", "box-sizing: border-box", ".mails a {"];
  expect(order.map((part) => style.indexOf(part)).toSorted((a, b) => a - b)).toEqual(
    order.map((part) => style.indexOf(part)),
  );
  expect(order.filter((part) => !style.includes(part))).toEqual([]);

  const fonts = style.matchAll(/url\(\.(\/files\/[^)]+)\)/g).map(([, path]) => path!);
  for (const path of fonts) {
    const { status, headers: ofFont } = await get(path);
    expect(`${path} ${status} ${ofFont.get("content-type")}`).toBe(`${path} 200 font/woff2`);
  }
  expect((await get("/")).headers.get("content-security-policy")).toContain("font-src 'self'");
  expect((await get("/files/no-such-font.woff2")).status).toBe(404);
  expect((await get("/files/..%2f..%2fwght.css")).status).toBe(404);
});

test("pages run no inline script and can not be framed", async () => {
  const id = await send();
  for (const path of ["/", `/mails/${id}`, `/mails/${id}?part=text`, "/nowhere"]) {
    const { headers, body } = await get(path);
    const policy = headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body).not.toMatch(/<script(?! src="\/inbox-refresh\.js")|<style|style=/);
  }
});

test("what a mail says is escaped on every page", async () => {
  const id = await send({
    from: `${EVIL.replaceAll(/[<>]/g, "")} <no-reply@latchkey.test>`,
    subject: EVIL,
    text: `${EVIL} https://acme.dev/"onclick=alert(3)`,
    headers: { "X-Evil": EVIL },
  });
  const pages = ["/", "", "?part=text", "?part=headers"].map((part) =>
    part === "/" ? part : `/mails/${id}${part}`,
  );
  for (const path of [...pages, `/?to=${encodeURIComponent(EVIL)}`]) {
    const { body } = await get(path);
    expect(body).not.toContain("<script>");
    expect(body).not.toContain("<img");
    expect(body).not.toContain('"onclick');
    expect(body).toContain("&lt;script&gt;");
  }
});

test("the HTML of a mail is a sandboxed document whose links open in new tabs", async () => {
  const id = await send();
  const page = (await get(`/mails/${id}?scheme=dark`)).body;
  expect(page).toContain(`src="/mails/${id}/html"`);
  expect(page).toContain('class="paper dark"');

  const { headers, body } = await get(`/mails/${id}/html`);
  const sandbox = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";
  expect(page).toContain(`sandbox="${sandbox}"`);
  expect(headers.get("content-security-policy")).toBe(
    `sandbox ${sandbox}; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'`,
  );
  expect(body).toMatch(/^<!doctype html><base target="_blank"><html lang="en">/);
});

test("the text part shows its links, the headers part the idempotency key", async () => {
  const id = await send();
  const text = (await get(`/mails/${id}?part=text`)).body;
  expect(text).toContain('<a href="https://acme.dev/a?b=1&amp;c=2" target="_blank"');
  const headers = (await get(`/mails/${id}?part=headers`)).body;
  expect(headers).toMatch(/Idempotency-Key<\/th>\s*<td>[0-9a-f-]{36}<\/td>/);
});

test("a mail without an HTML part opens as text", async () => {
  const id = await send({ html: undefined });
  expect((await get(`/mails/${id}`)).body).toContain("<pre>");
  expect((await get(`/mails/${id}?part=html`)).body).toContain("This mail has no HTML part.");
  expect((await get(`/mails/${id}/html`)).status).toBe(404);
});

test("an unknown mail answers 404 in words", async () => {
  const { status, body } = await get("/mails/nothing");
  expect(status).toBe(404);
  expect(body).toContain("There is no such mail");
});
