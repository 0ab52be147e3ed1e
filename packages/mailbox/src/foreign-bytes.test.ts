import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { openMailStore } from "./mail-store.ts";
import { openMailbox, type Mailbox } from "./mailbox.ts";

const seed = process.env["SOAK"] === "1" ? Date.now() : 20261127;

/** What one request may cost, in milliseconds of the processor. */
const mostWork = 2_000;

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "",
    "x".repeat(5_000),
    "\ud800",
    "a\r\nBcc: evil@acme.dev",
    `${"a.".repeat(2_000)}@${"b.".repeat(2_000)}`,
    `${"<".repeat(3_000)}`,
    `Jane ${"(".repeat(2_000)}<jane@acme.dev>`,
    "jane@acme.dev",
    "Jane <jane@acme.dev>",
    '<a href="javascript:x">x</a>'.repeat(100),
    "http://".repeat(800),
    "__proto__",
  ),
);

const value = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 1, arbitrary: fc.anything({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.array(text, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, true, -1, 1e308, [], {}, [[]], { toString: "x" }) },
);

const fields = [
  ..."from to cc bcc reply_to subject html text headers tags attachments fate kind".split(" "),
  ..."times to delayMilliseconds perSecond refuse outcome deliverAfterMilliseconds duplicate hold __proto__".split(
    " ",
  ),
];

const good = { from: "Latchkey <a@acme.dev>", to: "jane@acme.dev", subject: "Hello", text: "Hello" };

/** A body that is nearly right, or nothing of the kind. */
const body = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.dictionary(fc.constantFrom(...fields), value).map((odd) => ({ ...good, ...odd })),
  },
  { weight: 1, arbitrary: fc.array(fc.dictionary(fc.constantFrom(...fields), value), { maxLength: 3 }) },
  { weight: 1, arbitrary: value },
);
const bytes = fc.oneof(
  { weight: 5, arbitrary: body.map((json) => Buffer.from(JSON.stringify(json) ?? "")) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...["[".repeat(15_000), '{"a":'.repeat(3_000), '{"to":"a@acme.dev","to":1}', "\ufeff{}", "1e400"].map(
        Buffer.from,
      ),
    ),
  },
);

const targets = [
  "POST /emails",
  "POST /emails/batch",
  "GET /emails",
  "GET /emails/{x}",
  "GET /api/mails",
  "GET /api/mails/{x}",
  "POST /api/mails/{x}/scan",
  "POST /api/mails/{x}/{x}",
  "GET /api/behaviour",
  "PUT /api/limit",
  "PUT /api/outcome",
  "PUT /api/webhooks",
  "POST /mails/{x}/fate",
  "POST /mails/{x}/scan",
  "POST /behaviour/limit",
  "GET /",
  "GET /mails/{x}",
  "GET /mails/{x}/html",
  "GET /files/{x}",
  "GET /{x}",
];

const inAddress = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }).map((part) => encodeURIComponent(part.toWellFormed())),
  fc.constantFrom("%", "%00", "%ff", "..", "%2e%2e%2f", "x".repeat(3_000), "__proto__", "batch", "known"),
);

const header = fc.tuple(
  fc.constantFrom(
    "host",
    "origin",
    "authorization",
    "content-type",
    "idempotency-key",
    "x-batch-validation",
    "sec-fetch-site",
    "accept",
    "cookie",
  ),
  fc.oneof(
    fc.uint8Array({ maxLength: 60 }).map((each) =>
      Buffer.from(each)
        .toString("latin1")
        .replaceAll(/[^\x20-\x7e\x80-\xff]/g, " "),
    ),
    fc.constantFrom(
      "localhost",
      "localhost:99999",
      "127.0.0.1:0",
      "localhost:1:2",
      "multipart/form-data; boundary=x",
      "multipart/form-data",
      "application/x-www-form-urlencoded",
      "application/json",
      "x".repeat(400),
    ),
  ),
);

test("whatever the mailbox's API and its pages are sent, they answer, and never with a fault", async () => {
  const mailbox = await open();
  await ask(mailbox, "POST /emails", {}, Buffer.from(JSON.stringify(good)));

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...targets),
      fc.tuple(inAddress, inAddress),
      fc.array(header, { maxLength: 3 }),
      bytes,
      async (target, [part, query], headers, content) => {
        const filled = `${target.replaceAll("{x}", part)}?to=${query}&limit=${query}&after=${query}`;
        const before = process.cpuUsage();
        const status = await ask(mailbox, filled, Object.fromEntries(headers), content);
        const { user, system } = process.cpuUsage(before);
        expect([filled, status]).toEqual([filled, expect.toSatisfy((each: number) => each < 500)]);
        expect((user + system) / 1000).toBeLessThan(mostWork);
      },
    ),
    { numRuns: process.env["SOAK"] === "1" ? 30_000 : 1_500, seed },
  );
});

/** A line of the file: one that was written once, cut, bent or made up. */
const line = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: "binary", maxLength: 100 }),
  fc
    .dictionary(fc.constantFrom("acceptedAt", "mails", "replay", "mailIds", "event", "__proto__"), value)
    .map((entry) => JSON.stringify(entry) ?? ""),
  fc.constantFrom(
    "null",
    '{"mailIds":["x"],"event":{"state":"delivered","at":"2026-11-23T09:00:00.000Z"}}',
    '{"acceptedAt":"2026-11-23T09:00:00.000Z","mails":[],"replay":null}',
    '{"acceptedAt":"9999-99-99T99:99:99.999Z","mails":[],"replay":null}',
    "[".repeat(50_000),
  ),
);

test("whatever stands in the mailbox's file, it opens, or says which line is no mail and what to do", async () => {
  const folder = await temporaryFolder();
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 4 }), fc.boolean(), async (lines, isCut) => {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, "mails.jsonl"), `${lines.join("\n")}${isCut ? "" : "\n"}`);
      const opened = await openMailStore(folder, Date.now).catch((error: Error) => error.message);
      if (typeof opened === "string") {
        expect(opened).toMatch(/mails\.jsonl, line \d+, is not a mail\. Move the file away/);
        return;
      }
      expect(opened.mails()).toEqual(expect.any(Array));
      await opened.close();
    }),
    { numRuns: process.env["SOAK"] === "1" ? 5_000 : 300, seed },
  );
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mailbox-bytes-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

async function open(): Promise<Mailbox> {
  const folder = await temporaryFolder();
  const mailbox = await openMailbox({ folder, port: 0, apiKey: "re_test", random: () => "known" });
  onTestFinished(() => mailbox.close());
  return mailbox;
}

/** Sends it as it is, and resolves with the status; 400 when the connection is closed without an answer. */
function ask(
  { url }: Mailbox,
  target: string,
  headers: Record<string, string>,
  content: Buffer,
): Promise<number> {
  const [method, path] = target.split(" ") as [string, string];
  const { port } = new URL(url);
  return new Promise((resolve) => {
    const sent = request(
      {
        port,
        host: "127.0.0.1",
        method,
        path: path.replaceAll(/[^\x21-\x7e]/g, "+"),
        agent: false,
        headers: {
          authorization: "Bearer re_test",
          "content-type": "application/json",
          "sec-fetch-site": "same-origin",
          ...headers,
          ...(method === "GET" ? {} : { "content-length": content.length }),
        },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
        sent.destroy();
      },
    );
    sent.once("error", () => resolve(400));
    sent.end(method === "GET" ? undefined : content);
  });
}
