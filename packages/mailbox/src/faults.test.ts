import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
import { openMailbox } from "./mailbox.ts";
import type { MailboxOptions } from "./mailbox.ts";
import { mailboxClient } from "./mailbox-client.ts";

const mail = {
  from: "Latchkey <no-reply@latchkey.test>",
  to: "jane.okafor@acme.dev",
  subject: "Choose a new password",
  text: "Hello",
};
const other = { ...mail, to: "Kenji Ito <kenji.ito@acme.dev>" };

async function open(options: Partial<MailboxOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "mailbox-faults-test-"));
  const mailbox = await openMailbox({ folder, port: 0, ...options });
  onTestFinished(async () => {
    await mailbox.close();
    await rm(folder, { recursive: true });
  });
  const resend = new Resend(mailbox.apiKey, { baseUrl: mailbox.apiUrl });
  return { resend, client: mailboxClient(mailbox.url) };
}

test.each([
  ["server-error", 500, "internal_server_error"],
  ["daily-quota", 429, "daily_quota_exceeded"],
  ["monthly-quota", 429, "monthly_quota_exceeded"],
  ["restricted-key", 401, "restricted_api_key"],
  ["suspended-key", 403, "suspended_api_key"],
  ["unverified-domain", 403, "validation_error"],
  ["sandbox-sender", 403, "validation_error"],
  ["concurrent-key", 409, "concurrent_idempotent_requests"],
  ["changed-body", 409, "invalid_idempotent_request"],
] as const)('the fault "%s" answers %s %s and keeps nothing', async (kind, statusCode, name) => {
  const { resend, client } = await open();
  await client.setFault({ kind, times: 1 });
  const failed = await resend.emails.send(mail);
  expect(failed.error).toMatchObject({ statusCode, name });
  expect(failed.error?.message).not.toBe("");
  expect(await client.mails()).toEqual([]);
  expect((await resend.emails.send(mail)).error).toBeNull();
});

test.each([
  ["empty-answer", {}],
  ["null-answer", { data: null }],
] as const)('the fault "%s" keeps the mail and answers without its id', async (kind, data) => {
  const { resend, client } = await open();
  await client.setFault({ kind, times: 1 });
  const answered = await resend.emails.send(mail, { idempotencyKey: "outbox/1" });
  expect(answered).toMatchObject({ data, error: null });
  const retried = await resend.emails.send(mail, { idempotencyKey: "outbox/1" });
  expect((await client.mails()).map(({ id }) => id)).toEqual([retried.data?.id]);
});

test.each(["html-answer", "cut-answer"] as const)(
  'the fault "%s" keeps the mail and answers what is no JSON',
  async (kind) => {
    const { resend, client } = await open();
    await client.setFault({ kind, times: 1 });
    const answered = await resend.emails.send(mail, { idempotencyKey: "outbox/1" });
    expect(answered.error).toMatchObject({ statusCode: null, name: "application_error" });
    const retried = await resend.emails.send(mail, { idempotencyKey: "outbox/1" });
    expect((await client.mails()).map(({ id }) => id)).toEqual([retried.data?.id]);
  },
);

test("an unreadable answer spoils no refusal", async () => {
  const { resend, client } = await open();
  await client.setFault({ kind: "empty-answer" });
  const refused = await resend.emails.send({ ...mail, to: "nobody" });
  expect(refused.error?.statusCode).toBe(422);
});

test("silence keeps nothing; the sender's own time limit ends it", async () => {
  const { resend, client } = await open();
  await client.setFault({ kind: "no-answer", times: 1 });
  const impatient = { signal: AbortSignal.timeout(100) } as object;
  const sent = await resend.emails.send(mail, impatient);
  expect(sent.error?.statusCode).toBeNull();
  expect(await client.mails()).toEqual([]);
});

test("a rate limit tells how long to wait", async () => {
  const { resend, client } = await open();
  await client.setFault({ kind: "rate-limited", times: 1, retryAfterSeconds: 7 });
  const refused = await resend.emails.send(mail);
  expect(refused).toMatchObject({ error: { statusCode: 429 }, headers: { "retry-after": "7" } });
});

test("a fault that names an address is met by requests for it alone, beside the others", async () => {
  const { resend, client } = await open();
  await client.setFault({ kind: "down", to: "JANE.okafor@acme.dev", times: 2 });
  await client.setFault({ kind: "daily-quota", to: "kenji.ito@acme.dev" });

  expect((await resend.emails.send({ ...mail, to: "mary@acme.dev" })).error).toBeNull();
  expect((await resend.emails.send(mail)).error?.statusCode).toBe(503);
  expect((await resend.emails.send(other)).error?.name).toBe("daily_quota_exceeded");
  const both = await resend.batch.send([{ ...mail, to: "mary@acme.dev" }, mail]);
  expect(both.error?.statusCode).toBe(503);
  expect((await resend.emails.send(mail)).error).toBeNull();

  await client.setFault({ kind: "none", to: "kenji.ito@acme.dev" });
  expect((await resend.emails.send(other)).error).toBeNull();
  expect((await client.behaviour()).faults).toEqual([]);
});

test("one without an address takes the place of all", async () => {
  const { resend, client } = await open();
  await client.setFault({ kind: "down", to: mail.to });
  await client.setFault({ kind: "none" });
  expect((await resend.emails.send(mail)).error).toBeNull();
});

test("a bad address refuses a strict batch whole, and is left out of a permissive one", async () => {
  const { resend, client } = await open();
  await client.setFault({ kind: "bad-address", to: mail.to });
  const strict = await resend.batch.send([other, mail]);
  expect(strict.error).toMatchObject({ statusCode: 422, name: "validation_error" });
  expect(await client.mails()).toEqual([]);

  const permissive = await resend.batch.send([mail, other], { batchValidation: "permissive" });
  expect(permissive.data?.data).toHaveLength(1);
  expect(permissive.data?.errors).toEqual([{ index: 0, message: expect.stringContaining("`to`") }]);
  expect((await client.mails()).map(({ to }) => to)).toEqual([[other.to]]);
});

test("the limit can be changed, and then refuses within a second", async () => {
  const { resend, client } = await open({ now: () => 1_000_000 });
  await client.setLimit({ perSecond: 2, refuse: true });
  const answers = [await resend.emails.send(mail), await resend.emails.send(mail)];
  expect(answers.map(({ error }) => error)).toEqual([null, null]);
  expect(answers[1]?.headers).toMatchObject({ "ratelimit-limit": "2", "ratelimit-remaining": "0" });
  const refused = await resend.emails.send(mail);
  expect(refused).toMatchObject({
    error: { statusCode: 429, name: "rate_limit_exceeded" },
    headers: { "retry-after": "1" },
  });
});

test("a reset lets the mailbox behave as it did at the start", async () => {
  const { client } = await open({ rateLimit: { perSecond: 5, refuse: false } });
  const start = await client.behaviour();
  await client.setFault({ kind: "down" });
  await client.setFault({ kind: "daily-quota", to: mail.to, times: 3 });
  await client.setLimit({ perSecond: 1, refuse: true });
  await client.setOutcome("deliver");
  await client.setWebhooks({ hold: true });
  expect(await client.behaviour()).toEqual({
    faults: [{ kind: "daily-quota", to: mail.to, times: 3 }, { kind: "down" }],
    limit: { perSecond: 1, refuse: true },
    outcome: { outcome: "deliver", deliverAfterMilliseconds: 1000 },
    webhooks: { duplicate: false, reorder: false, hold: true, url: null, underWay: 0 },
  });
  await client.reset();
  expect(await client.behaviour()).toEqual(start);
  expect(start.limit.perSecond).toBe(5);
});

test("a setting that does not fit is refused", async () => {
  const { client } = await open();
  await expect(client.setLimit({ perSecond: 0, refuse: true })).rejects.toThrow("422");
  await expect(client.setOutcome("burn" as "none")).rejects.toThrow("422");
  await expect(client.setWebhooks({ lose: true } as object)).rejects.toThrow("422");
});
