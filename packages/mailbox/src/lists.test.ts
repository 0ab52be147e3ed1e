import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
import { openMailbox } from "./mailbox.ts";
import { mailboxClient } from "./mailbox-client.ts";

async function open() {
  const folder = await mkdtemp(join(tmpdir(), "mailbox-lists-test-"));
  const mailbox = await openMailbox({ folder, port: 0 });
  onTestFinished(async () => {
    await mailbox.close();
    await rm(folder, { recursive: true });
  });
  const resend = new Resend(mailbox.apiKey, { baseUrl: mailbox.apiUrl });
  return { mailbox, folder, resend, client: mailboxClient(mailbox.url) };
}

const mail = (number: number, text = "Hello") => ({
  from: "Latchkey <no-reply@latchkey.test>",
  to: `user.${number}@acme.dev`,
  subject: `Mail ${number}`,
  text,
});

test("the SDK lists mails page by page, forwards and backwards, without their texts", async () => {
  const { resend, client } = await open();
  await resend.batch.send([1, 2, 3, 4, 5].map((number) => mail(number)));
  await client.bounce((await client.mails())[0]!.id);
  const subjects = (page: Awaited<ReturnType<typeof resend.emails.list>>) =>
    page.data?.data.map(({ subject }) => subject);

  const first = await resend.emails.list({ limit: 2 });
  expect(first.data).toMatchObject({ object: "list", has_more: true });
  expect(first.data?.data[0]).toMatchObject({ subject: "Mail 5", last_event: "bounced" });
  expect(first.data?.data[0]).not.toHaveProperty("text");
  const second = await resend.emails.list({ limit: 2, after: first.data!.data[1]!.id });
  expect(subjects(second)).toEqual(["Mail 3", "Mail 2"]);
  const third = await resend.emails.list({ limit: 2, after: second.data!.data[1]!.id });
  expect(third.data?.has_more).toBe(false);
  expect(subjects(third)).toEqual(["Mail 1"]);
  const back = await resend.emails.list({ limit: 2, before: third.data!.data[0]!.id });
  expect(subjects(back)).toEqual(["Mail 3", "Mail 2"]);
  expect(back.data?.has_more).toBe(true);

  expect(subjects(await resend.emails.list())).toHaveLength(5);
  expect((await resend.emails.list({ limit: 101 })).error?.statusCode).toBe(422);
  expect((await resend.emails.list({ after: "nothing" })).error?.statusCode).toBe(422);
});

test("tests read mails page by page too", async () => {
  const { resend, client } = await open();
  await resend.batch.send([1, 2, 3].map((number) => mail(number)));
  const [newest] = await client.mails({ limit: 1 });
  expect(newest?.subject).toBe("Mail 3");
  const rest = await client.mails({ after: newest!.id });
  expect(rest.map(({ subject }) => subject)).toEqual(["Mail 2", "Mail 1"]);
});

test(
  "10,000 mails are taken in batches of 100, each written once, and found at once",
  { timeout: 60_000 },
  async () => {
    const { mailbox, folder, resend, client } = await open();
    const text = "A line of a mail as long as they are.\n".repeat(100);
    const log = join(folder, "mails.jsonl");
    // Of this process' own work, on a machine that does other things too.
    const seconds = async (work: () => Promise<unknown>) => {
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    };
    const file = (await stat(log)).ino;

    const taken = await seconds(async () => {
      for (let batch = 0; batch < 100; batch += 1) {
        const mails = Array.from({ length: 100 }, (_, index) => mail(batch * 100 + index, text));
        const { error } = await resend.batch.send(mails, { idempotencyKey: `run/${batch}` });
        expect(error).toBeNull();
      }
    });
    expect(taken).toBeLessThan(20);
    expect((await stat(log)).ino).toBe(file);
    expect((await readFile(log, "utf8")).trimEnd().split("\n")).toHaveLength(100);

    expect(await seconds(() => client.mails({ to: "user.4711@acme.dev" }))).toBeLessThan(0.5);
    expect(await client.mails({ to: "user.4711@acme.dev" })).toHaveLength(1);
    const page = await (await fetch(mailbox.url)).text();
    expect(page).toContain("10,000 mails");
    expect(page.length).toBeLessThan(300_000);
  },
);
