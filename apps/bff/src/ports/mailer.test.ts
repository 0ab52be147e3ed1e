import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { openResendMailer, readAnswer, type Mail } from "./mailer.ts";

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
