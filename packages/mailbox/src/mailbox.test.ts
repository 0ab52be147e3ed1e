import { mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openMailbox } from "./mailbox.ts";
import type { Mailbox, MailboxOptions } from "./mailbox.ts";
import { firstLink, mailboxClient } from "./mailbox-client.ts";

const START = Date.parse("2026-11-23T09:00:00.000Z");
const HOUR_MS = 60 * 60 * 1000;

let folder: string;
let time: number;
let opened: Mailbox[];

beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), "mailbox-test-"));
  folder = join(root, "mailbox");
  time = START;
  opened = [];
});

afterEach(async () => {
  for (const mailbox of opened) await mailbox.close();
  await rm(join(folder, ".."), { recursive: true });
});

async function open(options: Partial<MailboxOptions> = {}) {
  const mailbox = await openMailbox({ folder, port: 0, now: () => time, ...options });
  opened.push(mailbox);
  const resend = new Resend(mailbox.apiKey, { baseUrl: mailbox.apiUrl });
  return { mailbox, resend, client: mailboxClient(mailbox.url) };
}

async function close(mailbox: Mailbox) {
  opened.splice(opened.indexOf(mailbox), 1);
  await mailbox.close();
}

const mail = {
  from: "Latchkey <no-reply@latchkey.test>",
  to: "Jane Okafor <jane.okafor@acme.dev>",
  subject: "Choose a new password",
  html: '<p>Choose <a href="http://localhost:3000/reset-password#abc">a new password</a></p>',
  text: "Choose a new password: http://localhost:3000/reset-password#abc-_9.\n",
};

test("a mail sent with the SDK is accepted, kept and found by its id", async () => {
  const { resend, client } = await open({ random: () => "id-1", apiKey: "re_test" });

  const sent = await resend.emails.send(
    {
      ...mail,
      replyTo: "support@acme.dev",
      headers: { "X-Kind": "password-change-link" },
      tags: [{ name: "kind", value: "password-change-link" }],
    },
    { idempotencyKey: "outbox/1" },
  );
  expect(sent.error).toBeNull();
  expect(sent.data).toEqual({ id: "id-1" });
  expect(sent.headers).toMatchObject({ "ratelimit-limit": "10", "ratelimit-remaining": "9" });

  expect(await client.mails()).toEqual([
    {
      id: "id-1",
      state: "sent",
      history: [{ state: "sent", at: "2026-11-23T09:00:00.000Z" }],
      receivedAt: "2026-11-23T09:00:00.000Z",
      idempotencyKey: "outbox/1",
      from: mail.from,
      to: [mail.to],
      cc: [],
      bcc: [],
      replyTo: ["support@acme.dev"],
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      headers: { "X-Kind": "password-change-link" },
      tags: [{ name: "kind", value: "password-change-link" }],
      attachments: [],
    },
  ]);
  const found = await resend.emails.get("id-1");
  expect(found.data).toMatchObject({ id: "id-1", last_event: "sent", to: [mail.to], cc: null });
  const missing = await resend.emails.get("id-2");
  expect(missing.error).toMatchObject({ statusCode: 404, name: "not_found" });
});

test("an idempotency key answers the same id for 24 hours and sends no second mail", async () => {
  const { resend, client } = await open();
  const options = { idempotencyKey: "outbox/1" };

  const first = await resend.emails.send(mail, options);
  time += 24 * HOUR_MS - 1;
  const again = await resend.emails.send(mail, options);
  expect(again.data?.id).toBe(first.data?.id);
  expect(await client.mails()).toHaveLength(1);

  const other = await resend.emails.send({ ...mail, subject: "Another" }, options);
  expect(other.error).toMatchObject({ statusCode: 409, name: "invalid_idempotent_request" });

  time += 1;
  const nextDay = await resend.emails.send(mail, options);
  expect(nextDay.data?.id).not.toBe(first.data?.id);
  expect(await client.mails()).toHaveLength(2);
});

test("a key in progress answers 409, and works once the first request is through", async () => {
  const { resend, client } = await open();
  await client.setFault({ kind: "none", delayMilliseconds: 120_000 });
  const send = () => resend.emails.send(mail, { idempotencyKey: "outbox/1" });

  const both = [send(), send()];
  const refused = await Promise.race(both);
  expect(refused.error).toMatchObject({
    statusCode: 409,
    name: "concurrent_idempotent_requests",
  });
  expect(await client.mails()).toEqual([]);

  await client.setFault({ kind: "none" });
  const [accepted, ...others] = (await Promise.all(both)).filter(({ data }) => data !== null);
  expect(others).toEqual([]);
  expect((await send()).data?.id).toBe(accepted?.data?.id);
  expect(await client.mails()).toHaveLength(1);
});

test("a request that was refused leaves its idempotency key free", async () => {
  const { resend } = await open();
  const options = { idempotencyKey: "outbox/1" };
  const refused = await resend.emails.send({ ...mail, to: "nobody" }, options);
  expect(refused.error?.statusCode).toBe(422);
  const sent = await resend.emails.send(mail, options);
  expect(sent.error).toBeNull();
});

test("an idempotency key longer than 256 characters is refused", async () => {
  const { resend } = await open();
  const sent = await resend.emails.send(mail, { idempotencyKey: "k".repeat(257) });
  expect(sent.error).toMatchObject({ statusCode: 400, name: "invalid_idempotency_key" });
});

test("a wrong and a missing API key answer as Resend does", async () => {
  const { mailbox, client } = await open();
  const stranger = new Resend("re_wrong", { baseUrl: mailbox.apiUrl });
  const sent = await stranger.emails.send(mail);
  expect(sent.error).toEqual({
    statusCode: 401,
    name: "validation_error",
    message: "API key is invalid",
  });

  const answer = await fetch(`${mailbox.apiUrl}/emails`, { method: "POST", body: "{}" });
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ statusCode: 401, name: "missing_api_key" });
  expect(await client.mails()).toEqual([]);
});

test.each([
  ["no address", { to: "jane" }, "validation_error", "Invalid `to` field."],
  ["a bad one among good ones", { to: ["a@acme.dev", "b@"] }, "validation_error", "Invalid `to`"],
  ["a line break in an address", { to: "a@acme.dev\nb" }, "validation_error", "Invalid `to` field."],
  ["no recipient", { to: [] }, "missing_required_field", "Missing `to` field."],
  ["example.com", { to: "jane@example.com" }, "validation_error", "testing email address"],
  ["test.com", { to: "Jane <jane@TEST.com>" }, "validation_error", "testing email address"],
  ["a bad sender", { from: "Latchkey" }, "invalid_from_address", "Invalid `from` field."],
  ["a line break in the subject", { subject: "a\r\nBcc: b" }, "validation_error", "`subject` field"],
  ["a control character in the subject", { subject: "a\u0007" }, "validation_error", "`subject`"],
  ["no subject", { subject: undefined }, "missing_required_field", "Missing `subject` field."],
  ["no content", { html: "", text: undefined }, "missing_required_field", "`html` or `text`"],
  ["a bad tag", { tags: [{ name: "a b", value: "c" }] }, "validation_error", "Tags should only"],
  ["a line break in a header", { headers: { "X-A": "a\nb" } }, "validation_error", "`headers`"],
  ["a later time", { scheduledAt: "in 1 hour" }, "validation_error", "does not support"],
])("a mail with %s is refused", async (_what, change, name, message) => {
  const { resend, client } = await open();
  const sent = await resend.emails.send({ ...mail, ...change } as typeof mail);
  expect(sent.error).toMatchObject({ statusCode: 422, name });
  expect(sent.error?.message).toContain(message);
  expect(await client.mails()).toEqual([]);
});

test("a file that comes with a mail is kept, shown where the HTML names it, and refused in a batch", async () => {
  const { mailbox, resend, client } = await open();
  const attachments = [
    { filename: "logo.png", content: "AA==", contentType: "image/png", contentId: "logo" },
    { filename: "page.html", content: "AA==", contentType: "text/html", contentId: "page" },
  ];
  const html = '<img src="cid:logo" alt="Acme"><img src="cid:page" alt="">';
  const { data } = await resend.emails.send({ ...mail, html, attachments });
  const kept = await client.mail(data!.id);
  expect(kept.html).toBe(html);
  expect(kept.attachments).toEqual([
    { name: "logo.png", type: "image/png", contentId: "logo", content: "AA==" },
    { name: "page.html", type: "text/html", contentId: "page", content: "AA==" },
  ]);
  const shown = await (await fetch(new URL(`/mails/${data!.id}/html`, mailbox.url))).text();
  expect(shown).toContain('<img src="data:image/png;base64,AA==" alt="Acme"><img src="cid:page" alt="">');

  const batch = await resend.batch.send([{ ...mail, attachments } as typeof mail]);
  expect(batch.error).toMatchObject({ statusCode: 422, name: "validation_error" });
  const noBase64 = await resend.emails.send({ ...mail, attachments: [{ ...attachments[0]!, content: "%" }] });
  expect(noBase64.error).toMatchObject({ statusCode: 422, name: "validation_error" });
  expect(await client.mails()).toHaveLength(1);
});

test("a body that is not JSON answers 400, an unknown endpoint 405", async () => {
  const { mailbox } = await open();
  const headers = { authorization: `Bearer ${mailbox.apiKey}` };
  const broken = await fetch(`${mailbox.apiUrl}/emails`, { method: "POST", headers, body: "{" });
  expect(broken.status).toBe(400);
  const unknown = await fetch(`${mailbox.apiUrl}/emails/x`, { method: "PATCH", headers });
  expect(unknown.status).toBe(405);
  expect(await unknown.json()).toMatchObject({ name: "method_not_allowed" });
});

test("a strict batch goes as a whole or not at all", async () => {
  const { resend, client } = await open();
  const refused = await resend.batch.send([mail, { ...mail, to: "nobody" }]);
  expect(refused.error?.statusCode).toBe(422);
  expect(await client.mails()).toEqual([]);

  const batch = [mail, { ...mail, to: "kenji.ito@acme.dev" }];
  const sent = await resend.batch.send(batch, { idempotencyKey: "run/1" });
  const again = await resend.batch.send(batch, { idempotencyKey: "run/1" });
  expect(sent.data?.data).toHaveLength(2);
  expect(again.data).toEqual(sent.data);
  expect(await client.mails()).toHaveLength(2);

  const tooMany = await resend.batch.send(Array.from({ length: 101 }, () => mail));
  expect(tooMany.error?.statusCode).toBe(422);
});

test("a permissive batch tells which mails it left out", async () => {
  const { resend, client } = await open();
  const sent = await resend.batch.send([{ ...mail, to: "nobody" }, mail], {
    batchValidation: "permissive",
  });
  expect(sent.data?.data).toHaveLength(1);
  expect(sent.data?.errors).toEqual([{ index: 0, message: expect.stringContaining("Invalid `to` field.") }]);
  expect(await client.mails()).toHaveLength(1);
});

test("the rate limit refuses only when told to, in windows of one second", async () => {
  const { resend } = await open({ rateLimit: { perSecond: 1, refuse: true } });
  expect((await resend.emails.send(mail)).error).toBeNull();
  const early = await resend.emails.send(mail);
  expect(early.error).toMatchObject({ statusCode: 429, name: "rate_limit_exceeded" });
  expect(early.headers).toMatchObject({ "retry-after": "1", "ratelimit-remaining": "0" });
  time += 1000;
  expect((await resend.emails.send(mail)).error).toBeNull();
});

test.each([
  ["down", 503, "application_error", 0],
  ["rate-limited", 429, "rate_limit_exceeded", 0],
  ["invalid-key", 401, "validation_error", 0],
  ["bad-address", 422, "validation_error", 0],
  ["unreachable", null, "application_error", 0],
  ["lost-answer", null, "application_error", 1],
] as const)(
  'the fault "%s" answers %s for as many requests as asked',
  async (kind, statusCode, name, kept) => {
    const { resend, client } = await open();
    await client.setFault({ kind, times: 1 });
    const options = { idempotencyKey: "outbox/1" };

    const failed = await resend.emails.send(mail, options);
    expect(failed.error).toMatchObject({ statusCode, name });
    expect(await client.mails()).toHaveLength(kept);

    const retried = await resend.emails.send(mail, options);
    expect(retried.error).toBeNull();
    const mails = await client.mails();
    expect(mails.map(({ id }) => id)).toEqual([retried.data?.id]);
  },
);

test("a fault without a number lasts until it is taken back", async () => {
  const { resend, client } = await open();
  await client.setFault({ kind: "down" });
  await resend.emails.send(mail);
  expect((await resend.emails.send(mail)).error?.statusCode).toBe(503);
  await client.setFault({ kind: "none" });
  expect((await resend.emails.send(mail)).error).toBeNull();
});

test("closing breaks off a request that is being delayed", async () => {
  const { mailbox, resend, client } = await open();
  await client.setFault({ kind: "none", delayMilliseconds: 120_000 });
  const pending = resend.emails.send(mail, { idempotencyKey: "outbox/1" });
  await expect
    .poll(async () => {
      const twin = await fetch(`${mailbox.apiUrl}/emails`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${mailbox.apiKey}`,
          "idempotency-key": "outbox/1",
        },
        body: "{}",
      });
      return twin.status;
    })
    .toBe(409);
  await close(mailbox);
  expect((await pending).error?.statusCode).toBeNull();
});

test("mail and keys survive a restart", async () => {
  const before = await open();
  const options = { idempotencyKey: "outbox/1" };
  const sent = await before.resend.emails.send(mail, options);
  const mails = await before.client.mails();
  await close(before.mailbox);

  const after = await open();
  expect(await after.client.mails()).toEqual(mails);
  const again = await after.resend.emails.send(mail, options);
  expect(again.data?.id).toBe(sent.data?.id);
});

test("a mail cut short by a crash is dropped and the rest is kept", async () => {
  const before = await open();
  await before.resend.emails.send({ ...mail, subject: "Whole" });
  await before.resend.emails.send({ ...mail, subject: "Cut short" });
  await close(before.mailbox);
  const log = join(folder, "mails.jsonl");
  await truncate(log, (await stat(log)).size - 20);

  const after = await open();
  await after.resend.emails.send({ ...mail, subject: "Next" });
  await close(after.mailbox);
  const last = await open();
  expect((await last.client.mails()).map(({ subject }) => subject)).toEqual(["Next", "Whole"]);
});

test("a damaged log is named, not skipped", async () => {
  const before = await open();
  await before.resend.emails.send(mail);
  await close(before.mailbox);
  const log = join(folder, "mails.jsonl");
  await writeFile(log, `{"acceptedAt":1}\n${await readFile(log, "utf8")}`);
  await expect(open()).rejects.toThrow("mails.jsonl, line 1,");
});

test("emptying forgets the mail, but not the keys", async () => {
  const { mailbox, resend, client } = await open();
  const sent = await resend.emails.send(mail, { idempotencyKey: "outbox/1" });
  await client.empty();
  expect(await client.mails()).toEqual([]);
  expect(await readFile(join(folder, "mails.jsonl"), "utf8")).not.toContain("reset-password");
  await close(mailbox);

  const after = await open();
  const again = await after.resend.emails.send(mail, { idempotencyKey: "outbox/1" });
  expect(again.data?.id).toBe(sent.data?.id);
  expect(await after.client.mails()).toEqual([]);
});

test("only the owner can read the folder and its files, whatever the umask", async () => {
  const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
  const log = join(folder, "mails.jsonl");
  for (const mask of [0o022, 0o777]) {
    const umask = process.umask(mask);
    try {
      const { mailbox, client } = await open();
      expect(await modeOf(folder)).toBe(0o700);
      expect(await modeOf(log)).toBe(0o600);
      await client.empty();
      expect(await modeOf(log)).toBe(0o600);
      await close(mailbox);
    } finally {
      process.umask(umask);
    }
  }
});

test("a taken port is refused", async () => {
  const { mailbox } = await open();
  const port = Number(new URL(mailbox.url).port);
  await expect(open({ port, folder: join(folder, "second") })).rejects.toThrow("EADDRINUSE");
});

test("another host name is refused, on pages and on the API", async () => {
  const { mailbox } = await open();
  const statusFor = (path: string, host: string) =>
    new Promise((resolve, reject) => {
      const call = request(new URL(path, mailbox.url), { headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      call.on("error", reject).end();
    });
  expect(await statusFor("/", "localhost:8080")).toBe(200);
  expect(await statusFor("/", "127.0.0.1")).toBe(200);
  expect(await statusFor("/", "evil.dev")).toBe(421);
  expect(await statusFor("/api/mails", "localhost.evil.dev:3001")).toBe(421);
  expect(await statusFor("/emails/x", "evil.dev")).toBe(421);
});

test("the JSON API takes changes only as JSON and only from its own pages", async () => {
  const { mailbox, resend, client } = await open();
  await resend.emails.send(mail);
  const empty = (headers: Record<string, string>) =>
    fetch(`${mailbox.url}/api/mails`, { method: "DELETE", headers });

  expect((await empty({})).status).toBe(415);
  const json = { "content-type": "application/json" };
  expect((await empty({ ...json, origin: "http://localhost:3000" })).status).toBe(403);
  expect((await empty({ ...json, origin: "null" })).status).toBe(403);
  expect(await client.mails()).toHaveLength(1);
  expect((await empty({ ...json, origin: mailbox.url })).status).toBe(204);
  expect(await client.mails()).toEqual([]);

  const fault = await fetch(`${mailbox.url}/api/faults`, {
    method: "PUT",
    headers: json,
    body: '{"kind":"asleep"}',
  });
  expect(fault.status).toBe(422);
});

test("mail is filtered by its exact address and read one by one", async () => {
  const { mailbox, resend, client } = await open();
  await resend.emails.send(mail);
  await resend.emails.send({ ...mail, to: "mary-jane.okafor@acme.dev" });
  const [found, ...others] = await client.mails({ to: "Jane.Okafor@ACME.dev" });
  expect(found?.to).toEqual([mail.to]);
  expect(others).toEqual([]);

  const one = await fetch(`${mailbox.url}/api/mails/${found?.id}`);
  expect(await one.json()).toEqual(found);
  expect((await fetch(`${mailbox.url}/api/mails/nothing`)).status).toBe(404);
});

test("waiting for a mail finds one that comes later, and skips what was there", async () => {
  const { resend, client } = await open();
  const to = "jane.okafor@acme.dev";
  await resend.emails.send(mail);
  const before = await client.waitForMail({ to, subject: mail.subject });
  const waiting = client.waitForMail({ to, subject: /password/, after: before });
  await resend.emails.send({ ...mail, subject: "Welcome" });
  const sent = await resend.emails.send({ ...mail, subject: "Your password was changed" });
  expect((await waiting).id).toBe(sent.data?.id);
});

test("waiting in vain tells what came instead", async () => {
  const { resend, client } = await open();
  await resend.emails.send({ ...mail, subject: "Welcome" });
  const waiting = client.waitForMail({ to: mail.to, subject: "Goodbye", timeoutMilliseconds: 0 });
  await expect(waiting).rejects.toThrow(/Goodbye.*\n- 2026-11-23T09:00:00.000Z Welcome/);
});

test("the first link of a mail is the one in its text, without the full stop behind it", async () => {
  const { resend, client } = await open();
  await resend.emails.send(mail);
  await resend.emails.send({ ...mail, subject: "No link", text: "Nothing to open" });
  const [without, withLink] = await client.mails();
  if (!without || !withLink) throw new Error("Both mails were expected.");
  expect(firstLink(withLink)).toBe("http://localhost:3000/reset-password#abc-_9");
  expect(() => firstLink(without)).toThrow("No link");
});
