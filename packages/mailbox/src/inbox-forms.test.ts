import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openMailbox } from "./mailbox.ts";
import type { Mailbox } from "./mailbox.ts";
import { mailboxClient } from "./mailbox-client.ts";
import type { MailboxClient } from "./mailbox-client.ts";

const EVIL = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;

let folder: string;
let mailbox: Mailbox;
let client: MailboxClient;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mailbox-forms-test-"));
  mailbox = await openMailbox({ folder, port: 0 });
  client = mailboxClient(mailbox.url);
});

afterEach(async () => {
  await mailbox.close();
  await rm(folder, { recursive: true });
});

async function send(change: object = {}): Promise<string> {
  const resend = new Resend(mailbox.apiKey, { baseUrl: mailbox.apiUrl });
  const { data, error } = await resend.emails.send({
    from: "Latchkey <no-reply@latchkey.test>",
    to: "jane.okafor@acme.dev",
    subject: "Choose a new password",
    html: "<p>Hello</p>",
    text: "Open http://127.0.0.1:1/reset-password#secret.",
    ...change,
  });
  if (!data) throw new Error(error.message);
  return data.id;
}

async function submit(
  path: string,
  fields: Record<string, string>,
  headers = { "sec-fetch-site": "same-origin" },
) {
  const body = new URLSearchParams(fields);
  const answer = await fetch(new URL(path, mailbox.url), {
    method: "POST",
    body,
    headers,
    redirect: "manual",
  });
  return { status: answer.status, location: answer.headers.get("location"), body: await answer.text() };
}

async function read(path: string): Promise<string> {
  return (await fetch(new URL(path, mailbox.url))).text();
}

test("the buttons of a mail decide what becomes of it, and its page tells the history", async () => {
  const id = await send();
  expect(await submit(`/mails/${id}/fate`, { fate: "deliver" })).toMatchObject({
    status: 303,
    location: `/mails/${id}`,
  });
  await submit(`/mails/${id}/fate`, { fate: "bounce", type: "Transient", smtpText: `452 full ${EVIL}` });
  expect((await client.mail(id)).history.map(({ state }) => state)).toEqual(["sent", "delivered", "bounced"]);

  const page = await read(`/mails/${id}`);
  const told = [
    "Transient, MailboxFull. The recipient",
    "smtp; 452 full &lt;script&gt;",
    "Delivered",
    "Sent",
  ];
  const places = told.map((text) => page.indexOf(text, page.indexOf('id="history"')));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(page).not.toContain("<script>");
  expect(await read("/")).toMatch(/class="chip bad".*Bounced/);
});

test("each fate has a button of its own", async () => {
  const page = await read(`/mails/${await send()}`);
  for (const label of ["Deliver", "Delay", "Complain", "Suppress", "Fail", "Bounce"])
    expect(page).toContain(`>${label}</button>`);
});

test("a form of another site changes nothing", async () => {
  const id = await send();
  const foreign: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", origin: mailbox.url },
    { origin: "http://localhost:3000" },
    { origin: "null" },
    {},
  ];
  for (const headers of foreign) {
    expect((await submit(`/mails/${id}/fate`, { fate: "deliver" }, headers as never)).status).toBe(403);
    expect((await submit("/behaviour/faults", { kind: "down" }, headers as never)).status).toBe(403);
    expect((await submit(`/mails/${id}/scan`, {}, headers as never)).status).toBe(403);
    expect((await submit("/behaviour/reset", {}, headers as never)).status).toBe(403);
  }
  expect((await client.mail(id)).state).toBe("sent");
  expect((await client.behaviour()).faults).toEqual([]);

  const own = { origin: mailbox.url } as never;
  expect((await submit(`/mails/${id}/fate`, { fate: "deliver" }, own)).status).toBe(303);
});

test("the page of the behaviour shows what is in force, and changes it", async () => {
  const start = await client.behaviour();
  expect(await read("/behaviour")).toContain("Everything works.");

  const fields = {
    kind: "rate-limited",
    times: "3",
    to: " jane@acme.dev ",
    delayMilliseconds: "",
    retryAfterSeconds: "7",
  };
  expect(await submit("/behaviour/faults", fields)).toMatchObject({ status: 303, location: "/behaviour" });
  await submit("/behaviour/limit", { perSecond: "2", refuse: "on" });
  await submit("/behaviour/outcome", { outcome: "deliver", deliverAfterMilliseconds: "50" });
  await submit("/behaviour/webhooks", { reorder: "on" });
  expect(await client.behaviour()).toEqual({
    faults: [{ kind: "rate-limited", times: 3, to: "jane@acme.dev", retryAfterSeconds: 7 }],
    limit: { perSecond: 2, refuse: true },
    outcome: { outcome: "deliver", deliverAfterMilliseconds: 50 },
    webhooks: { duplicate: false, reorder: true, hold: false, url: null, underWay: 0 },
  });
  const page = await read("/behaviour");
  expect(page).toContain("Too many requests (429), for mail to jane@acme.dev, at the next 3 requests.");
  expect(page).toMatch(/name="reorder"\s+checked/);
  expect(page).toMatch(/value="deliver"\s+checked/);
  expect(page).toContain("No webhook is set up");
  expect(await read("/")).toContain("The mail service does not work as it should.");

  await submit("/behaviour/limit", { perSecond: "2" });
  expect((await client.behaviour()).limit.refuse).toBe(false);
  await submit("/behaviour/reset", {});
  expect(await client.behaviour()).toEqual(start);
  expect(await read("/")).not.toContain("does not work as it should");
});

test("a setting that does not fit is told in words and changes nothing", async () => {
  const start = await client.behaviour();
  const refused = await submit("/behaviour/faults", { kind: "asleep" });
  expect(refused.status).toBe(422);
  expect(refused.body).toContain("Nothing was changed.");
  expect((await submit("/behaviour/limit", { perSecond: "many" })).status).toBe(422);
  expect((await submit("/behaviour/outcome", { outcome: "burn" })).status).toBe(422);
  expect(await client.behaviour()).toEqual(start);
  expect((await submit("/mails/nothing/fate", { fate: "deliver" })).status).toBe(404);
  expect((await submit("/mails/nothing/scan", {})).status).toBe(404);
});

test("a mail’s links are listed without their secrets, and a scanner’s visits beside them", async () => {
  const id = await send();
  const before = await read(`/mails/${id}?part=links`);
  expect(before).toContain("http://127.0.0.1:1/reset-password</span>");
  expect(before).not.toContain("HEAD");
  expect(await submit(`/mails/${id}/scan`, {})).toMatchObject({
    status: 303,
    location: `/mails/${id}?part=links`,
  });
  const after = await read(`/mails/${id}?part=links`);
  expect(after).toContain("HEAD No answer");
  expect(after).toContain("GET No answer");
  expect(after).not.toContain("#secret");

  const without = await send({ text: "Nothing to open" });
  expect(await read(`/mails/${without}?part=links`)).toContain("This mail holds no link.");
});

test("the HTML of a mail is shown as wide as a phone, in the chosen scheme", async () => {
  const page = await read(`/mails/${await send()}?width=phone&scheme=dark`);
  expect(page).toContain('class="desk phone"');
  expect(page).toContain('class="paper dark"');
  expect(page).toContain('href="?part=html&amp;scheme=light&amp;width=phone"');
});

test("a long list goes on on the next page, with its filter", async () => {
  const resend = new Resend(mailbox.apiKey, { baseUrl: mailbox.apiUrl });
  const mails = Array.from({ length: 100 }, (_, index) => ({
    from: "no-reply@latchkey.test",
    to: "jane@acme.dev",
    subject: `Mail ${index}`,
    text: "Hello",
  }));
  const oldest = await send({ to: "jane@acme.dev", subject: "The oldest" });
  await resend.batch.send(mails);

  const first = await read("/?to=jane");
  expect(first).toContain("101 mails");
  expect(first).not.toContain("The oldest");
  const older = /class="older" href="([^"]+)"/.exec(first)?.[1]?.replaceAll("&amp;", "&");
  const next = await read(older!);
  expect(next).toContain(`/mails/${oldest}`);
  expect(next).not.toContain("Mail 99");
  expect(next).toContain('href="/?to=jane"');
  expect(next).not.toContain('class="older"');
  expect(await read("/?after=gone")).toContain("Mail 99");
});
