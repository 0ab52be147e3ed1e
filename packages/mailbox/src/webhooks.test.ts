import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
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
  const server = createServer(async (request, response) => {
    const header = (name: string) => String(request.headers[`svix-${name}`]);
    const [id, timestamp, signature] = [header("id"), header("timestamp"), header("signature")];
    received.push({ id, timestamp, signature, payload: await text(request) });
    response.writeHead(answers.shift() ?? 200).end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/resend`,
    received,
    /** Answers these first, and 200 from then on. */
    answer: (...statuses: number[]) => void answers.push(...statuses),
    types: () => received.map(({ payload }) => (JSON.parse(payload) as { type: string }).type),
  };
}

async function open(options: Partial<MailboxOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "mailbox-webhooks-test-"));
  const mailbox = await openMailbox({ folder, port: 0, now: () => Date.parse(time), ...options });
  onTestFinished(async () => {
    await mailbox.close();
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
  return { mailbox, folder, resend, send, client: mailboxClient(mailbox.url) };
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
