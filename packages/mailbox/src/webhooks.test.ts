import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
import { Mail } from "./mail.ts";
import { createMailLife } from "./mail-life.ts";
import { openMailStore } from "./mail-store.ts";
import { openMailbox } from "./mailbox.ts";
import type { MailboxOptions } from "./mailbox.ts";
import { mailboxClient } from "./mailbox-client.ts";

const secret = `whsec_${randomBytes(24).toString("base64")}`;
const nextSecret = `whsec_${randomBytes(24).toString("base64")}`;
const time = "2026-11-23T09:00:00.000Z";

/** A webhook that came, as it came. */
type Received = { id: string; timestamp: string; signature: string; payload: string };

/** Listens for webhooks; answers `status`, and tells how to await them. */
async function listen() {
  const received: Received[] = [];
  const answers: number[] = [];
  let beforeAnswer: () => Promise<unknown> = async () => {};
  const server = createServer(async (request, response) => {
    const header = (name: string) => String(request.headers[`svix-${name}`]);
    const [id, timestamp, signature] = [header("id"), header("timestamp"), header("signature")];
    received.push({ id, timestamp, signature, payload: await text(request) });
    await beforeAnswer();
    response.writeHead(answers.shift() ?? 200).end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/resend`,
    received,
    /** Answers these first, and 200 from then on. */
    answer: (...statuses: number[]) => void answers.push(...statuses),
    /** What happens between a webhook and its answer. */
    beforeAnswer(meanwhile: () => Promise<unknown>) {
      beforeAnswer = meanwhile;
    },
    types: () => received.map(({ payload }) => (JSON.parse(payload) as { type: string }).type),
  };
}

async function open(options: Partial<MailboxOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "mailbox-webhooks-test-"));
  const mailbox = await openMailbox({ folder, port: 0, now: () => Date.parse(time), ...options });
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= mailbox.close());
  onTestFinished(async () => {
    await close();
    await rm(folder, { recursive: true });
  });
  const resend = new Resend(mailbox.apiKey, { baseUrl: mailbox.apiUrl });
  const send = async () => {
    const { data, error } = await resend.emails.send({
      from: "Latchkey <no-reply@latchkey.test>",
      to: "jane.okafor@acme.dev",
      subject: "Choose a new password",
      text: "Hello",
      tags: [{ name: "kind", value: "password-change-link" }],
    });
    if (!data) throw new Error(error.message);
    return data.id;
  };
  return { mailbox: { ...mailbox, close }, folder, resend, send, client: mailboxClient(mailbox.url) };
}

test("each event of a mail is posted, signed so that Resend's own SDK verifies it", async () => {
  const { url, received, types } = await listen();
  const { mailbox, resend, send, client } = await open({ webhook: { secret } });
  mailbox.setWebhookUrl(url);
  const id = await send();
  await client.delay(id);
  await client.deliver(id);
  await client.complain(id);
  await expect
    .poll(types)
    .toEqual(["email.sent", "email.delivery_delayed", "email.delivered", "email.complained"]);

  for (const { payload, ...headers } of received)
    expect(resend.webhooks.verify({ payload, headers, webhookSecret: secret })).toMatchObject({
      created_at: time,
      data: {
        created_at: time,
        email_id: id,
        message_id: `<${id}@mailbox.localhost>`,
        from: "Latchkey <no-reply@latchkey.test>",
        to: ["jane.okafor@acme.dev"],
        subject: "Choose a new password",
        tags: { kind: "password-change-link" },
      },
    });
  expect(new Set(received.map((webhook) => webhook.id)).size).toBe(4);

  const [{ payload, ...headers }] = received as [Received];
  const forged = { payload: payload.replace("sent", "bounced"), headers };
  expect(() => resend.webhooks.verify({ ...forged, webhookSecret: secret })).toThrow("signature");
});

test("every kind of event carries Resend's own details", async () => {
  const { url, received, types } = await listen();
  const { send, client } = await open({ webhook: { secret, url } });
  const id = await send();
  await client.bounce(id, { smtpText: "550 5.1.1 user unknown" });
  await client.bounce(id, { type: "Transient" });
  await client.suppress(id);
  await client.fail(id, { reason: "the domain is gone" });
  await expect.poll(types).toHaveLength(5);
  const details = received.slice(1).map(({ payload }) => (JSON.parse(payload) as { data: object }).data);
  expect(details).toMatchObject([
    { bounce: { type: "Permanent", subType: "General", diagnosticCode: ["smtp; 550 5.1.1 user unknown"] } },
    { bounce: { type: "Transient", subType: "MailboxFull", message: "The recipient's inbox was full." } },
    { suppressed: { type: "OnAccountSuppressionList", message: expect.stringContaining("suppression") } },
    { failed: { reason: "the domain is gone" } },
  ]);
});

test("while a secret is rotated, every webhook is signed with both", async () => {
  const { url, received } = await listen();
  const { resend, send } = await open({ webhook: { secret: `${secret}, ${nextSecret}`, url } });
  await send();
  await expect.poll(() => received).toHaveLength(1);
  const [{ payload, ...headers }] = received as [Received];
  for (const webhookSecret of [secret, nextSecret])
    expect(resend.webhooks.verify({ payload, headers, webhookSecret })).toMatchObject({ type: "email.sent" });
  const stranger = `whsec_${randomBytes(24).toString("base64")}`;
  expect(() => resend.webhooks.verify({ payload, headers, webhookSecret: stranger })).toThrow("signature");
});

test("a secret that is none is refused at the start", async () => {
  await expect(open({ webhook: { secret: "whsec_" } })).rejects.toThrow("whsec_");
  await expect(open({ webhook: { secret: `${secret},with spaces` } })).rejects.toThrow("base64");
});

test("an attempt that fails is repeated later, under the same id and signed anew", async () => {
  const { url, received, answer } = await listen();
  answer(500, 302, 404);
  let now = Date.now();
  const webhook = { secret, url, retryWaitsMilliseconds: [1, 1, 1], now: () => (now += 1000) };
  const { resend, send } = await open({ webhook });
  await send();
  await expect.poll(() => received).toHaveLength(4);
  expect(new Set(received.map(({ id }) => id)).size).toBe(1);
  expect(new Set(received.map(({ payload }) => payload)).size).toBe(1);
  expect(new Set(received.map(({ timestamp }) => timestamp)).size).toBe(4);
  const [{ payload, ...headers }] = received.slice(-1) as [Received];
  expect(resend.webhooks.verify({ payload, headers, webhookSecret: secret })).toBeTruthy();
});

test("an attempt that nobody answers in time is repeated", async () => {
  const { url, received, beforeAnswer } = await listen();
  beforeAnswer(() => new Promise(() => {}));
  const { mailbox, send } = await open({
    webhook: { secret, url, answerWithinMilliseconds: 50, retryWaitsMilliseconds: [1] },
  });
  await send();
  await expect.poll(() => received).toHaveLength(2);
  expect(received[0]?.id).toBe(received[1]?.id);
  await mailbox.close();
});

test("attempts are bounded: after the last one an event is given up", async () => {
  const { url, received, answer } = await listen();
  answer(500, 500, 500);
  const { send, client } = await open({ webhook: { secret, url, retryWaitsMilliseconds: [1] } });
  const id = await send();
  await expect.poll(() => received).toHaveLength(2);
  await client.deliver(id);
  await client.complain(id);
  await expect.poll(() => received).toHaveLength(5);
  expect(new Set(received.map((webhook) => webhook.id)).size).toBe(3);
});

test("on demand webhooks come twice, newest first, or not until they are let go", async () => {
  const { url, received, types } = await listen();
  const { send, client } = await open({ webhook: { secret, url } });

  await client.setWebhooks({ hold: true, reorder: true });
  const id = await send();
  await client.deliver(id);
  await client.complain(id);
  expect(received).toEqual([]);
  await client.setWebhooks({ hold: false });
  await expect.poll(types).toEqual(["email.complained", "email.delivered", "email.sent"]);

  received.length = 0;
  await client.setWebhooks({ reorder: false, duplicate: true });
  await client.bounce(id);
  await expect.poll(types).toEqual(["email.bounced", "email.bounced"]);
  expect(received[0]?.id).toBe(received[1]?.id);
  expect(received[0]?.payload).toBe(received[1]?.payload);
});

test("of an event that comes twice only one is repeated when nobody takes it", async () => {
  const { url, received, answer, types } = await listen();
  const { send, client } = await open({ webhook: { secret, url, retryWaitsMilliseconds: [1, 1] } });
  await client.setWebhooks({ duplicate: true });
  answer(500, 500);
  const id = await send();
  await expect.poll(() => received).toHaveLength(3);
  await client.deliver(id);
  const sentAndDelivered = [
    ...Array.from({ length: 3 }, () => "email.sent"),
    "email.delivered",
    "email.delivered",
  ];
  await expect.poll(types).toEqual(sentAndDelivered);
});

test("what is held back is not repeated meanwhile either", async () => {
  const { url, received, answer, beforeAnswer, types } = await listen();
  const { send, client } = await open({ webhook: { secret, url, retryWaitsMilliseconds: [1] } });
  answer(500);
  beforeAnswer(() => client.setWebhooks({ hold: true }));
  const id = await send();
  await expect.poll(async () => (await client.behaviour()).webhooks.hold).toBe(true);
  await client.deliver(id);
  await client.complain(id);
  expect(received).toHaveLength(1);

  beforeAnswer(async () => {});
  await client.setWebhooks({ hold: false });
  await expect
    .poll(() => types().toSorted())
    .toEqual(["email.complained", "email.delivered", "email.sent", "email.sent"]);
});

test("closing waits for no webhook that nobody answers", async () => {
  const { url, received, beforeAnswer } = await listen();
  const { mailbox, send, client } = await open({
    webhook: { secret, url, answerWithinMilliseconds: 600_000 },
  });
  beforeAnswer(() => new Promise(() => {}));
  await client.setOutcome("deliver", 60_000);
  await send();
  await expect.poll(() => received).toHaveLength(1);
  await mailbox.close();
});

test("events of a mail that are to be reordered wait for one another", async () => {
  const { url, types } = await listen();
  const { send, client } = await open({ webhook: { secret, url } });
  await client.setWebhooks({ reorder: true });
  const id = await send();
  await client.deliver(id);
  await expect.poll(types).toEqual(["email.delivered", "email.sent"]);
});

test("without a webhook states change and are kept, with their history", async () => {
  const { mailbox, folder, send, client } = await open();
  const id = await send();
  const bounced = await client.bounce(id, { type: "Transient", smtpText: "452 4.2.2 full" });
  expect(bounced).toMatchObject({
    state: "bounced",
    history: [
      { state: "sent", at: time },
      { state: "bounced", bounce: { type: "Transient", diagnosticCode: ["smtp; 452 4.2.2 full"] } },
    ],
  });
  await client.deliver(id);
  const mails = await client.mails();
  await mailbox.close();

  const again = await openMailbox({ folder, port: 0 });
  onTestFinished(() => again.close());
  expect(await mailboxClient(again.url).mails()).toEqual(mails);
  expect(mails[0]?.history.map(({ state }) => state)).toEqual(["sent", "bounced", "delivered"]);
});

test("what becomes of an unknown mail, or of one in an unknown way, is refused", async () => {
  const { mailbox, send, client } = await open();
  const id = await send();
  await expect(client.deliver("nothing")).rejects.toThrow("404");
  await expect(client.bounce(id, { type: "Sometimes" } as object)).rejects.toThrow("422");
  const opened = await fetch(`${mailbox.url}/api/mails/${id}/open`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  expect(opened.status).toBe(422);
  expect((await client.mail(id)).history).toHaveLength(1);
});

test("with the outcome “deliver” each mail is delivered by itself", async () => {
  const { url, types } = await listen();
  const { send, client, resend } = await open({
    webhook: { secret, url },
    outcome: "deliver",
    deliverAfterMilliseconds: 1,
  });
  const id = await send();
  await expect.poll(async () => (await client.mail(id)).state).toBe("delivered");
  await expect.poll(types).toEqual(["email.sent", "email.delivered"]);
  expect((await resend.emails.get(id)).data?.last_event).toBe("delivered");
});

test("when its time has come, a mail that met another fate meanwhile is not delivered", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mailbox-life-test-"));
  const now = () => Date.parse(time);
  const store = await openMailStore(folder, now);
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const mails = ["bounced", "untouched"].map((id) =>
    Mail.parse({
      id,
      state: "sent",
      history: [{ state: "sent", at: time }],
      receivedAt: time,
      idempotencyKey: null,
      from: "Latchkey <no-reply@latchkey.test>",
      to: ["jane.okafor@acme.dev"],
      cc: [],
      bcc: [],
      replyTo: [],
      subject: "Hello",
      html: null,
      text: "Hello",
      headers: {},
      tags: [],
      attachments: [],
    }),
  );
  await store.keep({ acceptedAt: time, mails, replay: null });
  const timer = Promise.withResolvers<void>();
  const posted: string[] = [];
  const life = createMailLife({
    store,
    webhooks: { post: ({ id, state }) => void posted.push(`${id} is ${state}`) },
    outcome: { outcome: "deliver", deliverAfterMilliseconds: 1000 },
    now,
    closing: new AbortController().signal,
    pause: () => timer.promise,
  });

  life.begin(mails);
  await life.meet("bounced", { fate: "bounce", type: "Permanent" });
  timer.resolve();

  await expect.poll(() => posted).toHaveLength(4);
  expect(posted.slice(2)).toEqual(["bounced is bounced", "untouched is delivered"]);
  expect(store.find("bounced")?.state).toBe("bounced");
});

test("the outcome can be changed while mails are on their way", async () => {
  const { send, client } = await open();
  const untouched = await send();
  await client.setOutcome("deliver", 0);
  const delivered = await send();
  await expect.poll(async () => (await client.mail(delivered)).state).toBe("delivered");
  await client.setOutcome("deliver", 60_000);
  const later = await send();
  expect((await client.mail(later)).state).toBe("sent");
  expect((await client.mail(untouched)).state).toBe("sent");
  expect((await client.behaviour()).outcome).toEqual({
    outcome: "deliver",
    deliverAfterMilliseconds: 60_000,
  });
});
