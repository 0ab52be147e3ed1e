import { createServer } from "node:http";
import { createServer as createSocketServer, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { readWebhookSecrets, signWebhook } from "@latchkey/mailbox/sign-webhook.ts";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { openResendMailer, openResendReports, readAnswer, type Mail } from "./mailer.ts";

const mail: Mail = {
  from: "Latchkey <no-reply@latchkey.test>",
  to: "jane@acme.test",
  subject: "Hello",
  html: "<p>Hello</p>",
  text: "Hello",
  tag: "access-info",
};

const outgoing = [{ messageId: "message-1", mail }];

const refusedWith = (statusCode: number | null, name = "validation_error") => ({
  data: null,
  error: { name, message: "", statusCode },
});

describe("an answer is read by its status first, then by its name", () => {
  const cases: [string, Parameters<typeof readAnswer>[0], object][] = [
    ["an id", { data: { id: "m-1" }, error: null }, { kind: "accepted", providerIds: ["m-1"] }],
    ["nothing at all", { data: null, error: null }, { kind: "unclear" }],
    ["an empty object", {} as never, { kind: "unclear" }],
    ["data without an id", { data: {}, error: null }, { kind: "unclear" }],
    ["an id that is no text", { data: { id: 7 }, error: null }, { kind: "unclear" }],
    ["no answer", refusedWith(null, "application_error"), { kind: "unclear" }],
    ["an error with a 200", refusedWith(200), { kind: "unclear" }],
    ["400", refusedWith(400), { kind: "refused" }],
    ["401, a wrong key", refusedWith(401), { kind: "stopped" }],
    ["403, an unverified domain", refusedWith(403), { kind: "stopped" }],
    ["402", refusedWith(402, "something_new"), { kind: "refused", isVerdict: false }],
    ["404, another address than the service's", refusedWith(404, "not_found"), { kind: "stopped" }],
    ["405", refusedWith(405, "method_not_allowed"), { kind: "stopped" }],
    ["408", refusedWith(408), { kind: "unclear" }],
    ["409, still at work", refusedWith(409, "concurrent_idempotent_requests"), { kind: "unclear" }],
    ["409, another body", refusedWith(409, "invalid_idempotent_request"), { kind: "conflicting" }],
    ["409, unheard of", refusedWith(409, "something_new"), { kind: "conflicting" }],
    ["422", refusedWith(422), { kind: "refused", isVerdict: true }],
    ["422, a wrong sender", refusedWith(422, "invalid_from_address"), { kind: "stopped" }],
    [
      "429, too fast",
      { ...refusedWith(429, "rate_limit_exceeded"), headers: { "retry-after": "7" } },
      { kind: "later", waitSeconds: 7, pause: "limit" },
    ],
    ["429 without a time", refusedWith(429, "rate_limit_exceeded"), { kind: "later", waitSeconds: 1 }],
    [
      "429 with nonsense",
      { ...refusedWith(429, "rate_limit_exceeded"), headers: { "retry-after": "soon" } },
      { kind: "later", waitSeconds: 1 },
    ],
    [
      "429 for ever",
      { ...refusedWith(429, "rate_limit_exceeded"), headers: { "retry-after": "999999" } },
      { kind: "later", waitSeconds: 3600 },
    ],
    [
      "429 of the day",
      refusedWith(429, "daily_quota_exceeded"),
      { kind: "later", waitSeconds: 3600, pause: "quota" },
    ],
    [
      "429 of the month",
      refusedWith(429, "monthly_quota_exceeded"),
      { kind: "later", waitSeconds: 3600, pause: "quota" },
    ],
    ["500", refusedWith(500), { kind: "unclear" }],
    ["502", refusedWith(502), { kind: "unclear" }],
    ["503", refusedWith(503), { kind: "later", waitSeconds: null, pause: null }],
    ["599", refusedWith(599), { kind: "unclear" }],
  ];
  test.each(cases)("%s", (_, answer, outcome) => {
    expect(readAnswer(answer)).toMatchObject(outcome);
  });
});

test("each attempt shows the key, the idempotency key and the very same bytes", async () => {
  const requests: { headers: Record<string, unknown>; body: string }[] = [];
  const baseUrl = await service(200, { id: "m-1" }, requests, { "ratelimit-limit": "7" });
  const mailer = openResendMailer({ apiKey: "re_key", baseUrl });

  expect(await mailer.send(outgoing, "message-1")).toEqual({
    outcome: { kind: "accepted", providerIds: ["m-1"] },
    requestsPerSecond: 7,
  });
  await mailer.send(outgoing, "message-1");

  expect(requests[0]!.headers).toMatchObject({
    authorization: "Bearer re_key",
    "idempotency-key": "message-1",
  });
  expect(requests[1]!.body).toBe(requests[0]!.body);
  expect(JSON.parse(requests[0]!.body)).toEqual({
    from: mail.from,
    to: [mail.to],
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    tags: [
      { name: "template", value: "access-info" },
      { name: "message", value: "message-1" },
    ],
  });
});

test("what was frozen before mails had headers leaves as it was; the others take all with them", async () => {
  const requests: { headers: Record<string, unknown>; body: string }[] = [];
  const baseUrl = await service(200, { id: "m-1" }, requests);
  const mailer = openResendMailer({ apiKey: "re_key", baseUrl });
  const picture = { contentId: "logo", name: "logo.png", type: "image/png", content: "AA==" } as const;
  const whole: Mail = { ...mail, replyTo: "help@acme.test", headers: { "X-A": "b" }, pictures: [picture] };

  await mailer.send(outgoing, "message-1");
  await mailer.send([{ messageId: "message-1", mail: whole }], "message-1");
  const [before, now] = requests.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  expect(Object.keys(before!)).toEqual(["from", "html", "subject", "tags", "text", "to"]);
  expect(now).toEqual({
    ...before,
    reply_to: "help@acme.test",
    headers: { "X-A": "b" },
    attachments: [{ filename: "logo.png", content: "AA==", content_type: "image/png", content_id: "logo" }],
  });
});

test("a batch is one request under one key, and counts as accepted only with an id for each mail", async () => {
  const requests: { headers: Record<string, unknown>; body: string }[] = [];
  const two = [...outgoing, { messageId: "message-2", mail: { ...mail, to: "john@acme.test" } }];
  const baseUrl = await service(200, { data: [{ id: "m-1" }, { id: "m-2" }] }, requests);
  const answersShort = await service(200, { data: [{ id: "m-1" }] });

  expect(await openResendMailer({ apiKey: "re_key", baseUrl }).send(two, "batch-1")).toMatchObject({
    outcome: { kind: "accepted", providerIds: ["m-1", "m-2"] },
  });
  expect(
    await openResendMailer({ apiKey: "re_key", baseUrl: answersShort }).send(two, "batch-1"),
  ).toMatchObject({ outcome: { kind: "unclear" } });

  expect(requests[0]!.headers).toMatchObject({ "idempotency-key": "batch-1" });
  expect((JSON.parse(requests[0]!.body) as { to: string[] }[]).map(({ to }) => to)).toEqual([
    ["jane@acme.test"],
    ["john@acme.test"],
  ]);
});

test.each([
  ["You can only send testing emails to your own email address (a@b.c).", /sandbox/],
  ["The acme.test domain is not verified. Please, add and verify your domain.", /not verified/],
  ["This account was suspended.", /suspended/],
  ["API key is invalid", /check the API key/],
])("a refusal of the installation says what is wrong with it: %s", (message, words) => {
  const error = { name: "validation_error", message, statusCode: 403 };
  const outcome = readAnswer({ data: null, error });
  expect(outcome).toMatchObject({ kind: "stopped", reason: expect.stringMatching(words) });
  expect(JSON.stringify(outcome)).not.toContain("recipient");
});

test("a redirect is not followed: the mail would go to somebody else", async () => {
  const requests: { headers: Record<string, unknown>; body: string }[] = [];
  const elsewhere = await service(200, { id: "stolen" }, requests);
  const baseUrl = await service(307, {}, [], { location: `${elsewhere}/emails` });

  expect(await openResendMailer({ apiKey: "re_key", baseUrl }).send(outgoing, "message-1")).toMatchObject({
    outcome: { kind: "unclear" },
  });
  expect(requests).toEqual([]);
});

test("it never throws: nobody listening and answers that are not JSON are unclear", async () => {
  const broken = await service(200, "<html>");

  for (const baseUrl of ["http://127.0.0.1:1", broken]) {
    expect(await openResendMailer({ apiKey: "re_key", baseUrl }).send(outgoing, "message-1")).toMatchObject({
      outcome: { kind: "unclear" },
    });
  }
});

/** A mail service that gives one answer. Returns its address. */
async function service(
  status: number,
  answer: unknown,
  requests: { headers: Record<string, unknown>; body: string }[] = [],
  headers: Record<string, string> = {},
): Promise<string> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push({ headers: request.headers, body });
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const soak = process.env["SOAK"] === "1";
const parameters = (tries: number) => ({
  numRuns: soak ? tries * 20 : tries,
  seed: soak ? Date.now() : 20261127,
});

/** Anything at all, with names that the service uses in places where it does not. */
const anyAnswer = fc.oneof(
  fc.constantFrom('{"id":"m-1"}', '{"data":[{"id":"m-1"},{"id":"m-2"}]}'),
  fc.json({ maxDepth: 4 }),
  fc
    .dictionary(
      fc.constantFrom("id", "data", "name", "message", "statusCode", "error", "html", "to", "__proto__"),
      fc.oneof(
        fc.anything({ maxDepth: 2 }),
        fc.constantFrom<unknown>(
          "planted",
          null,
          "429",
          429,
          422,
          { toString: "x" },
          "\u0000",
          "x".repeat(9000),
        ),
        fc.array(fc.record({ id: fc.oneof(fc.string({ unit: "binary" }), fc.integer()) }), { maxLength: 3 }),
      ),
    )
    .map((answer) => JSON.stringify(answer)),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(
    '{"id":"',
    "[".repeat(40_000),
    '{"id":"m-1"}',
    '{"data":[{"id":"m-1"}]}',
    "",
    "null",
    "\ufeff{}",
  ),
);

const anyHeader = fc.tuple(
  fc.constantFrom(
    "retry-after",
    "ratelimit-limit",
    "content-type",
    "content-encoding",
    "content-length",
    "location",
  ),
  fc.constantFrom(
    ..."1 0 -1 1e400 9999999999999999999999 NaN 0x10 gzip application/json /x ١ ,".split(" "),
    "",
  ),
);

test("whatever the mail service answers, an attempt has an outcome that the rest can work with", async () => {
  let answer = Buffer.alloc(0);
  const service = createSocketServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(answer));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => service.once("listening", resolve));
  onTestFinished(() => void service.close());
  const baseUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  const mailer = openResendMailer({ apiKey: "re_1", baseUrl });
  const known = { accepted: 0, refused: 0, later: 0, unclear: 0, conflicting: 0, stopped: 0 };

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(200, 201, 204, 301, 400, 401, 404, 409, 422, 429, 500, 503, 0, -1, 99, 999, 1e21),
      fc.array(anyHeader, { maxLength: 3 }),
      anyAnswer,
      fc.constantFrom(1, 2),
      async (status, headers, body, mails) => {
        const lines = [
          `HTTP/1.1 ${status} planted`,
          ...headers.map((pair) => pair.join(": ")),
          "connection: close",
        ];
        answer = Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
        const before = process.cpuUsage();
        const attempt = await mailer.send(Array(mails).fill(outgoing[0]) as typeof outgoing, "key");
        const found = await mailer.find(mail, "2026-11-23T09:00:00.000Z");
        const { user, system } = process.cpuUsage(before);

        expect((user + system) / 1000).toBeLessThan(2_000);
        expect(found === null || typeof found === "string").toBe(true);
        const { outcome, requestsPerSecond } = attempt;
        known[outcome.kind] += 1;
        if (outcome.kind === "accepted") {
          expect(outcome.providerIds).toHaveLength(mails);
          for (const id of outcome.providerIds) expect(id).toMatch(/^[\x21-\x7e]{1,200}$/);
        } else {
          expect(outcome.reason).toMatch(/^[\x20-\x7e]{10,200}$/);
          expect(outcome.reason).not.toContain("planted");
        }
        if (outcome.kind === "later" && outcome.waitSeconds !== null) {
          expect(outcome.waitSeconds).toBeGreaterThanOrEqual(1);
          expect(outcome.waitSeconds).toBeLessThanOrEqual(3600);
        }
        expect(requestsPerSecond === null || (requestsPerSecond >= 1 && requestsPerSecond <= 1000)).toBe(
          true,
        );
      },
    ),
    parameters(500),
  );
  expect(Object.entries(known).filter(([, times]) => times === 0)).toEqual([]);
});

test("whatever the headers of a report say, only a signature of these very bytes makes it one", () => {
  const secret = `whsec_${Buffer.from("a secret of this test").toString("base64")}`;
  const read = openResendReports(secret);
  const payload = '{"type":"email.delivered","data":{"email_id":"m-1"}}';
  const now = String(Math.floor(Date.now() / 1000));
  const signed = signWebhook(readWebhookSecrets(secret), "d-1", Date.now(), payload)["svix-signature"]!;
  const given = (id: string, timestamp: string, signature: string) =>
    read(
      payload,
      (name) => ({ "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature })[name],
    );
  expect(given("d-1", now, signed)).toMatchObject({ type: "email.delivered", providerId: "m-1" });

  const odd = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.base64String({ maxLength: 80 }).map((text) => `v1,${text}`),
    fc.constantFrom(
      "",
      " ",
      "v1",
      "v1,",
      "v1,=",
      ",",
      `${"v1, ".repeat(2000)}`,
      "v2,AAAA",
      signed.slice(0, -2),
      "v1a,x",
    ),
    fc.constantFrom(
      "NaN",
      "1e3",
      "-1",
      "0",
      "99999999999999999999",
      `${now}x`,
      ` ${now} `,
      `${now}.5`,
      "Infinity",
    ),
  );
  fc.assert(
    fc.property(odd, odd, odd, fc.constantFrom(0, 1, 2), (id, timestamp, signature, right) => {
      const parts = ["d-1", now, signed];
      const bent = [id, timestamp, signature].map((part, place) => (place === right ? parts[place]! : part));
      expect(given(bent[0]!, bent[1]!, bent[2]!)).toBeNull();
      expect(given("d-1", now, signature)).toBeNull();
      expect(given(`${id}x`, now, signed)).toBeNull();
    }),
    parameters(500),
  );
});
